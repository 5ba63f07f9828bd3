import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWholeList } from '../../client/use-whole-list.ts';
import { useWrite } from '../../client/use-write.ts';
import { messageAt } from '../../client/problem.ts';
import { people, type Role } from '../../frame/roles.ts';
import { Field } from '../../parts/field.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
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
  const [label, setLabel] = useState(account?.label ?? '');
  const [email, setEmail] = useState(account?.email ?? '');
  const [roles, setRoles] = useState<readonly Role[]>(account?.roles ?? []);
  const [organisationId, setOrganisation] = useState('');
  const [personId, setPerson] = useState('');
  const create = useWrite('createAccount');
  const change = useWrite('changeAccount');
  const error = create.error ?? change.error;
  const isOfOrganisation = roles.some((role) => ['provider', 'employer', 'representative'].includes(role));
  const isOfPerson = roles.some((role) => people.includes(role));
  const send = () => {
    if (account)
      return change.mutate({
        params: { accountId: account.id },
        body: { label, email: email || null, roles: [...roles] },
      });
    create.mutate({
      body: {
        label,
        roles: [...roles],
        ...(email ? { email } : {}),
        ...(isOfOrganisation && organisationId ? { organisationId } : {}),
        ...(isOfPerson && personId ? { personId: personId.trim() } : {}),
      },
    });
  };
  return (
    <Panel
      title={account ? t('accounts.changeNamed', { name: account.label }) : t('accounts.new')}
      onClose={onClose}
      cancel={create.data || change.data ? undefined : t('accounts.cancel')}
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {error && <ProblemNotice error={error} />}
        {create.data && (
          <p role="status">{t('accounts.invited', { until: moment(create.data.invitationExpiresAt) })}</p>
        )}
        {change.data && <p role="status">{t('accounts.changed')}</p>}
        <Field label={t('accounts.label')} hint={t('accounts.label.hint')} error={messageAt(error, 'label')}>
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t('accounts.email')}
          hint={t('accounts.email.hint')}
          error={messageAt(error, 'email')}
          optional
        >
          {(control) => (
            <input
              {...control}
              type="email"
              autoComplete="off"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
            />
          )}
        </Field>
        <Roles chosen={roles} error={messageAt(error, 'roles')} onChoose={setRoles} />
        {!account && isOfOrganisation && (
          <OrganisationField
            value={organisationId}
            error={messageAt(error, 'organisationId')}
            onChange={setOrganisation}
          />
        )}
        {!account && isOfPerson && (
          <Field
            label={t('accounts.person')}
            hint={t('accounts.person.hint')}
            error={messageAt(error, 'personId')}
          >
            {(control) => (
              <input
                {...control}
                autoComplete="off"
                value={personId}
                onChange={(event) => setPerson(event.target.value)}
              />
            )}
          </Field>
        )}
        <button type="submit" className="btn btn-primary" disabled={create.isPending || change.isPending}>
          {t(account ? 'save' : 'accounts.open')}
        </button>
      </form>
    </Panel>
  );
}

function Roles({
  chosen,
  error,
  onChoose,
}: {
  readonly chosen: readonly Role[];
  readonly error: string | undefined;
  readonly onChoose: (roles: readonly Role[]) => void;
}) {
  const { t } = useTranslation(['administration', 'frame']);
  return (
    <fieldset className="console-field">
      <legend>{t('accounts.roles')}</legend>
      <p className="console-hint">{t('accounts.roles.hint')}</p>
      {error && <p className="console-error">{error}</p>}
      {everyRole.map((role) => (
        <label key={role} className="console-option">
          <input
            type="checkbox"
            checked={chosen.includes(role)}
            onChange={(event) =>
              onChoose(event.target.checked ? [...chosen, role] : chosen.filter((held) => held !== role))
            }
          />
          <span>{t(`frame:role.${role}`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Whom a provider's or employer's clerk works for. */
function OrganisationField({
  value,
  error,
  onChange,
}: {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}) {
  const { t } = useTranslation(['administration', 'frame']);
  const organisations = useWholeList('listOrganisations', { query: { limit: 200 } });
  return (
    <Field label={t('accounts.organisation')} error={error}>
      {(control) => (
        <select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{t('frame:choose')}</option>
          {organisations.items?.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
