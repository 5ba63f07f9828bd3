import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form, wrongWith } from '../../parts/form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { TillUserFields, type Standing } from '../../parts/till-user-fields.tsx';
import { money } from '../../words/format.ts';
import type { Booking } from './booking-groups.ts';

/** A till takes the voucher of whoever cancelled late or did not come: whole, and without its code. */
export function ChargeForm({
  booking,
  onDone,
}: {
  readonly booking: Booking;
  readonly onDone: (words: string) => void;
}) {
  const { t } = useTranslation('serving');
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Opener label={t('booking.charge')} about={booking.title} isOpen={isOpen} onSet={setOpen} />
      {isOpen && <AtTheTill booking={booking} onDone={onDone} />}
    </>
  );
}

function AtTheTill({
  booking,
  onDone,
}: {
  readonly booking: Booking;
  readonly onDone: (words: string) => void;
}) {
  const { t } = useTranslation('serving');
  const users = useList('listTillUsers', { query: { limit: 100 } });
  const form = useForm<Standing>({ defaultValues: { tillUserId: '', pin: '' }, shouldFocusError: false });
  const charge = useWrite('chargeBooking', ({ amountCents, voucherNumber }) =>
    onDone(t('booking.charged', { amount: money(amountCents), number: voucherNumber })),
  );
  const name = `charge-${booking.id}`;
  if (users.items?.every(({ revokedAt }) => revokedAt !== null))
    return (
      <p className="mt-3">
        {t('booking.charge.nobody')} <Link to="/till-users">{t('booking.charge.nobody.next')}</Link>
      </p>
    );
  return (
    <div className="console-form mt-3">
      <p>{t('booking.charge.words')}</p>
      <Form
        name={name}
        form={form}
        problem={charge.error}
        onSend={(standing) => charge.mutate({ params: { bookingId: booking.id }, body: standing })}
      >
        <TillUserFields
          name={name}
          register={form.register}
          wrong={(field) => wrongWith(form.formState.errors, charge.error, field)}
        />
        <button type="submit" className="btn btn-primary" disabled={charge.isPending}>
          {t('booking.charge.do')}
        </button>
      </Form>
    </div>
  );
}
