import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Told } from '../../parts/told.tsx';
import { bare } from '../../words/bare.ts';

interface Account {
  readonly id: string;
  readonly label: string;
}

/** Records who represents an organisation, as its register says; whoever did before no longer does. */
export function RepresentativeForm({
  organisationId,
  accounts,
}: {
  readonly organisationId: string;
  readonly accounts: readonly Account[];
}) {
  const { t } = useTranslation('records');
  const [isOpen, setOpen] = useState(false);
  const record = useWrite('recordRepresentative', () => setOpen(false));
  if (accounts.length === 0)
    return (
      <p>
        {t('representative.noAccount')} <Link to="/accounts">{t('representative.openAccount')}</Link>
      </p>
    );
  return (
    <>
      {record.data && <Told key={record.data.id}>{t('representative.done')}</Told>}
      <Opener label={t('representative.record')} isOpen={isOpen} onSet={setOpen} />
      {isOpen && (
        <Fields
          accounts={accounts}
          write={record}
          onSend={(body) => record.mutate({ params: { organisationId }, body })}
        />
      )}
    </>
  );
}

const empty = { accountId: '', name: '', taxCode: '' };

function Fields({
  accounts,
  write,
  onSend,
}: {
  readonly accounts: readonly Account[];
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly onSend: (typed: typeof empty) => void;
}) {
  const { t } = useTranslation('records');
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const at = { form, formName: 'representative' };
  return (
    <Form
      name="representative"
      form={form}
      problem={write.error}
      className="console-form mt-3"
      onSend={({ accountId, name, taxCode }) =>
        onSend({ accountId, name: name.trim(), taxCode: bare(taxCode) })
      }
    >
      <p>{t('representative.words')}</p>
      <SelectField
        {...at}
        name="accountId"
        label={t('representative.by')}
        wrong={t('representative.by.wrong')}
        options={accounts.map(({ id, label }) => ({ value: id, label }))}
      />
      <TextField
        {...at}
        name="name"
        label={t('name')}
        hint={t('representative.name.hint')}
        wrong={t('representative.name.wrong')}
        maxLength={200}
      />
      <TextField
        {...at}
        name="taxCode"
        label={t('taxCode')}
        wrong={t('representative.taxCode.wrong')}
        isRight={(typed) => /^[A-Z0-9]{16}$/.test(bare(typed))}
        maxLength={20}
      />
      <button type="submit" className="btn btn-primary" disabled={write.isPending}>
        {t(write.isPending ? 'sending' : 'representative.send')}
      </button>
    </Form>
  );
}
