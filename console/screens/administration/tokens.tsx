import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { serviceNow } from '../../client/service-clock.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Filters } from '../../parts/filters.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import { NewToken } from './new-token.tsx';
import { SignOutEverywhere } from './sign-out-everywhere.tsx';

type Token = Answer<'listTokens'>['items'][number];
const kinds = ['any', 'api', 'session'] as const;

/** By what one is let in: sessions of browsers, and tokens of programs. */
export default function Tokens() {
  const { t } = useTranslation(['administration', 'frame']);
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const kind = kinds.find((known) => known === search.get('kind')) ?? 'any';
  const account = search.get('account') ?? undefined;
  const tokens = useList('listTokens', {
    query: { ...(account ? { accountId: account } : {}), ...(kind === 'any' ? {} : { kind }) },
  });
  return (
    <>
      {me.roles.includes('administrator') && (
        <p className="mb-2">
          <Link to="/accounts">{t('back.accounts')}</Link>
        </p>
      )}
      <Heading>{t('tokens.title')}</Heading>
      <p>{t('tokens.intro')}</p>
      <Filters
        name={t('tokens.kind')}
        options={kinds.map((value) => ({ value, label: t(`tokens.kind.${value}`) }))}
        chosen={kind}
        onChoose={(value) =>
          setSearch({ ...(account ? { account } : {}), ...(value === 'any' ? {} : { kind: value }) })
        }
      />
      {account && (
        <p className="mt-3">
          {t('tokens.ofOne')} <Link to="/tokens">{t('tokens.ofAll')}</Link>
        </p>
      )}
      {tokens.error && <ProblemNotice error={tokens.error} onAgain={() => void tokens.refetch()} />}
      {!tokens.items && !tokens.error && <Loading />}
      {tokens.items?.length === 0 && <p className="console-empty">{t('tokens.none')}</p>}
      <ul className="console-rows">
        {tokens.items?.map((token) => (
          <TokenRow key={token.id} token={token} isMine={token.accountId === me.accountId} />
        ))}
      </ul>
      <More list={tokens} />
      <SignOutEverywhere />
      <NewToken />
    </>
  );
}

function TokenRow({ token, isMine }: { readonly token: Token; readonly isMine: boolean }) {
  const { t } = useTranslation(['administration', 'frame']);
  const revoke = useWrite('revokeToken');
  const { id, label, kind, roles, createdAt, expiresAt, revokedAt } = token;
  const isOver = revokedAt !== null || Date.parse(expiresAt) < serviceNow();
  return (
    <li>
      <p className="mb-1">
        <strong>{label}</strong>{' '}
        <Tag tone={isOver ? 'plain' : 'good'}>{t(isOver ? 'tokens.over' : 'tokens.works')}</Tag>{' '}
        {t(`tokens.kind.${kind}`)}
        {isMine && `, ${t('tokens.mine')}`}
      </p>
      <p className="small mb-1">
        {roles.map((role) => t(`frame:role.${role}`)).join(', ')}.{' '}
        {t('tokens.period', { from: moment(createdAt), until: moment(revokedAt ?? expiresAt) })}
      </p>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      {!isOver && (
        <button
          type="button"
          className="btn btn-outline-danger btn-sm"
          aria-label={t('tokens.revokeNamed', { name: label, from: moment(createdAt) })}
          disabled={revoke.isPending}
          onClick={() => revoke.mutate({ params: { tokenId: id } })}
        >
          {t('tokens.revoke')}
        </button>
      )}
    </li>
  );
}
