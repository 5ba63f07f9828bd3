import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { money } from '../../words/format.ts';
import { centsOf } from '../../words/cents.ts';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import type { Hold } from './standing.ts';

/** One service is taken whole; of a voucher that may be used in parts, how much is said first. */
export function TakeForm({
  hold,
  isBusy,
  onTake,
}: {
  readonly hold: Hold;
  readonly isBusy: boolean;
  readonly onTake: (amountCents: number | undefined) => void;
}) {
  const { t } = useTranslation('till');
  const form = useForm({ defaultValues: { amount: '' }, shouldFocusError: false });
  const most = money(hold.amountCents);
  const isRight = (typed: string) => {
    const cents = centsOf(typed);
    return (
      (cents !== undefined && cents > 0 && cents <= hold.amountCents) || t('take.amount.wrong', { most })
    );
  };
  return (
    <Form
      name="take"
      form={form}
      problem={undefined}
      onSend={({ amount }) => onTake(hold.inParts ? centsOf(amount) : undefined)}
    >
      {hold.inParts && (
        <Field
          id="take-amount"
          label={t('take.amount')}
          hint={t('take.amount.hint', { most })}
          error={wrongWith(form.formState.errors, undefined, 'amount')}
        >
          {(described) => (
            <input
              {...described}
              className="form-control till-pin"
              inputMode="decimal"
              autoComplete="off"
              {...form.register('amount', { validate: isRight })}
            />
          )}
        </Field>
      )}
      <button type="submit" className="btn btn-primary till-large" disabled={isBusy}>
        {isBusy ? t('take.busy') : hold.inParts ? t('take.part') : t('take.whole', { amount: most })}
      </button>
    </Form>
  );
}
