import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { day, money } from '../../words/format.ts';
import { centsOf } from '../../words/cents.ts';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import type { Receipt } from './standing.ts';
import { TillUserFields } from '../../parts/till-user-fields.tsx';

/** The voucher is good again, and nobody gets cash: the whole, or a part of one that is used in parts. */
export function RefundForm({
  redemption,
  onDone,
}: {
  readonly redemption: Receipt;
  readonly onDone: (words: string) => void;
}) {
  const { t } = useTranslation('till');
  const { id, amountCents, refundedCents } = redemption;
  const leftCents = amountCents - refundedCents;
  const form = useForm({ defaultValues: { amount: '', tillUserId: '', pin: '' }, shouldFocusError: false });
  const refund = useWrite('refundRedemption', (given) =>
    onDone(
      t('refund.done', {
        amount: money(given.amountCents),
        number: given.voucherNumber,
        day: day(given.validUntil),
      }),
    ),
  );
  const name = `refund-${id}`;
  const wrong = (field: string) => wrongWith(form.formState.errors, refund.error, field);
  const isRight = (typed: string) => {
    const cents = centsOf(typed);
    return (
      typed.trim() === '' ||
      (cents !== undefined && cents > 0 && cents <= leftCents) ||
      t('take.amount.wrong', { most: money(leftCents) })
    );
  };
  return (
    <div className="console-form mt-3">
      <p>{t('refund.words')}</p>
      <Form
        name={name}
        form={form}
        problem={refund.error}
        onSend={({ amount, tillUserId, pin }) => {
          const amountCents = centsOf(amount);
          refund.mutate({
            params: { redemptionId: id },
            body: { tillUserId, pin, ...(amountCents === undefined ? {} : { amountCents }) },
          });
        }}
      >
        <Field
          id={`${name}-amount`}
          label={t('refund.amount')}
          hint={t('refund.amount.hint', { most: money(leftCents) })}
          error={wrong('amount') ?? wrong('amountCents')}
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
        <TillUserFields name={name} register={form.register} wrong={wrong} />
        <button type="submit" className="btn btn-primary till-large" disabled={refund.isPending}>
          {t('refund.send')}
        </button>
      </Form>
    </div>
  );
}
