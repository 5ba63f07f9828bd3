import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { addDays, isPlainDate } from '../../../domain/plain-date.ts';
import { Heading } from '../../parts/heading.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import { ExpiryCalendar } from './expiry-calendar.tsx';
import { ExpiryDays } from './expiry-days.tsx';
import { ExtendForm } from './extend-form.tsx';
import { FindVoucher } from './find-voucher.tsx';
import { ReminderDays } from './reminder-days.tsx';

const DAYS_AHEAD = 91;

/** Which vouchers lapse when, and more time for many of them; the address says of which days. */
export default function Expiry() {
  const { t } = useTranslation('office');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const fromDate = dayIn(search.get('from')) ?? romeToday();
  const toDate = dayIn(search.get('to')) ?? addDays(fromDate, DAYS_AHEAD);
  return (
    <>
      <Heading>{t('expiry.title')}</Heading>
      <p>{t('expiry.words')}</p>
      <ExpiryDays
        fromDate={fromDate}
        toDate={toDate}
        onChoose={(days) => setSearch({ from: days.fromDate, to: days.toDate })}
      />
      <ExpiryCalendar fromDate={fromDate} toDate={toDate} />
      <ReminderDays />
      {me.roles.includes('fundOfficer') && (
        <>
          <ExtendForm key={fromDate + toDate} fromDate={fromDate} toDate={toDate} />
          <FindVoucher />
        </>
      )}
    </>
  );
}

function dayIn(text: string | null): string | undefined {
  return text !== null && isPlainDate(text) ? text : undefined;
}
