import { useTranslation } from 'react-i18next';
import { useList } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day, money } from '../../words/format.ts';

/** What became of vouchers that lapsed or were voided. */
export function Endings() {
  const { t } = useTranslation('person');
  const endings = useList('listMyVoucherEndings', {});
  return (
    <section className="mt-5" aria-labelledby="endings">
      <h2 id="endings" className="h4">
        {t('endings.title')}
      </h2>
      {endings.error && <ProblemNotice error={endings.error} onAgain={() => void endings.refetch()} />}
      {!endings.items && !endings.error && <Loading />}
      {endings.items?.length === 0 && <p>{t('endings.empty')}</p>}
      {endings.items && endings.items.length > 0 && (
        <div className="table-responsive" tabIndex={0} role="region" aria-label={t('endings.caption')}>
          <table className="table">
            <caption>{t('endings.caption')}</caption>
            <thead>
              <tr>
                <th scope="col">{t('endings.number')}</th>
                <th scope="col">{t('endings.how')}</th>
                <th scope="col">{t('endings.when')}</th>
                <th scope="col">{t('endings.left')}</th>
                <th scope="col">{t('endings.where')}</th>
              </tr>
            </thead>
            <tbody>
              {endings.items.map((ending) => (
                <tr key={ending.id}>
                  <th scope="row">{ending.number}</th>
                  <td>{t(`endings.${ending.how}`)}</td>
                  <td>{day(ending.endedAt)}</td>
                  <td>{money(ending.leftCents)}</td>
                  <td>
                    {t(`went.${ending.wentTo}`)}
                    {ending.alternatives.length > 0 && (
                      <p className="small mb-0">
                        {t('endings.alternatives', {
                          names: ending.alternatives.map(({ providerName }) => providerName).join('; '),
                        })}
                      </p>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <More list={endings} />
    </section>
  );
}
