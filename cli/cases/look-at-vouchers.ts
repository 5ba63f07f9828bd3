import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import type { Play } from './actions.ts';
import type { Expectations } from './expectations.ts';
import type { Compare } from './look.ts';
import { cellsOf, centsIn, inOrder, lookAtPayments } from './look-at-payments.ts';
import { mailsOf } from './mailbox.ts';
import { camelCase } from './sentence.ts';
import { voucherMailTemplates } from './voucher-expectations.ts';

const prefund = z.object({ balanceCents: z.int() });
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
  await lookAtPayments(play, expected, compare);
  for (const [name, one] of Object.entries(expected.vouchers ?? {})) {
    const found = await vouchers.voucher(name);
    compare(`vouchers / ${name} / state`, one.state, found.state);
    compare(`vouchers / ${name} / value`, one.value, found.nominalCents);
    compare(`vouchers / ${name} / left`, one.left, found.leftCents);
    compare(`vouchers / ${name} / letter`, one.letter && camelCase(one.letter), found.taxLetter);
    compare(`vouchers / ${name} / until`, one.until, toPlainDate(new Date(found.expiresAt)));
    compare(`vouchers / ${name} / of which VAT`, one['of which VAT'], found.vatCents);
    if (one['went to'] === undefined && one['was left'] === undefined) continue;
    const ending = await vouchers.ending(name);
    compare(`vouchers / ${name} / went to`, one['went to'] && camelCase(one['went to']), ending?.wentTo);
    compare(`vouchers / ${name} / was left`, one['was left'], ending?.leftCents);
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
  for (const [name, one] of Object.entries(expected.payroll ?? {})) {
    const found = await payrollOf(play, name, one);
    compare(`payroll / ${name} / fringe`, one.fringe && inOrder(one.fringe), inOrder(found.fringe));
    compare(`payroll / ${name} / meals`, one.meals && inOrder(one.meals), inOrder(found.meals));
  }
  for (const [name, words] of Object.entries(expected['mails to'] ?? {})) {
    const found = (await mailsOf(stage.caller(name))).filter((template) =>
      voucherMailTemplates.has(template),
    );
    compare(`mails to / ${name}`, words.map(camelCase), found);
  }
}

/** What an employer gets for payroll, as taxable cents by the given names of its people. */
async function payrollOf(
  { stage }: Play,
  employer: string,
  { year, month }: { readonly year: number; readonly month?: number | undefined },
) {
  const path = `/v1/organisations/${stage.organisationId(employer)}/payroll?year=${year}`;
  const csv = await stage.caller(employer).read(month ? `${path}&month=${month}` : path, z.string());
  const sums = { fringe: {} as Record<string, number>, meals: {} as Record<string, number> };
  for (const [, , name = '', , , item = '', taxable = ''] of cellsOf(csv)) {
    const sum = sums[item.startsWith('Buoni pasto') ? 'meals' : 'fringe'];
    sum[name] = (sum[name] ?? 0) + centsIn(taxable);
  }
  return sums;
}
