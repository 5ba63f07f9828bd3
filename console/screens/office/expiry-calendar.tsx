import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { euroCell, saveCsv } from '../../parts/csv.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { day, money, number } from '../../words/format.ts';

/** Day by day: how many vouchers lapse at its end, and what is left on them. */
export function ExpiryCalendar({ fromDate, toDate }: { readonly fromDate: string; readonly toDate: string }) {
  const { t } = useTranslation('office');
  const calendar = useRead('getVoucherExpiryCalendar', { query: { fromDate, toDate } });
  const days = calendar.data?.days;
  const sum = (of: 'vouchers' | 'leftCents') => (days ?? []).reduce((total, one) => total + one[of], 0);
  const caption = t('calendar.caption', { from: day(fromDate), to: day(toDate) });
  if (!days) return <ReadStates of={calendar} />;
  const next = calendar.data?.nextDay && <Next day={calendar.data.nextDay} />;
  if (days.length === 0)
    return (
      <>
        <p className="mt-3">{t('calendar.empty')}</p>
        {next}
      </>
    );
  const save = () =>
    saveCsv(
      'buoni-in-scadenza',
      [t('calendar.day'), t('calendar.vouchers'), t('calendar.left')],
      days.map((one) => [one.day, one.vouchers, euroCell(one.leftCents)]),
    );
  return (
    <>
      <div className="console-table" role="region" aria-label={t('table', { name: caption })} tabIndex={0}>
        <table className="table">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t('calendar.day')}</th>
              <th scope="col" className="text-end">
                {t('calendar.vouchers')}
              </th>
              <th scope="col" className="text-end">
                {t('calendar.left')}
              </th>
            </tr>
          </thead>
          <tbody>
            {days.map((one) => (
              <tr key={one.day}>
                <th scope="row">{day(one.day)}</th>
                <td className="text-end">{number(one.vouchers)}</td>
                <td className="text-end">{money(one.leftCents)}</td>
              </tr>
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{t('calendar.sum')}</th>
              <td className="text-end">{number(sum('vouchers'))}</td>
              <td className="text-end">{money(sum('leftCents'))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
      {next}
      <button type="button" className="btn btn-outline-primary btn-sm no-print" onClick={save}>
        {t('calendar.csv')}
      </button>
    </>
  );
}

/** Leads to the days on which vouchers lapse after those in sight. */
function Next({ day: from }: { readonly day: string }) {
  const { t } = useTranslation('office');
  return (
    <p className="no-print">
      <Link to={`?from=${from}`}>{t('calendar.next', { day: day(from) })}</Link>
    </p>
  );
}
