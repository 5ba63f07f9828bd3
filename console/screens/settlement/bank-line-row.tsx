import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';

type Line = Answer<'listBankLines'>['items'][number];

const tones: Record<Line['outcome'], Tone> = { confirmed: 'good', rejected: 'late', unknown: 'soon' };

const explanations = [
  'contribution',
  'prefund',
  'awardPayment',
  'returnedPayment',
  'bankCharge',
  'other',
] as const;
type Explanation = (typeof explanations)[number];

export function BankLineRow({ line }: { readonly line: Line }) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const waits = line.outcome === 'unknown' && line.explanation === null;
  const explanation = explanations.find((known) => known === line.explanation);
  return (
    <li>
      <h3 className="h6 mb-1">
        {t('bankLine', { ref: line.bankRef, amount: money(line.amountCents), day: day(line.bookedOn) })}
      </h3>
      <p className="mb-1">
        <Tag tone={tones[line.outcome]}>{t(`outcome.${line.outcome}`)}</Tag>{' '}
        {line.endToEndId && t('item.endToEnd', { ref: line.endToEndId })}{' '}
        {line.returnRef && t('bankLine.returned', { ref: line.returnRef })}{' '}
        {line.reasonCode && t('bankLine.reason', { code: line.reasonCode })}
      </p>
      {explanation && (
        <p className="mb-0">{t('bankLine.explained', { what: t(`explanation.${explanation}`) })}</p>
      )}
      {waits && !me.roles.includes('fundOfficer') && <p className="mb-0">{t('bankLine.waits')}</p>}
      {waits && me.roles.includes('fundOfficer') && <ExplainForm line={line} />}
    </li>
  );
}

/** Somebody found out what the line is: from a list, for free words would name people. */
function ExplainForm({ line }: { readonly line: Line }) {
  const { t } = useTranslation('fund');
  const [explanation, setExplanation] = useState<Explanation | ''>('');
  const explain = useWrite('explainBankLine');
  const faults = useFaults(
    { explanation: { isWrong: explanation === '', words: t('explain.missing') } },
    explain.error,
  );
  return (
    <form
      noValidate
      className="mt-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound() && explanation !== '')
          explain.mutate({ params: { bankLineId: line.id }, body: { explanation } });
      }}
    >
      {faults.summary}
      <Field label={t('explain.what')} hint={t('explain.hint')} {...faults.field('explanation')}>
        {(control) => (
          <select
            {...control}
            value={explanation}
            onChange={(event) => setExplanation(event.target.value as Explanation)}
          >
            <option value="">{t('choose')}</option>
            {explanations.map((value) => (
              <option key={value} value={value}>
                {t(`explanation.${value}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <button type="submit" className="btn btn-outline-primary btn-sm" disabled={explain.isPending}>
        {t('explain.send')}
      </button>
    </form>
  );
}
