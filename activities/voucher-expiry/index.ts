import type { Tx } from '../../prisma/database.ts';
import { closeDueBookings } from '../booking/due.ts';
import { endBookings } from '../booking/end.ts';
import type { ActivityServices } from '../services.ts';
import { carryWallets } from './carry-wallets.ts';
import { untilNextWalletMs } from './due-wallets.ts';
import {
  lockAtStopped,
  lockLapsed,
  PAGE,
  placeOf,
  stoppedProviders,
  stopsAt,
  untilNextMs,
  type Place,
} from './due.ts';
import { endVouchers } from './end-vouchers.ts';
import { remindPage } from './remind.ts';

/** Where the look goes on; or, once all is done, after how long something is due. */
export interface Handled {
  readonly next?: Place;
  readonly sleepMs?: number;
}

const actor = { kind: 'system', id: 'voucher-expiry' } as const;

/** The activities of `voucherExpiry`. */
export function voucherExpiryActivities(services: ActivityServices) {
  return {
    handleDueVouchers: ({
      allianceId,
      after,
    }: {
      readonly allianceId: string;
      readonly after?: Place;
    }): Promise<Handled> =>
      services.database.inAlliance(allianceId, actor, (tx) => handlePage(tx, services, after)),
  };
}

export type VoucherExpiryActivities = ReturnType<typeof voucherExpiryActivities>;

/**
 * One page in one transaction: of bookings that nobody answered, else of vouchers that lapsed, else of those at a stopped
 * provider, else of wallets that order no more, else of reminders.
 */
async function handlePage(tx: Tx, services: ActivityServices, after: Place | undefined): Promise<Handled> {
  if (!after && (await closeDueBookings(tx, services)) > 0) return { sleepMs: 0 };
  if (after?.kind !== 'remind') {
    const lapsed = await lockLapsed(tx, after);
    const ended = await endVouchers(tx, services, lapsed, 'expired');
    if (lapsed.length === PAGE) return { next: placeOf('lapse', lapsed.at(-1)!) };
    const stopped = ended > 0 ? 0 : await voidAtStopped(tx, services);
    if (stopped > 0) return { sleepMs: 0 };
    // Credit goes on after the vouchers that were bought with it: what lapses with its plan is not carried twice.
    if (ended === 0 && (await carryWallets(tx, services)) > 0) return { sleepMs: 0 };
    if (lapsed.length > 0) return { next: { kind: 'remind' } };
  }
  const next = await remindPage(tx, services, after);
  if (next) return { next };
  const waits = [await untilNextMs(tx), await untilNextWalletMs(tx)].filter((ms) => ms !== undefined);
  return waits.length === 0 ? {} : { sleepMs: Math.min(...waits) };
}

/** Of one provider whose month is over; the next look finds the next. */
async function voidAtStopped(tx: Tx, services: ActivityServices): Promise<number> {
  for (const stopped of await stoppedProviders(tx)) {
    if (stopsAt(stopped) > tx.now) continue;
    const voided = await endVouchers(tx, services, await lockAtStopped(tx, stopped), 'voided');
    const { providerId } = stopped;
    const ended = voided > 0 ? 0 : await endBookings(tx, services, { providerId }, 'providerStopped');
    if (voided + ended > 0) return voided + ended;
  }
  return 0;
}
