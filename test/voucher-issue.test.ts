import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { printsOf, secretsOf } from '../activities/voucher/secret.ts';
import { toPlainDate } from '../domain/time.ts';
import { readCode } from '../domain/voucher-code.ts';
import { employeeWallet, fundPledged, receivableFrom, voucherLiability } from '../ledger/accounts.ts';
import { accountBalance } from '../ledger/balances.ts';
import { LedgerRefusal } from '../ledger/post.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Tx } from '../prisma/database.ts';
import { startApi, type TestApi } from './api/support.ts';
import { makePerson } from './api/world.ts';
import { plantProvider, type PlantedProvider } from './support/planted-provider.ts';
import { plantVouchers, plantWallet, type PlantedWallet } from './support/planted-voucher.ts';

let api: TestApi;
let wallet: PlantedWallet;
let provider: PlantedProvider;

beforeAll(async () => {
  api = await startApi();
  const { accountId } = await api.signIn('fundOfficer');
  const personId = await makePerson(api);
  await api.inAlliance(async (tx) => {
    const employer = await tx.db.organisation.create({
      data: {
        allianceId: tx.allianceId,
        name: 'Ditta di prova',
        comuneIstat: '016058',
        roles: ['employer'],
        createdAt: tx.now,
      },
    });
    provider = await plantProvider(tx);
    wallet = await plantWallet(tx, {
      employerId: employer.id,
      personId,
      createdBy: accountId,
      cents: 50_000,
    });
  });
});
afterAll(() => api.close());

const camp = () => ({
  service: { id: provider.serviceId, providerId: provider.organisationId, vatTreatment: 'reduced5' as const },
  nominalCents: 14_000,
});
const balance = (tx: Tx, account: Parameters<typeof accountBalance>[1]) =>
  accountBalance(tx, account).then(({ balanceCents }) => balanceCents);

describe('vouchers that are issued', () => {
  it('are one for each unit, paid from the wallet, with the employer’s hundredth pledged for each', async () => {
    const vouchers = await api.inAlliance((tx) =>
      plantVouchers(tx, api.vault, wallet, { ...camp(), count: 3 }),
    );
    expect(vouchers.map(({ number }) => number)).toEqual(
      [1, 2, 3].map((nth) => `B-${toPlainDate(new Date()).slice(0, 4)}-00000${nth}`),
    );
    await api.inAlliance(async (tx) => {
      expect(await balance(tx, employeeWallet(wallet.walletId))).toBe(50_000 - 42_000);
      for (const { id } of vouchers) expect(await balance(tx, voucherLiability(id))).toBe(14_000);
      expect(await balance(tx, receivableFrom('employer', wallet.employerId))).toBe(420);
      expect(await balance(tx, fundPledged)).toBe(420);
    });
    expect(vouchers[0]).toMatchObject({
      vatKind: 'singlePurpose',
      vatCents: 667,
      spentCents: 0,
      state: 'active',
    });
  });

  it('are not, when the wallet has not as many cents, and nothing is kept', async () => {
    const count = () => api.inAlliance((tx) => tx.db.voucher.count());
    const before = await count();
    const tooMany = api.inAlliance((tx) => plantVouchers(tx, api.vault, wallet, camp()));
    await expect(tooMany).rejects.toThrow(LedgerRefusal);
    expect(await count()).toBe(before);
  });

  it('show their secrets again to whoever may see them, and keep none', async () => {
    await api.inAlliance(async (tx) => {
      const voucher = await tx.db.voucher.findFirstOrThrow();
      const { secret, code } = await secretsOf(tx, api.vault, voucher.id);
      expect(await secretsOf(tx, api.vault, voucher.id)).toEqual({ secret, code });
      expect(Buffer.from(secret, 'base64url').length * 8).toBeGreaterThanOrEqual(128);
      expect(readCode(code)).toBe(code);
      const { secretPrint, codePrint } = voucher;
      expect(await printsOf(tx, api.vault, voucher)).toEqual({ secretPrint, codePrint });
      const elsewhere = await printsOf(tx, api.vault, { ...voucher, providerId: wallet.employerId });
      expect(elsewhere.codePrint).not.toBe(codePrint);
      expect(JSON.stringify(voucher)).not.toContain(secret);
      expect(JSON.stringify(voucher)).not.toContain(code);
    });
  });

  it('are told apart from the books by whoever verifies them, as soon as one says another sum', async () => {
    const defects = () => api.inAlliance(async (tx) => (await verifyLedger(tx)).defects);
    expect(await defects()).toEqual([]);
    const { number } = await api.inAlliance(({ db }) => db.voucher.findFirstOrThrow());
    const superuser = await api.test.superuser();
    await superuser.query(
      `UPDATE voucher SET state = 'spent', spent_cents = nominal_cents, closed_at = now() WHERE number = $1`,
      [number],
    );
    expect(await defects()).toMatchObject([
      { table: 'voucher', ref: number, problem: 'says that 0 cents are left, and the ledger 14000' },
    ]);
  });
});
