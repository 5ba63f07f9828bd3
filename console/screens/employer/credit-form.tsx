import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Form, isComplete } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { bare } from '../../words/bare.ts';
import { centsOf } from '../../words/cents.ts';
import { money } from '../../words/format.ts';

const empty = { taxCode: '', amountCents: '' };

/**
 * Credit for one person who works here today, given once the name behind the tax code was read back: a wrong sign may
 * be the code of a colleague. The tax code is not kept as a draft: it names somebody.
 */
export function CreditForm({ planId }: { readonly planId: string }) {
  const { t } = useTranslation('employer');
  const [form, { clear }] = useKeptForm(`${planId}/credit`, empty, ['taxCode']);
  const typed = form.watch();
  const params = { planId };
  const found = useMutation({
    mutationFn: async ({ taxCode, amountCents }: typeof empty) => {
      const body = { taxCode: bare(taxCode), amountCents: centsOf(amountCents)! };
      const employee = await call('findEmployee', { params, body: { taxCode: body.taxCode } });
      return { body, name: `${employee.givenName} ${employee.familyName}` };
    },
  });
  const credit = useWrite('creditWallet', clear);
  const said = found.data && { name: found.data.name, amount: money(found.data.body.amountCents) };
  const isReady = async () => {
    credit.reset();
    if (!(await isComplete(form))) return false;
    return found.mutateAsync(form.getValues()).then(
      () => true,
      () => false,
    );
  };
  const at = { form, formName: 'credit' };
  return (
    <Form name="credit" form={form} problem={found.error ?? credit.error}>
      <h3 className="h5">{t('credit.one')}</h3>
      <TextField
        {...at}
        name="taxCode"
        label={t('credit.taxCode')}
        wrong={t('credit.taxCode.wrong')}
        isRight={(code) => /^[A-Z0-9]{16}$/.test(bare(code))}
      />
      <AmountField {...at} name="amountCents" label={t('credit.amount')} />
      <div className="console-actions">
        <AskedTwice
          // Another person or another amount is another question.
          key={`${typed.taxCode} ${typed.amountCents}`}
          label={t('credit.send')}
          sure={said ? t('credit.sure', said) : ''}
          yes={t('credit.yes')}
          isPending={found.isPending || credit.isPending}
          isMain
          isReady={isReady}
          onDo={() => found.data && credit.mutate({ params, body: found.data.body })}
        />
      </div>
      <p role="status">{credit.isSuccess && said && t('credit.done', said)}</p>
    </Form>
  );
}
