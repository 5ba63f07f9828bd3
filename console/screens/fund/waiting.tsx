import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { FundFrame } from './fund-frame.tsx';

/** Who was granted something that the Fund cannot give yet, in the order in which it will; without names. */
export default function Waiting() {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const awards = useList('listWaitingAwards', {});
  return (
    <FundFrame title={t('waiting.title')}>
      <p>{t('waiting.words')}</p>
      <ReadStates of={awards} />
      {awards.items?.length === 0 && <p>{t('waiting.empty')}</p>}
      {awards.items && awards.items.length > 0 && (
        <div
          className="console-table"
          role="region"
          aria-label={t('table', { name: t('waiting.caption') })}
          tabIndex={0}
        >
          <table className="table">
            <caption>{t('waiting.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('waiting.place')}</th>
                <th scope="col">{t('waiting.dossier')}</th>
                <th scope="col" className="text-end">
                  {t('waiting.amount')}
                </th>
                <th scope="col">{t('waiting.until')}</th>
              </tr>
            </thead>
            <tbody>
              {awards.items.map(({ id, place, dossierCode, amountCents, dueAt }) => (
                <tr key={id}>
                  <td>{place ?? t('waiting.noPlace')}</td>
                  <th scope="row">
                    {me.roles.some((role) => ['fundOfficer', 'auditor'].includes(role)) ? (
                      <Link to={`/awards/${id}`}>{dossierCode}</Link>
                    ) : (
                      dossierCode
                    )}
                  </th>
                  <td className="text-end">{money(amountCents)}</td>
                  <td>{dueAt ? day(dueAt) : t('waiting.noTerm')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More list={awards} />
    </FundFrame>
  );
}
