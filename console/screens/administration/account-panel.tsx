import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWholeList } from '../../client/use-whole-list.ts';
import { useWrite } from '../../client/use-write.ts';
import { people, type Role } from '../../frame/roles.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { Form } from '../../parts/form.tsx';
import { Panel } from '../../parts/panel.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField, type FormField } from '../../parts/text-field.tsx';
import { moment } from '../../words/format.ts';
import type { Account } from './accounts.tsx';
import { everyRole } from './roles.ts';

/** Opens an account, which sends its holder an invitation, or changes one. */
export function AccountPanel({
  account,
  onClose,
}: {
  readonly account: Account | undefined;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['administration', 'frame']);
  const form = useForm({ defaultValues: typedOf(account), shouldFocusError: false });
  const create = useWrite('createAccount');
  const change = useWrite('changeAccount');
  const roles = form.watch('roles');
  const isOfOrganisation = roles.some((role) => ['provider', 'employer', 'representative'].includes(role));
  const isOfPerson = roles.some((role) => people.includes(role));
  const send = ({ label, email, organisationId, personId }: Typed) => {
    if (account)
      return change.mutate({
        params: { accountId: account.id },
        body: { label, email: email || null, roles },
      });
    create.mutate({
      body: {
        label,
        roles,
        ...(email ? { email } : {}),
        ...(isOfOrganisation && organisationId ? { organisationId } : {}),
        ...(isOfPerson && personId ? { personId: personId.trim() } : {}),
      },
    });
  };
  const at = { form, formName: 'account' };
  return (
    <Panel
      title={account ? t('accounts.changeNamed', { name: account.label }) : t('accounts.new')}
      onClose={onClose}
      cancel={create.data || change.data ? undefined : t('accounts.cancel')}
    >
      <Form name="account" form={form} problem={create.error ?? change.error} onSend={send}>
        {create.data && (
          <p role="status">{t('accounts.invited', { until: moment(create.data.invitationExpiresAt) })}</p>
        )}
        {change.data && <p role="status">{t('accounts.changed')}</p>}
        <TextField {...at} name="label" label={t('accounts.label')} hint={t('accounts.label.hint')} />
        <TextField
          {...at}
          name="email"
          type="email"
          label={t('accounts.email')}
          hint={t('accounts.email.hint')}
          optional
        />
        <ChecksField
          {...at}
          name="roles"
          label={t('accounts.roles')}
          hint={t('accounts.roles.hint')}
          options={everyRole.map((role) => ({ value: role, label: t(`frame:role.${role}`) }))}
        />
        {!account && isOfOrganisation && <OrganisationField {...at} />}
        {!account && isOfPerson && (
          <TextField
            {...at}
            name="personId"
            label={t('accounts.person')}
            hint={t('accounts.person.hint')}
            isRight={() => true}
          />
        )}
        <button type="submit" className="btn btn-primary" disabled={create.isPending || change.isPending}>
          {t(account ? 'save' : 'accounts.open')}
        </button>
      </Form>
    </Panel>
  );
}

/** Whom a provider's or employer's clerk works for: whether one has to, the service says. */
function OrganisationField(at: Pick<FormField<Typed>, 'form' | 'formName'>) {
  const { t } = useTranslation('administration');
  const organisations = useWholeList('listOrganisations', { query: { limit: 200 } });
  return (
    <SelectField
      {...at}
      name="organisationId"
      label={t('accounts.organisation')}
      isRight={() => true}
      options={organisations.items?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
    />
  );
}

interface Typed {
  readonly label: string;
  readonly email: string;
  readonly roles: Role[];
  readonly organisationId: string;
  readonly personId: string;
}

function typedOf(account: Account | undefined): Typed {
  const { label = '', email, roles = [] } = account ?? {};
  return { label, email: email ?? '', roles: [...roles], organisationId: '', personId: '' };
}
