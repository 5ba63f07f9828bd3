import { useTranslation } from 'react-i18next';
import { readEuro } from '../../../domain/money.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';
import { money } from '../../words/format.ts';
import type { Dispute } from '../../parts/dispute-told.tsx';

const outcomes = ['forHolder', 'forProvider'] as const;

const empty = { outcome: '', amount: '', reasons: '' };

/** What comes back goes onto the voucher; both sides read the reasons. */
export function DecideDispute({ dispute }: { readonly dispute: Dispute }) {
  const { t } = useTranslation('office');
  const [draft, keep, discard] = useDraft(`${dispute.id}/decide`, empty);
  const decide = useWrite('decideVoucherDispute', discard);
  const amountCents = readEuro(draft.amount);
  const isTold = draft.amount.trim() !== '';
  const faults = useFaults(
    {
      outcome: { isWrong: draft.outcome === '', words: t('decide.outcome.missing') },
      amountCents: {
        isWrong: isTold && (!amountCents || amountCents > dispute.amountCents),
        words: t('decide.amount.wrong', { most: money(dispute.amountCents) }),
      },
      reasons: { isWrong: draft.reasons.trim() === '', words: t('decide.reasons.missing') },
    },
    decide.error,
  );
  const send = () =>
    decide.mutate({
      params: { disputeId: dispute.id },
      body: {
        outcome: draft.outcome as (typeof outcomes)[number],
        reasons: draft.reasons,
        ...(draft.outcome === 'forHolder' && amountCents ? { amountCents } : {}),
      },
    });
  return (
    <form
      noValidate
      className="mt-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound()) send();
      }}
    >
      <h2 className="h4">{t('decide')}</h2>
      <p>{t('decide.words')}</p>
      {faults.summary}
      <Choice
        legend={t('decide.outcome')}
        {...faults.field('outcome')}
        options={outcomes.map((value) => ({ value, label: t(`decide.${value}`) }))}
        chosen={draft.outcome}
        onChoose={(outcome) => keep({ ...draft, outcome })}
      />
      {draft.outcome === 'forHolder' && (
        <AmountField
          mostCents={dispute.amountCents}
          {...faults.field('amountCents')}
          value={draft.amount}
          onChange={(amount) => keep({ ...draft, amount })}
        />
      )}
      <Field label={t('decide.reasons')} hint={t('decide.reasons.hint')} {...faults.field('reasons')}>
        {(control) => (
          <textarea
            {...control}
            rows={5}
            maxLength={4000}
            value={draft.reasons}
            onChange={(event) => keep({ ...draft, reasons: event.target.value })}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={decide.isPending}>
        {t('decide.send')}
      </button>
    </form>
  );
}

function AmountField({
  mostCents,
  id,
  error,
  value,
  onChange,
}: {
  readonly mostCents: number;
  readonly id: string;
  readonly error: string | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const { t } = useTranslation('office');
  return (
    <Field
      label={t('decide.amount')}
      hint={t('decide.amount.hint', { most: money(mostCents) })}
      id={id}
      error={error}
      optional
    >
      {(control) => (
        <input
          {...control}
          inputMode="decimal"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
