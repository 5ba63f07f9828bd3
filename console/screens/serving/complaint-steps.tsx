import { useTranslation } from 'react-i18next';
import { complaintOutcomes, type ComplaintOutcome } from '../../../domain/provider-complaint.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';
import { spoken } from '../../words/words.ts';
import type { Complaint } from './complaint.tsx';

interface Stepping {
  readonly complaint: Complaint;
}

/** What whoever reads a complaint may do with it. */
export function ComplaintSteps({ complaint }: Stepping) {
  const { possible } = complaint;
  return (
    <>
      {possible.includes('answerComplaint') && <AnswerForm complaint={complaint} />}
      {possible.includes('reopenComplaint') && <ReopenForm complaint={complaint} />}
      {possible.includes('withdrawComplaint') && <Withdraw complaint={complaint} />}
    </>
  );
}

/** By letter, with reasons, by whoever did not decide the matter. */
function AnswerForm({ complaint: { id } }: Stepping) {
  const { t } = useTranslation('serving');
  const [draft, keep, discard] = useDraft(`${id}/answer`, { outcome: '', reasons: '' });
  const answer = useWrite('answerComplaint', discard);
  const faults = useFaults(
    {
      outcome: { isWrong: draft.outcome === '', words: t('complaint.decide.missing') },
      reasons: { isWrong: draft.reasons.trim() === '', words: t('complaint.reasons.missing') },
    },
    answer.error,
  );
  const outcomes = Object.keys(complaintOutcomes) as ComplaintOutcome[];
  return (
    <form
      noValidate
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!faults.isSound()) return;
        const { outcome, reasons } = draft;
        answer.mutate({
          params: { complaintId: id },
          body: { outcome: outcome as ComplaintOutcome, reasons },
        });
      }}
    >
      <h2 className="h4">{t('complaint.decide')}</h2>
      <p>{t('complaint.decide.words')}</p>
      {faults.summary}
      <Choice
        legend={t('complaint.decide.outcome')}
        {...faults.field('outcome')}
        options={outcomes.map((value) => ({
          value,
          label: (
            <span className="console-sentence d-inline-block">{complaintOutcomes[value][spoken()]}</span>
          ),
        }))}
        chosen={draft.outcome}
        onChoose={(outcome) => keep({ ...draft, outcome })}
      />
      <Reasons
        {...faults.field('reasons')}
        value={draft.reasons}
        onChange={(reasons) => keep({ ...draft, reasons })}
      />
      <button type="submit" className="btn btn-primary" disabled={answer.isPending}>
        {t('complaint.decide.do')}
      </button>
    </form>
  );
}

/** Once: another person answers. */
function ReopenForm({ complaint: { id } }: Stepping) {
  const { t } = useTranslation('serving');
  const [draft, keep, discard] = useDraft(`${id}/reopen`, { reasons: '' });
  const reopen = useWrite('reopenComplaint', discard);
  const faults = useFaults(
    { reasons: { isWrong: draft.reasons.trim() === '', words: t('complaint.reasons.missing') } },
    reopen.error,
  );
  return (
    <form
      noValidate
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound()) reopen.mutate({ params: { complaintId: id }, body: draft });
      }}
    >
      <h2 className="h4">{t('complaint.reopen')}</h2>
      <p>{t('complaint.reopen.words')}</p>
      {faults.summary}
      <Reasons {...faults.field('reasons')} value={draft.reasons} onChange={(reasons) => keep({ reasons })} />
      <button type="submit" className="btn btn-primary" disabled={reopen.isPending}>
        {t('complaint.reopen')}
      </button>
    </form>
  );
}

function Withdraw({ complaint: { id, code } }: Stepping) {
  const { t } = useTranslation('serving');
  const withdraw = useWrite('withdrawComplaint');
  return (
    <>
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
      <div className="console-actions">
        <AskedTwice
          label={t('complaint.withdraw')}
          about={code}
          sure={t('complaint.withdraw.sure')}
          yes={t('complaint.withdraw.yes')}
          isPending={withdraw.isPending}
          onDo={() => withdraw.mutate({ params: { complaintId: id } })}
        />
      </div>
    </>
  );
}

function Reasons({
  id,
  error,
  value,
  onChange,
}: {
  readonly id: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (reasons: string) => void;
}) {
  const { t } = useTranslation('serving');
  return (
    <Field id={id} error={error} label={t('complaint.reasons')} hint={t('complaint.reasons.hint')}>
      {(control) => (
        <textarea
          {...control}
          rows={5}
          maxLength={4000}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
