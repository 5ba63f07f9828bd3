import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
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
  'enteredByMistake',
  'other',
] as const;
const saidWhy: readonly string[] = ['enteredByMistake', 'other'];
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
        {explanation ? (
          <Tag tone="good">{t('bankLine.explained', { what: t(`explanation.${explanation}`) })}</Tag>
        ) : (
          <Tag tone={tones[line.outcome]}>{t(`outcome.${line.outcome}`)}</Tag>
        )}{' '}
        {line.endToEndId && t('item.endToEnd', { ref: line.endToEndId })}{' '}
        {line.returnRef && t('bankLine.returned', { ref: line.returnRef })}{' '}
        {line.reasonCode && t('bankLine.reason', { code: line.reasonCode })}{' '}
        {line.reason && t('bankLine.why', { reason: line.reason })}
      </p>
      {waits && !me.roles.includes('fundOfficer') && <p className="mb-0">{t('bankLine.waits')}</p>}
      {waits && me.roles.includes('fundOfficer') && <ExplainForm line={line} />}
    </li>
  );
}

/** Somebody found out what the line is: from a list, for free words would name people. */
function ExplainForm({ line: { id, endToEndId } }: { readonly line: Line }) {
  const { t } = useTranslation('fund');
  const formName = `explain-${id}`;
  const [form, { forget }] = useKeptForm<{
    explanation: Explanation | '';
    endToEndId: string;
    reason: string;
  }>(formName, { explanation: '', endToEndId: endToEndId ?? '', reason: '' }, ['reason']);
  const cameBack = form.watch('explanation') === 'returnedPayment';
  const asksWhy = saidWhy.includes(form.watch('explanation'));
  const explain = useWrite('explainBankLine', forget);
  return (
    <Form
      name={formName}
      form={form}
      problem={explain.error}
      className="mt-2"
      onSend={({ explanation, endToEndId: payment, reason }) =>
        explanation &&
        explain.mutate({
          params: { bankLineId: id },
          body: {
            explanation,
            ...(cameBack ? { endToEndId: payment.trim() } : {}),
            ...(asksWhy ? { reason: reason.trim() } : {}),
          },
        })
      }
    >
      <SelectField
        form={form}
        formName={formName}
        name="explanation"
        label={t('explain.what')}
        hint={t('explain.hint')}
        wrong={t('explain.missing')}
        options={explanations.map((value) => ({ value, label: t(`explanation.${value}`) }))}
      />
      {cameBack && (
        <TextField
          form={form}
          formName={formName}
          name="endToEndId"
          label={t('explain.payment')}
          hint={t('explain.payment.hint')}
          wrong={t('explain.payment.wrong')}
          maxLength={35}
        />
      )}
      {asksWhy && (
        <TextField
          form={form}
          formName={formName}
          name="reason"
          label={t('explain.reason')}
          hint={t('explain.reason.hint')}
          wrong={t('explain.reason.wrong')}
          maxLength={500}
        />
      )}
      <button type="submit" className="btn btn-outline-primary btn-sm" disabled={explain.isPending}>
        {t('explain.send')}
      </button>
    </Form>
  );
}
