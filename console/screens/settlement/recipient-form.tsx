import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { CheckField } from '../../parts/check-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useVatNumberFault } from '../../parts/use-vat-number-fault.ts';

export type Recipient = NonNullable<Answer<'getInvoiceRecipient'>['recipient']>;

/** What each line has to look like, as the exchange system wants it; how long it may be at most. */
const lines = [
  ['name', /\S/, 80],
  ['vatNumber', /\S/, 20],
  ['recipientCode', /^[A-Z0-9]{6,7}$/i, 7],
  ['address', /\S/, 60],
  ['postalCode', /^\d{5}$/, 5],
  ['comune', /\S/, 60],
  ['province', /^[A-Z]{2}$/i, 2],
] as const;

const usualDays = 15;
const empty = {
  name: '',
  vatNumber: '',
  recipientCode: '',
  address: '',
  postalCode: '',
  comune: '',
  province: '',
  invoiceDays: String(usualDays),
  blocksPayment: false,
};

/** Invoices asked for from now on name it; those that were asked for keep whom they name. */
export function RecipientForm({ recipient }: { readonly recipient: Recipient | null }) {
  const { t } = useTranslation('fund');
  const vatNumberFault = useVatNumberFault();
  const [form, { forget }] = useKeptForm('invoice-recipient', recipient ? typedAs(recipient) : empty);
  const enter = useWrite('setInvoiceRecipient', forget);
  const at = { form, formName: 'recipient' };
  const fields = (
    <Form
      name="recipient"
      form={form}
      problem={enter.error}
      onSend={(typed) => enter.mutate({ body: bodyOf(typed) })}
    >
      {lines.map(([name, pattern, maxLength]) => (
        <TextField
          key={name}
          {...at}
          name={name}
          label={t(`recipient.${name}`)}
          wrong={t(`recipient.${name}.wrong`)}
          isRight={(typed) => pattern.test(typed.trim())}
          faultOf={name === 'vatNumber' ? vatNumberFault : undefined}
          maxLength={maxLength}
        />
      ))}
      <TextField
        {...at}
        name="invoiceDays"
        label={t('recipient.invoiceDays')}
        hint={t('recipient.invoiceDays.hint')}
        wrong={t('recipient.invoiceDays.wrong')}
        inputMode="numeric"
        isRight={(typed) => /^\d{1,3}$/.test(typed.trim()) && Number(typed) >= 1 && Number(typed) <= 365}
      />
      <CheckField
        {...at}
        name="blocksPayment"
        label={t('recipient.blocksPayment')}
        wrong={t('recipient.blocksPayment')}
      />
      <button type="submit" className="btn btn-primary" disabled={enter.isPending}>
        {t('recipient.send')}
      </button>
    </Form>
  );
  return (
    <>
      <p role="status">{enter.isSuccess && t('recipient.done')}</p>
      {recipient === null ? (
        fields
      ) : (
        <details>
          <summary className="mb-3">{t('recipient.change')}</summary>
          {fields}
        </details>
      )}
    </>
  );
}

function typedAs({ setAt: _since, invoiceDays, ...told }: Recipient): typeof empty {
  return { ...told, invoiceDays: String(invoiceDays) };
}

function bodyOf({ blocksPayment, invoiceDays, ...typed }: typeof empty) {
  const trimmed = Object.fromEntries(
    Object.entries(typed).map(([name, value]) => [name, value.trim()]),
  ) as typeof typed;
  return {
    ...trimmed,
    vatNumber: trimmed.vatNumber.replaceAll(/\s/g, ''),
    recipientCode: trimmed.recipientCode.toUpperCase(),
    province: trimmed.province.toUpperCase(),
    invoiceDays: Number(invoiceDays),
    blocksPayment,
  };
}
