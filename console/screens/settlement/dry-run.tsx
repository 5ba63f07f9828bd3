import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';
import { DrawUpForm } from './draw-up-form.tsx';

type Run = Answer<'dryRunSettlement'>;

/** What a batch drawn up now would pay; nothing is written by looking. */
export function DryRun() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const run = useRead('dryRunSettlement', {});
  return (
    <section aria-labelledby="dry-run">
      <h2 id="dry-run" className="h4">
        {t('dryRun')}
      </h2>
      <p>{t('dryRun.words')}</p>
      <ReadStates of={run} />
      {run.data && run.data.items.length === 0 && (
        <p>{t(run.data.leftOut.length > 0 ? 'dryRun.nobody' : 'dryRun.empty')}</p>
      )}
      {run.data && run.data.items.length > 0 && (
        <>
          <WouldBePaid run={run.data} />
          <p>{t('dryRun.approvals', { count: run.data.approvalsWanted })}</p>
          {me.roles.includes('fundOfficer') ? <DrawUpForm /> : <p>{t('dryRun.others')}</p>}
        </>
      )}
      {run.data && run.data.leftOut.length > 0 && <LeftOut run={run.data} />}
    </section>
  );
}

function WouldBePaid({ run }: { readonly run: Run }) {
  const { t } = useTranslation('fund');
  return (
    <div
      className="console-table"
      role="region"
      aria-label={t('table', { name: t('dryRun.caption') })}
      tabIndex={0}
    >
      <table className="table">
        <caption>{t('dryRun.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('item.provider')}</th>
            <th scope="col">{t('item.payee')}</th>
            <th scope="col" className="text-end">
              {t('item.gross')}
            </th>
            <th scope="col" className="text-end">
              {t('item.netted')}
            </th>
            <th scope="col" className="text-end">
              {t('item.amount')}
            </th>
          </tr>
        </thead>
        <tbody>
          {run.items.map((item) => (
            <tr key={item.providerId + item.payee}>
              <th scope="row">
                <OrganisationName id={item.providerId} />
              </th>
              <td>
                {t(`payee.${item.payee}`)} <DurcLink providerId={item.providerId} />
              </td>
              <td className="text-end">{money(item.grossCents)}</td>
              <td className="text-end">{money(item.nettedCents)}</td>
              <td className="text-end">{money(item.amountCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={4}>
              {t('item.total')}
            </th>
            <td className="text-end">
              <strong>{money(run.totalCents)}</strong>
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

/** Where what it owes INPS is looked at and entered, before it is paid. */
function DurcLink({ providerId }: { readonly providerId: string }) {
  const { t } = useTranslation('fund');
  return (
    <Link to={`/settlement/durc/${providerId}`}>
      {t('durc.open')}
      <span className="visually-hidden">
        {' '}
        <OrganisationName id={providerId} />
      </span>
    </Link>
  );
}

function LeftOut({ run }: { readonly run: Run }) {
  const { t } = useTranslation('fund');
  const enters = useSession().me.roles.includes('administrator');
  return (
    <>
      <h3 className="h5 mt-4">{t('leftOut')}</h3>
      <ul className="console-rows">
        {run.leftOut.map(({ providerId, reason, owedCents, givenBackCents }) => (
          <li key={providerId}>
            <strong>
              <OrganisationName id={providerId} />
            </strong>
            : {t(`leftOut.${reason}`)}{' '}
            {t('leftOut.sums', { owed: money(owedCents), back: money(givenBackCents) })}{' '}
            {reason === 'ibanMissing' || reason === 'ibanWrong' ? (
              <Link to={`/organisations/${providerId}`}>
                {t(enters ? 'leftOut.correct' : 'leftOut.organisation')}
              </Link>
            ) : (
              <DurcLink providerId={providerId} />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
