import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import { AccountPanel } from './account-panel.tsx';
import { everyRole } from './roles.ts';

export type Account = Answer<'listAccounts'>['items'][number];

/** Who may enter, in which role; invitations travel by mail to their holder and nobody else learns the code. */
export default function Accounts() {
  const { t } = useTranslation(['administration', 'frame']);
  const [search, setSearch] = useSearchParams();
  const role = everyRole.find((known) => known === search.get('role'));
  const [opened, open] = useState<Account | 'new'>();
  const [sought, seek] = useState('');
  const query = { order: 'byName' as const, ...(role ? { role } : {}) };
  const accounts = useList('listAccounts', { query });
  // Looked for here: what an account is called may be somebody's name, which no address holds.
  const all = useWholeList('listAccounts', { query: { ...query, limit: 200 } }, { enabled: sought !== '' });
  const shown = sought === '' ? accounts.items : found(all.items, sought);
  return (
    <>
      <Heading>{t('accounts.title')}</Heading>
      <p>{t('accounts.intro')}</p>
      <div className="console-actions mt-0">
        <button type="button" className="btn btn-primary" onClick={() => open('new')}>
          {t('accounts.new')}
        </button>
        <Link className="btn btn-outline-primary" to="/tokens">
          {t('tokens.title')}
        </Link>
        <Link className="btn btn-outline-primary" to="/health">
          {t('health.title')}
        </Link>
        <Link className="btn btn-outline-primary" to="/erasure">
          {t('accounts.erasure')}
        </Link>
      </div>
      <SearchField sought={sought} onSeek={seek} />
      <Field label={t('accounts.role')}>
        {(control) => (
          <select
            {...control}
            value={role ?? ''}
            onChange={(event) =>
              setSearch(event.target.value ? { role: event.target.value } : {}, { replace: true })
            }
          >
            <option value="">{t('accounts.anyRole')}</option>
            {everyRole.map((value) => (
              <option key={value} value={value}>
                {t(`frame:role.${value}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      {accounts.error && <ProblemNotice error={accounts.error} onAgain={() => void accounts.refetch()} />}
      {!shown && !accounts.error && <Loading />}
      {shown?.length === 0 && <p className="console-empty">{t('accounts.none')}</p>}
      <ul className="console-rows">
        {shown?.map((account) => (
          <AccountRow key={account.id} account={account} onOpen={() => open(account)} />
        ))}
      </ul>
      {sought === '' && <More list={accounts} />}
      {opened && (
        <AccountPanel account={opened === 'new' ? undefined : opened} onClose={() => open(undefined)} />
      )}
    </>
  );
}

function SearchField({
  sought,
  onSeek,
}: {
  readonly sought: string;
  readonly onSeek: (sought: string) => void;
}) {
  const { t } = useTranslation('administration');
  return (
    <Field label={t('accounts.search')}>
      {(control) => (
        <input
          {...control}
          type="search"
          autoComplete="off"
          value={sought}
          onChange={(event) => onSeek(event.target.value)}
        />
      )}
    </Field>
  );
}

function found(accounts: readonly Account[] | undefined, sought: string) {
  const words = sought.toLowerCase().split(' ');
  return accounts?.filter(({ label, email }) =>
    words.every((word) => `${label} ${email ?? ''}`.toLowerCase().includes(word)),
  );
}

function AccountRow({ account, onOpen }: { readonly account: Account; readonly onOpen: () => void }) {
  const { t } = useTranslation(['administration', 'frame']);
  const { me } = useSession();
  const { id, label, roles, disabled, email } = account;
  const invite = useWrite('inviteAgain');
  const disable = useWrite('disableAccount');
  const enable = useWrite('enableAccount');
  const error = invite.error ?? disable.error ?? enable.error;
  const params = { accountId: id };
  return (
    <li>
      <h2 className="h6 mb-1">
        {label} {disabled && <Tag tone="late">{t('accounts.disabled')}</Tag>}
      </h2>
      <p className="mb-1">
        {roles.map((role) => t(`frame:role.${role}`)).join(', ')}
        {email && `, ${email}`}
      </p>
      {error && <ProblemNotice error={error} />}
      {invite.data && (
        <p role="status">{t('accounts.invited', { until: moment(invite.data.invitationExpiresAt) })}</p>
      )}
      <div className="console-actions mt-0 mb-0">
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={t('accounts.changeNamed', { name: label })}
          onClick={onOpen}
        >
          {t('change')}
        </button>
        {!disabled && (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-label={t('accounts.inviteNamed', { name: label })}
            disabled={invite.isPending}
            onClick={() => invite.mutate({ params })}
          >
            {t('accounts.invite')}
          </button>
        )}
        {id !== me.accountId && (
          <AskedTwice
            key={String(disabled)}
            label={t(disabled ? 'accounts.enable' : 'accounts.disable')}
            about={label}
            sure={t(disabled ? 'accounts.enable.sure' : 'accounts.disable.sure', { name: label })}
            yes={t(disabled ? 'accounts.enable.yes' : 'accounts.disable.yes')}
            isPending={disable.isPending || enable.isPending}
            onDo={() => (disabled ? enable : disable).mutate({ params })}
          />
        )}
        <Link to={`/tokens?account=${id}`} aria-label={t('accounts.tokensNamed', { name: label })}>
          {t('accounts.tokens')}
        </Link>
      </div>
    </li>
  );
}
