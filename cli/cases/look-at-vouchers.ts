import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import type { Play } from './actions.ts';
import type { Expectations } from './expectations.ts';
import type { Compare } from './look.ts';
import { camelCase } from './sentence.ts';

const prefund = z.object({ balanceCents: z.int() });
const payments = z.object({ items: z.array(z.object({ amountCents: z.int() })) });
const invoices = z.object({ items: z.array(z.unknown()) });
const disputeView = z.object({ state: z.string() });
const fringeView = z.object({
  items: z.array(
    z.object({
      usedCents: z.int(),
      limitCents: z.int(),
      leftCents: z.int(),
      taxableCents: z.int(),
      oneCentMore: z.object({ costCents: z.int() }),
    }),
  ),
});

/** Compares what a case expects of credit and vouchers with what their holders and employers read of them. */
export async function lookAtVouchers(play: Play, expected: Expectations, compare: Compare): Promise<void> {
  const { stage, vouchers } = play;
  for (const [name, cents] of Object.entries(expected.wallets ?? {})) {
    const wallets = await vouchers.wallets(name);
    const left = wallets.reduce((sum, { balanceCents }) => sum + balanceCents, 0);
    compare(`wallets / ${name}`, cents, left);
  }
  for (const [name, cents] of Object.entries(expected['paid in'] ?? {})) {
    const path = `/v1/organisations/${stage.organisationId(name)}/prefund`;
    compare(`paid in / ${name}`, cents, (await stage.caller(name).read(path, prefund)).balanceCents);
  }
  for (const [name, cents] of Object.entries(expected['providers paid'] ?? {})) {
    const id = await play.organisations.organisationIdOrThrow(name);
    const path = `/v1/settlement/items?providerId=${id}&state=confirmed&limit=200`;
    const { items } = await stage.staff('the fund office').read(path, payments);
    const paid = items.reduce((sum, { amountCents }) => sum + amountCents, 0);
    compare(`providers paid / ${name}`, cents, paid);
  }
  for (const [name, count] of Object.entries(expected['invoices missing'] ?? {})) {
    const id = await play.organisations.organisationIdOrThrow(name);
    const path = `/v1/settlement/provider-invoices?providerId=${id}&missing=true&limit=200`;
    const { items } = await stage.staff('the fund office').read(path, invoices);
    compare(`invoices missing / ${name}`, count, items.length);
  }
  for (const [name, one] of Object.entries(expected.vouchers ?? {})) {
    const found = await vouchers.voucher(name);
    compare(`vouchers / ${name} / state`, one.state, found.state);
    compare(`vouchers / ${name} / value`, one.value, found.nominalCents);
    compare(`vouchers / ${name} / left`, one.left, found.leftCents);
    compare(`vouchers / ${name} / letter`, one.letter && camelCase(one.letter), found.taxLetter);
    compare(`vouchers / ${name} / until`, one.until, toPlainDate(new Date(found.expiresAt)));
  }
  for (const [name, state] of Object.entries(expected['voucher disputes'] ?? {})) {
    const path = `${vouchers.disputePath(name)}?reason=complaint`;
    const found = await stage.staff('the caseworker').read(path, disputeView);
    compare(`voucher disputes / ${name}`, camelCase(state), found.state);
  }
  for (const [name, one] of Object.entries(expected['private orders'] ?? {})) {
    const found = await vouchers.privateOrder(name);
    compare(`private orders / ${name} / state`, one.state, found.state);
    compare(`private orders / ${name} / amount`, one.amount, found.units * found.unitPriceCents);
  }
  for (const [name, one] of Object.entries(expected.fringe ?? {})) {
    const path = `/v1/people/${stage.personId(name)}/fringe?year=${one.year}`;
    const found = (await stage.caller(name).read(path, fringeView)).items[0];
    compare(`fringe / ${name} / used`, one.used, found?.usedCents);
    compare(`fringe / ${name} / limit`, one.limit, found?.limitCents);
    compare(`fringe / ${name} / left`, one.left, found?.leftCents);
    compare(`fringe / ${name} / taxable`, one.taxable, found?.taxableCents);
    compare(
      `fringe / ${name} / one cent more costs`,
      one['one cent more costs'],
      found?.oneCentMore.costCents,
    );
  }
}
