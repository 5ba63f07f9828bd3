import { randomInt, randomUUIDv7, timingSafeEqual } from 'node:crypto';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { isEasyPin, tillPinLimits } from '../../domain/till.ts';
import { addMinutes } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { TillUser } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';

/** Where a till stands, by the account that its device is signed in as: anywhere at a provider, or at one place. */
export interface Device {
  readonly organisationId: string;
  readonly placeId: string | null;
}

/** Who stands at a till, as a request says. */
export interface ShownPin {
  readonly tillUserId: string;
  readonly pin: string;
}

/**
 * Admits whoever stands at a till by their PIN. Tries of one till user wait for each other on its row, so that of many at
 * once none is made beyond the limit, and whoever was revoked a moment ago is not let in. A refusal is returned, not
 * thrown: the counted try must stay.
 */
export async function admitToTill(
  tx: Tx,
  vault: Vault,
  device: Device,
  { tillUserId, pin }: ShownPin,
): Promise<TillUser | Refusal> {
  const user = await lockTillUserOrThrow(tx, device, tillUserId);
  if (user.revokedAt) throw revoked;
  if (user.lockedUntil && user.lockedUntil > tx.now) throw locked;
  const isRight = areEqual(await pinPrint(tx, vault, user.id, pin), user.pinPrint);
  if (!isRight) return countWrongTry(tx, user);
  if (user.failedTries > 0) await tx.db.tillUser.update({ where: { id: user.id }, data: clean });
  return user;
}

/** A till user of that device's provider and place, locked. */
export async function lockTillUserOrThrow(tx: Tx, device: Device, tillUserId: string): Promise<TillUser> {
  const user = await lockRow(tx, 'till_user', tillUserId, 'NO KEY UPDATE');
  const isTheirs = user?.organisationId === device.organisationId;
  const isHere = device.placeId === null || user?.placeId === device.placeId;
  if (!user || !isTheirs || !isHere) throw notFound({ it: 'Addetto di cassa', en: 'Till user' });
  return user;
}

/** Somebody who may stand at a provider's till from now on, and the PIN: chosen, or made here and told this once. */
export async function makeTillUser(
  tx: Tx,
  vault: Vault,
  sketch: { readonly organisationId: string; readonly placeId: string; readonly label: string },
  chosenPin: string | undefined,
): Promise<{ readonly id: string; readonly pin: string }> {
  const id = randomUUIDv7();
  const pin = chosenPin ?? randomPin();
  await tx.db.tillUser.create({
    data: {
      ...sketch,
      id,
      allianceId: tx.allianceId,
      pinPrint: await pinPrint(tx, vault, id, pin),
      createdAt: tx.now,
    },
  });
  await recordAudit(tx, vault, { action: 'tillUser.entered', subjectKind: 'tillUser', subjectId: id });
  return { id, pin };
}

/** Gives a new PIN; whoever was shut out after wrong ones can try again. */
export async function resetPin(
  tx: Tx,
  vault: Vault,
  user: TillUser,
  chosenPin: string | undefined,
): Promise<string> {
  if (user.revokedAt) throw revoked;
  const pin = chosenPin ?? randomPin();
  await tx.db.tillUser.update({
    where: { id: user.id },
    data: { ...clean, pinPrint: await pinPrint(tx, vault, user.id, pin) },
  });
  await recordAudit(tx, vault, { action: 'tillUser.pinReset', subjectKind: 'tillUser', subjectId: user.id });
  return pin;
}

/** Shuts somebody out of the till for good, from the next request on. */
export async function revokeTillUser(tx: Tx, vault: Vault, user: TillUser): Promise<void> {
  if (user.revokedAt) return;
  await tx.db.tillUser.update({ where: { id: user.id }, data: { revokedAt: tx.now } });
  await recordAudit(tx, vault, { action: 'tillUser.revoked', subjectKind: 'tillUser', subjectId: user.id });
}

const clean = { failedTries: 0, lockedUntil: null };

async function countWrongTry(tx: Tx, user: TillUser): Promise<Refusal> {
  const left = tillPinLimits.tries - user.failedTries - 1;
  const data =
    left > 0
      ? { failedTries: user.failedTries + 1 }
      : { failedTries: 0, lockedUntil: addMinutes(tx.now, tillPinLimits.lockMinutes) };
  await tx.db.tillUser.update({ where: { id: user.id }, data });
  return left > 0 ? wrong(left) : locked;
}

/** Six digits are found in a moment from a plain hash: the print is under the alliance's key, and of this row alone. */
function pinPrint(tx: Tx, vault: Vault, id: string, pin: string): Promise<string> {
  return vault.fingerprint(tx, `till-pin/${id}/${pin}`);
}

function randomPin(): string {
  for (;;) {
    const pin = String(randomInt(1_000_000)).padStart(6, '0');
    if (!isEasyPin(pin)) return pin;
  }
}

function areEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function wrong(left: number): Refusal {
  return new Refusal('pinNotValid', {
    detail: {
      it: `Il PIN è sbagliato. Tentativi rimasti: ${left}.`,
      en: `The PIN is wrong. Tries left: ${left}.`,
    },
  });
}

const locked = new Refusal('pinNotValid', {
  detail: {
    it: `Il PIN è stato sbagliato ${tillPinLimits.tries} volte: riprovi dopo ${tillPinLimits.lockMinutes} minuti, o ne faccia dare uno nuovo da chi risponde per il fornitore.`,
    en: `The PIN was mistyped ${tillPinLimits.tries} times: try again after ${tillPinLimits.lockMinutes} minutes, or have whoever answers for the provider give a new one.`,
  },
});
const revoked = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questo addetto non lavora più alla cassa: chi risponde per il fornitore può indicarne uno nuovo.',
    en: 'This person works at the till no more: whoever answers for the provider can name somebody new.',
  },
  possible: ['makeTillUser'],
});
