import { z } from 'zod';
import { setReminderDays } from '../activities/voucher-expiry/set-reminder-days.ts';
import { reminderDays } from '../activities/voucher-expiry/until-when.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';

const path = '/v1/voucher-reminders';
const tag = 'vouchers';
const reminders = z
  .strictObject({
    daysBefore: z
      .array(z.int().min(1).max(365))
      .min(1)
      .max(8)
      .meta({ description: 'On how many days before the last one, each once; the earliest reminder first' }),
  })
  .meta({ id: 'VoucherReminders' });

const get = route({
  kind: 'read',
  operation: 'getVoucherReminders',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'Quanti giorni prima della scadenza si avvisa chi ha un buono',
    en: 'How many days before it lapses the holder of a voucher is reminded',
  },
  who: ['fundOfficer', 'administrator', 'auditor'],
  reply: reminders,
  async read(tx) {
    return { daysBefore: earliestFirst(await reminderDays(tx)) };
  },
});

const set = route({
  kind: 'write',
  operation: 'setVoucherReminders',
  method: 'put',
  path,
  tag,
  summary: {
    it: 'Stabilisce quanti giorni prima della scadenza si avvisa: vale per i buoni che si emettono e per gli avvisi ancora da mandare',
    en: 'Set how many days before it lapses a holder is reminded: of vouchers to be issued, and of reminders still to come',
  },
  who: ['administrator'],
  body: reminders,
  reply: reminders,
  async write(tx, { body }, { vault }) {
    if (new Set(body.daysBefore).size !== body.daysBefore.length) throw sameTwice;
    const daysBefore = earliestFirst(body.daysBefore);
    await setReminderDays(tx, vault, daysBefore);
    return { daysBefore };
  },
});

const sameTwice = invalidField('/body/daysBefore', {
  it: 'ogni numero di giorni una volta sola',
  en: 'each number of days once',
});

function earliestFirst(days: readonly number[]): number[] {
  return days.toSorted((one, other) => other - one);
}

export const voucherReminderRoutes = [get, set];
