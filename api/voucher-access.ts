import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { PrivateOrder, Prisma, Voucher, Wallet } from '../prisma/generated/client.ts';
import { ownRoles, reachablePersonIds } from './access.ts';
import { hasRole, type Principal } from './principal.ts';
import { dutyOf } from './provider-access.ts';

const voucherWord = { it: 'Buono', en: 'Voucher' };
const privateOrderWord = { it: 'Ordine', en: 'Order' };

/** The wallet of the caller or of somebody they act for today; 404 alike for everybody else’s. */
export async function ownWalletOrThrow(tx: Tx, principal: Principal, walletId: string): Promise<Wallet> {
  const personIds = await reachablePersonIds(tx, principal);
  const wallet = await tx.db.wallet.findFirst({ where: { id: walletId, personId: { in: [...personIds] } } });
  if (!wallet) throw notFound({ it: 'Credito welfare', en: 'Wallet' });
  return wallet;
}

/** A voucher of the caller's own, or of somebody they act for today: theirs to show, to print and to void. */
export async function ownVoucherOrThrow(tx: Tx, principal: Principal, voucherId: string): Promise<Voucher> {
  const personIds = await reachablePersonIds(tx, principal);
  const voucher = await tx.db.voucher.findFirst({
    where: { id: voucherId, holderId: { in: [...personIds] } },
  });
  if (!voucher) throw notFound(voucherWord);
  return voucher;
}

/** The office sees any voucher, but never what would spend it. */
export async function voucherOrThrow(tx: Tx, principal: Principal, voucherId: string): Promise<Voucher> {
  if (!hasRole(principal, 'caseworker')) return ownVoucherOrThrow(tx, principal, voucherId);
  const voucher = await tx.db.voucher.findUnique({ where: { id: voucherId } });
  if (!voucher) throw notFound(voucherWord);
  return voucher;
}

/** Private orders of people in the caller's reach, and of the provider the caller works for. */
export async function reachablePrivateOrders(
  tx: Tx,
  principal: Principal,
): Promise<Prisma.PrivateOrderWhereInput> {
  const duty = dutyOf(principal);
  const personIds = await ownPersonIds(tx, principal);
  return {
    OR: [{ buyerId: { in: [...personIds] } }, ...(duty ? [{ providerId: duty.organisationId }] : [])],
  };
}

/** Whose orders with own money are the reader's: a provider that reads those it gets has none here. */
export async function ownPersonIds(tx: Tx, principal: Principal): Promise<readonly string[]> {
  return hasRole(principal, ...ownRoles) ? reachablePersonIds(tx, principal) : [];
}

/** As whoever ordered it, or as the provider that is paid. */
export async function privateOrderOrThrow(
  tx: Tx,
  principal: Principal,
  orderId: string,
  as: 'buyer' | 'provider',
): Promise<PrivateOrder> {
  const order = await tx.db.privateOrder.findUnique({ where: { id: orderId } });
  const isTheirs =
    order &&
    (as === 'provider'
      ? dutyOf(principal)?.organisationId === order.providerId
      : (await reachablePersonIds(tx, principal)).includes(order.buyerId));
  if (!isTheirs) throw notFound(privateOrderWord);
  return order;
}
