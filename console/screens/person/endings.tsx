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
      <ul className="console-rows">
        {endings.items?.map(({ id, number, how, endedAt, leftCents, wentTo, alternatives }) => (
          <li key={id}>
            <p className="mb-1">
              <strong>{t('card.title', { number })}</strong>, {t(`endings.${how}`, { day: day(endedAt) })}
            </p>
            <p className="mb-0">
              {t('endings.left', { left: money(leftCents), where: t(`went.${wentTo}`) })}
            </p>
            {alternatives.length > 0 && (
              <p className="small mb-0">
                {t('endings.alternatives', {
                  names: alternatives.map(({ providerName }) => providerName).join('; '),
                })}
              </p>
            )}
          </li>
        ))}
      </ul>
      <More list={endings} />
    </section>
  );
}
