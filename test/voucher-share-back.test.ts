import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { voucherExpiryActivities } from '../activities/voucher-expiry/index.ts';
import { drawUpInvoice, payInvoice } from '../activities/welfare-plan/invoice.ts';
import { addDays, addMonths, toDateColumn } from '../domain/plain-date.ts';
import { endOfDay, startOfDay, toPlainDate } from '../domain/time.ts';
import { firstDayOf, monthOf } from '../domain/welfare-plan.ts';
import { receivableFrom } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import { post } from '../ledger/post.ts';
import { contributionCollected } from '../ledger/postings.ts';
import { voucherCaptured, voucherHeld } from '../ledger/voucher-postings.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { startApi, type Caller, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantVouchers, plantWallet } from './support/planted-voucher.ts';
import { employerShareOf } from './support/voucher-books.ts';

const today = toPlainDate(new Date());
const inDays = (days: number) => addDays(today, days);

let api: TestApi;
let officer: Caller;
let holderId: string;
let provider: PlantedProvider;

beforeAll(async () => {
  api = await startApi();
  officer = await api.signIn('fundOfficer');
  holderId = await makePerson(api);
  provider = await api.inAlliance((tx) => plantProvider(tx));
});
afterAll(() => api.close());

describe('an employer whose rule takes back what nobody spent', () => {
  it('has its contribution back as far as it still owes it, but for what was spent', async () => {
    const employerId = await makeOrganisation(api, ['employer']);
    const [whole, part, collected] = await api.inAlliance((tx) => issueOver(tx, employerId, 3));
    await api.inAlliance((tx) => spendSome(tx, part!, 2_500));
    const paid = {
      id: randomUUID(),
      contributionId: 'invoice',
      source: 'employer',
      effectiveOn: today,
      reserve: { numerator: 1, denominator: 10 },
    } as const;
    await api.inAlliance((tx) =>
      post(tx, contributionCollected({ ...paid, organisationId: employerId, amountCents: 50 })),
    );
    for (const [nth, voucher] of [whole, part, collected].entries()) await expire(voucher!, nth - 5_000);
    await voucherExpiryActivities(api.services).handleDueVouchers({ allianceId: api.test.allianceId });
    const shares = [whole, part, collected].map((voucher) =>
      api.inAlliance((tx) => employerShareOf(tx, voucher!.id)),
    );
    expect(await Promise.all(shares)).toEqual([
      { pledged: 100, reversed: 100 },
      { pledged: 125, reversed: 100 },
      { pledged: 100, reversed: 0 },
    ]);
    const owed = await api.inAlliance((tx) => accountBalance(tx, receivableFrom('employer', employerId)));
    expect(owed.balanceCents).toBe(75);
    const told = await api.inAlliance(({ db }) =>
      db.audit.findMany({ where: { action: 'voucher.employerShareStays' }, select: { subjectId: true } }),
    );
    expect(told).toEqual([{ subjectId: collected!.id }]);
  });

  it('is asked for what stays owed and for nothing else: what an invoice collected is not taken off another’s', async () => {
    const employerId = await makeOrganisation(api, ['employer']);
    const [paid] = await api.inAlliance((tx) => issueOver(tx, employerId, 1));
    expect(await invoiced(employerId, 1)).toBe(100);
    const [part] = await api.inAlliance((tx) => issueOver(tx, employerId, 2));
    await api.inAlliance((tx) => spendSome(tx, part!, 2_500));
    for (const voucher of [paid, part]) await expire(voucher!, -5_000);
    await voucherExpiryActivities(api.services).handleDueVouchers({ allianceId: api.test.allianceId });
    const shares = [paid, part].map((voucher) => api.inAlliance((tx) => employerShareOf(tx, voucher!.id)));
    expect(await Promise.all(shares)).toEqual([
      { pledged: 100, reversed: 0 },
      { pledged: 125, reversed: 100 },
    ]);
    expect(await invoiced(employerId, 2)).toBe(100 + 25);
    const owed = await api.inAlliance((tx) => accountBalance(tx, receivableFrom('employer', employerId)));
    expect(owed.balanceCents).toBe(0);
  });
});

/** Good for anything, of a plan that is over. */
async function issueOver(tx: Tx, employerId: string, count: number): Promise<Voucher[]> {
  const plan = { validFrom: toDateColumn(inDays(-30)), validUntil: toDateColumn(inDays(-1)) };
  const personId = holderId;
  const createdBy = officer.accountId;
  const sketch = { employerId, personId, createdBy, cents: 1_000_000, plan };
  const over = await plantWallet(tx, sketch);
  const { walletId } = over;
  const employerShare = { numerator: 1, denominator: 100 };
  return plantVouchers(tx, api.vault, over, {
    service: null,
    nominalCents: 10_000,
    count,
    expiresAt: endOfDay(inDays(5)),
    payer: { walletId, employerId, carryOver: 'employer', taxLetter: 'comma3', employerShare },
  });
}

async function spendSome(tx: Tx, { id: voucherId }: Voucher, cents: number): Promise<void> {
  const providerId = provider.organisationId;
  const event = { voucherId, providerId, effectiveOn: today };
  const holdId = randomUUID();
  await post(tx, voucherHeld({ ...event, id: holdId, amountCents: cents }));
  const split = { providerCents: cents, fundCents: 0, feeCents: 0 };
  await post(tx, voucherCaptured({ ...event, ...split, id: randomUUID(), holdId, redemptionId: holdId }));
  await tx.db.voucher.update({ where: { id: voucherId }, data: { spentCents: cents } });
}

/** What an employer is asked for on the first day of the month so many months from now, and pays. */
async function invoiced(employerId: string, months: number): Promise<number> {
  const firstDay = addMonths(firstDayOf(monthOf(today)), months);
  const { accountId } = officer;
  return api.inAlliance(async (current) => {
    const tx = { ...current, now: startOfDay(firstDay) };
    const month = monthOf(addDays(firstDay, -1));
    const draft = { organisationId: employerId, month, prefundCents: 0, drawnUpBy: accountId };
    const { id, shareCents } = await drawUpInvoice(tx, draft);
    await payInvoice(tx, id, { bankRef: randomUUID(), amountCents: shareCents, recordedBy: accountId });
    return shareCents;
  });
}

/** As if its last instant were so many milliseconds from now. */
function expire({ id }: Voucher, ms: number): Promise<unknown> {
  return api.inAlliance(({ db }) =>
    db.voucher.update({ where: { id }, data: { expiresAt: new Date(Date.now() + ms) } }),
  );
}
