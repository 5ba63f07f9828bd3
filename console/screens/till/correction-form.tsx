import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { money } from '../../words/format.ts';
import { centsOf } from '../../words/cents.ts';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import type { Receipt } from './standing.ts';

/** Somebody says that it was a mistake; somebody else decides. */
export function CorrectionForm({
  redemption,
  onDone,
}: {
  readonly redemption: Receipt;
  readonly onDone: (words: string) => void;
}) {
  const { t } = useTranslation('till');
  const name = `correction-${redemption.id}`;
  const [form, { forget }] = useKeptForm(name, { reason: '', right: '' });
  const ask = useWrite('askCorrection', () => {
    forget();
    onDone(t('correction.done'));
  });
  const wrong = (field: string) => wrongWith(form.formState.errors, ask.error, field);
  const isRight = (typed: string) =>
    typed.trim() === '' || (centsOf(typed) ?? 0) > 0 || t('correction.right.wrong');
  return (
    <div className="console-form mt-3">
      <p>{t('correction.words', { amount: money(redemption.amountCents) })}</p>
      <Form
        name={name}
        form={form}
        problem={ask.error}
        onSend={({ reason, right }) => {
          const rightCents = centsOf(right);
          ask.mutate({
            params: { redemptionId: redemption.id },
            body: { reason, ...(rightCents === undefined ? {} : { rightCents }) },
          });
        }}
      >
        <Field
          id={`${name}-reason`}
          label={t('correction.reason')}
          hint={t('correction.reason.hint')}
          error={wrong('reason')}
        >
          {(described) => (
            <textarea
              {...described}
              className="form-control"
              maxLength={1000}
              {...form.register('reason', {
                validate: (typed) => typed.trim() !== '' || t('correction.reason.missing'),
              })}
            />
          )}
        </Field>
        <Field
          id={`${name}-right`}
          label={t('correction.right')}
          hint={t('correction.right.hint')}
          error={wrong('right') ?? wrong('rightCents')}
        >
          {(described) => (
            <input
              {...described}
              className="form-control till-pin"
              inputMode="decimal"
              autoComplete="off"
              {...form.register('right', { validate: isRight })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary till-large" disabled={ask.isPending}>
          {t('correction.send')}
        </button>
      </Form>
    </div>
  );
}
