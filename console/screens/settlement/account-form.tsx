import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { bare } from '../../words/bare.ts';
import { iban as grouped } from '../../words/format.ts';

export type Account = NonNullable<Answer<'getSettlementAccount'>['account']>;

const LONGEST_NAME = 70;

/** Another account pays from the next batch on; what left for the bank keeps the one in its file. */
export function AccountForm({ account }: { readonly account: Account | null }) {
  const { t } = useTranslation('fund');
  const [form, { forget }] = useKeptForm('settlement-account', {
    holderName: account?.holderName ?? '',
    iban: grouped(account?.iban ?? ''),
  });
  const enter = useWrite('setSettlementAccount', forget);
  const at = { form, formName: 'account' };
  const fields = (
    <Form
      name="account"
      form={form}
      problem={enter.error}
      onSend={({ holderName, iban }) =>
        enter.mutate({ body: { holderName: holderName.trim(), iban: bare(iban) } })
      }
    >
      <TextField
        {...at}
        name="holderName"
        label={t('account.holderName')}
        hint={t('account.holderName.hint')}
        wrong={t('account.holderName.wrong')}
        maxLength={LONGEST_NAME}
      />
      <TextField
        {...at}
        name="iban"
        label={t('account.iban')}
        wrong={t('account.iban.wrong')}
        isRight={(typed) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare(typed))}
        maxLength={42}
      />
      <button type="submit" className="btn btn-primary" disabled={enter.isPending}>
        {t('account.send')}
      </button>
    </Form>
  );
  return (
    <>
      <p role="status">{enter.isSuccess && t('account.done')}</p>
      {account === null ? (
        fields
      ) : (
        <details>
          <summary className="mb-3">{t('account.change')}</summary>
          {fields}
        </details>
      )}
    </>
  );
}
