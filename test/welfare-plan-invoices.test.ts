import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isShareCollected } from '../activities/welfare-plan/invoice.ts';
import { toPlainDate } from '../domain/time.ts';
import { fundPledged, receivableFrom } from '../ledger/accounts.ts';
import { accountBalance, writtenTransfer } from '../ledger/balances.ts';
import { post } from '../ledger/post.ts';
import { reversal } from '../ledger/postings.ts';
import { transferId } from '../ledger/transfer-id.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import { startApi, statusesOf, type Caller, type Reply, type TestApi } from './api/support.ts';
import { makeOrganisation, makePerson } from './api/world.ts';
import { untilSomebodyWaits } from './support/lock-wait.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';

let api: TestApi;
let now = new Date('2026-03-10T09:00:00Z');
let employerId: string;
let employer: Caller, officer: Caller;
let provider: PlantedProvider;
let wallets: PlantedWallet[];

beforeAll(async () => {
  api = await startApi({ clock: { now: () => Promise.resolve(now) } });
  employerId = await makeOrganisation(api, ['employer']);
  await moveTo(now);
  provider = await api.inAlliance((tx) => plantProvider(tx));
  wallets = await plantWallets(2);
});
afterAll(() => api.close());

/** Sessions are over by then: everybody signs in anew. */
async function moveTo(instant: Date): Promise<void> {
  now = instant;
  employer = await api.signIn('employer', { organisationId: employerId });
  officer = await api.signIn('fundOfficer');
}

/** The wallets of so many people in one plan. */
async function plantWallets(count: number): Promise<PlantedWallet[]> {
  const planted: PlantedWallet[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const personId = await makePerson(api);
    const sketch = { employerId, personId, createdBy: officer.accountId, cents: 100_000 };
    planted.push(await api.inAlliance((tx) => plantWallet(tx, sketch)));
  }
  const [{ planId }] = planted as [PlantedWallet];
  const ids = planted.map(({ walletId }) => walletId);
  await api.inAlliance((tx) => tx.db.wallet.updateMany({ where: { id: { in: ids } }, data: { planId } }));
  return planted.map((wallet) => ({ ...wallet, planId }));
}

function issue(wallet: PlantedWallet, nominalCents: number): Promise<Voucher[]> {
  const service = {
    id: provider.serviceId,
    providerId: provider.organisationId,
    vatTreatment: 'exempt' as const,
  };
  return api.inAlliance((tx) => plantVouchers(tx, api.vault, wallet, { service, nominalCents }));
}

/** As whoever issued it for the wrong person takes it back. */
async function voidVoucher(tx: Tx, id: string): Promise<void> {
  await tx.db.voucher.update({
    where: { id },
    data: { state: 'voided', voidReason: 'notNeeded', closedAt: tx.now },
  });
  if (await isShareCollected(tx, id)) return;
  const original = (await writtenTransfer(tx, transferId(`voucher/${id}`, 'employer-share')))!;
  const reversed = { id: transferId(`voucher/${id}`, 'share-back'), businessRef: id, original };
  await post(tx, reversal({ ...reversed, effectiveOn: toPlainDate(tx.now) }));
}

const drawUp = (month: string, prefundCents = 0) =>
  officer.post('/v1/employer-invoices', { organisationId: employerId, month, prefundCents });
const pay = (invoiceId: string, amountCents: number, bankRef: string) =>
  officer.post(`/v1/employer-invoices/${invoiceId}/payment`, { amountCents, bankRef });
const fund = async () => (await officer.get('/v1/fund')).body as Record<string, number>;
const problem = ({ status, body }: Reply) => [status, String(body['type']).split(':').at(-1)];
const balances = () =>
  api.inAlliance(async (tx) => ({
    receivable: (await accountBalance(tx, receivableFrom('employer', employerId))).balanceCents,
    pledged: (await accountBalance(tx, fundPledged)).balanceCents,
  }));
const prefund = async () =>
  (await employer.get(`/v1/organisations/${employerId}/prefund`)).body['balanceCents'] as number;

let march: string;
let lastOfMarch: Voucher;

describe('a monthly invoice', () => {
  it('asks for the shares of a month that is over, each rounded for itself, and of no voucher that was voided', async () => {
    await issue(wallets[0]!, 14_000);
    await issue(wallets[0]!, 50);
    const [wrong] = await issue(wallets[1]!, 30_000);
    await api.inAlliance((tx) => voidVoucher(tx, wrong!.id));
    await moveTo(new Date('2026-03-31T21:59:59Z'));
    [lastOfMarch] = (await issue(wallets[1]!, 10_000)) as [Voucher];
    expect(problem(await drawUp('2026-03'))).toEqual([409, 'step-not-possible']);
    await moveTo(new Date('2026-03-31T22:00:00Z'));
    await issue(wallets[1]!, 20_000);
    const reply = await drawUp('2026-03', 5_000);
    expect(reply.body).toMatchObject({ shareCents: 140 + 1 + 100, prefundCents: 5_000, totalCents: 5_241 });
    march = reply.body['id'] as string;
  });

  it('is drawn up once, and asks for no voucher twice', async () => {
    expect(problem(await drawUp('2026-03'))).toEqual([409, 'already-exists']);
    expect(problem(await drawUp('2026-02'))).toEqual([409, 'step-not-possible']);
    await moveTo(new Date('2026-05-02T08:00:00Z'));
    const [keeper, watcher] = [await api.test.superuser(), await api.test.superuser()];
    await keeper.query('BEGIN');
    await keeper.query('SELECT FROM organisation WHERE id = $1 FOR NO KEY UPDATE', [employerId]);
    const drawn = [1, 2, 3, 4].map(() => drawUp('2026-04'));
    await untilSomebodyWaits(watcher, 4);
    await keeper.query('ROLLBACK');
    const replies = await Promise.all(drawn);
    expect(statusesOf(replies)).toEqual([201, 409, 409, 409]);
    expect(replies.find(({ status }) => status === 201)!.body).toMatchObject({ shareCents: 200 });
  });

  it('stands from then on, whoever writes to the table', async () => {
    const client = await api.test.superuser();
    for (const change of ['share_cents = 1', 'prefund_cents = 1', "month = '2026-02-01'"])
      await expect(
        client.query(`UPDATE employer_invoice SET ${change} WHERE id = $1`, [march]),
        change,
      ).rejects.toThrow(/employer_invoice: what it asks for/);
  });

  it('is collected as one contribution, which wakes the waiting list; the rest is paid in', async () => {
    await officer.post('/v1/prefunds', { organisationId: employerId, amountCents: 1, bankRef: 'BANCA/used' });
    const before = { prefund: await prefund(), ...(await balances()) };
    expect(problem(await pay(march, 5_240, 'BANCA/1'))).toEqual([422, 'invalid-request']);
    expect(problem(await pay(march, 5_241, 'BANCA/used'))).toEqual([409, 'already-exists']);
    await api.inAlliance((tx) => voidVoucher(tx, lastOfMarch.id));
    expect((await fund())['collectedCents']).toBe(0);
    const process = `fund-allocation/${api.test.allianceId}`;
    const wakeups = () => api.inAlliance((tx) => tx.db.wakeup.count({ where: { process } }));
    expect(await wakeups()).toBe(0);
    const replies = await Promise.all(['a', 'b', 'c'].map((line) => pay(march, 5_241, `BANCA/2${line}`)));
    expect(statusesOf(replies)).toEqual([200, 409, 409]);
    expect(await wakeups()).toBe(1);
    // A tenth of 1,41 is in reserve; the 1,00 of the voucher that was voided meanwhile is the employer's.
    expect(await fund()).toMatchObject({ availableCents: 127, reserveCents: 14, collectedCents: 141 });
    expect(await prefund()).toBe(before.prefund + 5_000 + 100);
    expect(await balances()).toEqual({ receivable: before.receivable - 241, pledged: before.pledged - 241 });
    const contributions = await officer.get('/v1/fund/contributions');
    expect(contributions.body['items']).toMatchObject([{ source: 'employer', amountCents: 141 }]);
  });

  it('is paid once, whoever writes to the table, and its bank line is used', async () => {
    expect(problem(await pay(march, 5_241, 'BANCA/3'))).toEqual([409, 'step-not-possible']);
    const client = await api.test.superuser();
    const again = client.query('UPDATE employer_invoice SET paid_at = now() WHERE id = $1', [march]);
    await expect(again).rejects.toThrow(/employer_invoice: paid once/);
    const { bankRef } = await api.inAlliance((tx) =>
      tx.db.employerInvoice.findUniqueOrThrow({ where: { id: march } }),
    );
    const reply = await officer.post('/v1/prefunds', { organisationId: employerId, amountCents: 1, bankRef });
    expect(problem(reply)).toEqual([409, 'already-exists']);
  });

  it('leaves with the Fund what it collected when a voucher is voided afterwards', async () => {
    const before = await balances();
    const [voucher] = await api.inAlliance((tx) =>
      tx.db.voucher.findMany({ where: { nominalCents: 14_000, state: 'active' } }),
    );
    await api.inAlliance((tx) => voidVoucher(tx, voucher!.id));
    expect(await balances()).toEqual(before);
  });

  it('is seen by its employer as amounts, and by no other', async () => {
    const own = await employer.get('/v1/employer-invoices?paid=true');
    expect(own.body['items']).toMatchObject([{ month: '2026-03', totalCents: 5_241 }]);
    expect(own.text).not.toContain('voucher');
    const stranger = await api.signIn('employer', {
      organisationId: await makeOrganisation(api, ['employer']),
    });
    expect((await stranger.get('/v1/employer-invoices')).body['items']).toEqual([]);
  });
});

describe('an invoice that is paid while a voucher of it is voided', () => {
  it('waits, and collects nothing of what is no longer pledged', async () => {
    const client = await api.test.superuser();
    const april = await api.inAlliance((tx) =>
      tx.db.employerInvoice.findFirstOrThrow({ where: { paidAt: null } }),
    );
    const [line] = await api.inAlliance((tx) =>
      tx.db.invoiceLine.findMany({ where: { invoiceId: april.id } }),
    );
    const before = { collected: (await fund())['collectedCents'], prefund: await prefund() };
    let payment: Promise<Reply>;
    await api.inAlliance(async (tx) => {
      await voidVoucher(tx, line!.voucherId);
      payment = pay(april.id, 200, 'BANCA/april');
      await untilSomebodyWaits(client);
    });
    expect((await payment!).status).toBe(200);
    expect({ collected: (await fund())['collectedCents'], prefund: await prefund() }).toEqual({
      ...before,
      prefund: before.prefund + 200,
    });
  });
});

describe('the totals of a plan', () => {
  let people: PlantedWallet[];
  const totals = async () =>
    (await employer.get(`/v1/welfare-plans/${people[0]!.planId}/totals`)).body as { told: unknown };

  it('are told when five people bought in months that are over, and never of fewer', async () => {
    await moveTo(new Date('2026-07-15T08:00:00Z'));
    people = await plantWallets(6);
    for (const wallet of people.slice(0, 4)) await issue(wallet, 1_000);
    await moveTo(new Date('2026-08-15T08:00:00Z'));
    expect(await totals()).toEqual({ creditedCents: 600_000, told: null });
    await issue(people[4]!, 1_000);
    expect((await totals()).told).toBeNull();
    await moveTo(new Date('2026-08-31T22:00:00Z'));
    const told = { creditedCents: 600_000, issuedCents: 5_000, endedCents: 0, leftCents: 595_000 };
    expect((await totals()).told).toEqual({ month: '2026-08', ...told });
  });

  it('do not move for one person’s voucher', async () => {
    const before = await totals();
    await issue(people[5]!, 7_777);
    await moveTo(new Date('2026-10-15T08:00:00Z'));
    expect(await totals()).toEqual(before);
  });
});
