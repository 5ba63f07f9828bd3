import { useTranslation } from 'react-i18next';
import { useList, useRead } from '../../client/use-read.ts';
import { ProblemError } from '../../client/problem.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import { RepresentativeForm } from './representative-form.tsx';

/** Who signs for an organisation, by which account; an administrator records it. */
export function Representative({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('records');
  const isAdministrator = useSession().me.roles.includes('administrator');
  const found = useRead('getRepresentative', { params: { organisationId } });
  const isNobody = found.error instanceof ProblemError && found.error.problem.status === 404;
  return (
    <section aria-labelledby="representative" className="mt-5">
      <h2 id="representative" className="h4">
        {t('representative.title')}
      </h2>
      {isNobody ? (
        <p>{t(isAdministrator ? 'representative.none' : 'representative.none.others')}</p>
      ) : (
        <ReadStates of={found} />
      )}
      {found.data && !isNobody && (
        <p>{t('representative.since', { moment: moment(found.data.recordedAt) })}</p>
      )}
      {isAdministrator && (
        <Recording organisationId={organisationId} accountId={isNobody ? undefined : found.data?.accountId} />
      )}
    </section>
  );
}

/** The accounts that may sign for it, which the representative's own is among. */
function Recording({
  organisationId,
  accountId,
}: {
  readonly organisationId: string;
  readonly accountId: string | undefined;
}) {
  const { t } = useTranslation('records');
  const accounts = useList('listAccounts', {
    query: { role: 'representative', organisationId, limit: 200 },
  });
  const current = accounts.items?.find(({ id }) => id === accountId);
  return (
    <>
      {current && <p>{t('representative.account', { label: current.label })}</p>}
      {current?.disabled && <p className="console-missing">{t('representative.disabled')}</p>}
      <ReadStates of={accounts} />
      {accounts.items && (
        <RepresentativeForm
          organisationId={organisationId}
          accounts={accounts.items.filter(({ disabled }) => !disabled)}
        />
      )}
    </>
  );
}
