import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MOST_EVIDENCE } from '../../domain/voucher-dispute.ts';
import { fileAddress, type Answer, type Call } from '../client/call.ts';
import { useWrite } from '../client/use-write.ts';
import { moment, number } from '../words/format.ts';
import { Field } from './field.tsx';
import { ProblemNotice } from './problem-notice.tsx';

type Dispute = Pick<Answer<'getVoucherDispute'>, 'id' | 'evidence'>;
type Side = Dispute['evidence'][number]['from'];

/** What either side of a dispute handed in, numbered in the order of time. */
export function DisputeEvidence({
  dispute,
  reader,
  reason,
}: {
  readonly dispute: Dispute;
  readonly reader: Side | 'office';
  /** Why the office opens it. */
  readonly reason?: NonNullable<Call<'readDisputeEvidence'>['query']>['reason'];
}) {
  const { t } = useTranslation('disputes');
  return (
    <section aria-labelledby="evidence" className="mt-4">
      <h2 id="evidence" className="h5">
        {t('evidence')}
      </h2>
      {dispute.evidence.length === 0 && <p>{t('evidence.none')}</p>}
      <ul>
        {dispute.evidence.map(({ id, from, createdAt, sizeBytes }, at) => (
          <li key={id}>
            <a
              href={fileAddress('readDisputeEvidence', {
                params: { disputeId: dispute.id, documentId: id },
                query: reason ? { reason } : {},
              })}
              target="_blank"
              rel="noreferrer"
            >
              {t(`evidence.${from === reader ? 'yours' : from}`, {
                number: at + 1,
                when: moment(createdAt),
                kilobytes: number(Math.ceil(sizeBytes / 1024)),
              })}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One more document of one's own side, as long as there is room for one. */
export function HandInEvidence({ dispute, side }: { readonly dispute: Dispute; readonly side: Side }) {
  const { t } = useTranslation('disputes');
  const input = useRef<HTMLInputElement>(null);
  const [lacks, setLacks] = useState(false);
  const add = useWrite('addDisputeEvidence', () => {
    if (input.current) input.current.value = '';
  });
  const left = MOST_EVIDENCE - dispute.evidence.filter(({ from }) => from === side).length;
  if (left <= 0) return <p>{t('evidence.enough', { count: MOST_EVIDENCE })}</p>;
  return (
    <form
      noValidate
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        const file = input.current?.files?.[0];
        setLacks(!file);
        if (!file) return input.current?.focus();
        add.mutate({ params: { disputeId: dispute.id }, form: { file } });
      }}
    >
      {add.error && <ProblemNotice error={add.error} />}
      <p role="status">{add.isSuccess && t('evidence.add.done')}</p>
      <Field
        label={t('evidence.add')}
        hint={t('evidence.add.hint', { count: left })}
        error={lacks ? t('field.missing', { ns: 'frame' }) : undefined}
      >
        {(control) => (
          <input {...control} ref={input} type="file" accept="application/pdf,image/jpeg,image/png" />
        )}
      </Field>
      <button type="submit" className="btn btn-outline-primary" disabled={add.isPending}>
        {t('evidence.add.do')}
      </button>
    </form>
  );
}
