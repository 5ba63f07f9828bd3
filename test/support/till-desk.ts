import { randomUUID } from 'node:crypto';
import { makeTillUser } from '../../activities/till/till-user.ts';
import { secretsOf, type VoucherSecrets } from '../../activities/voucher/secret.ts';
import { toPlainDate } from '../../domain/time.ts';
import { fundHold, awardApproved, contributionReceived } from '../../ledger/postings.ts';
import {
  fundClawback,
  fundPledged,
  providerPayable,
  providerReceivable,
  voucherLiability,
  type AccountName,
} from '../../ledger/accounts.ts';
import { accountBalance } from '../../ledger/balances.ts';
import { post } from '../../ledger/post.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Voucher } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { startApi, type Caller, type Reply } from '../api/support.ts';
import { makeAssessment, makeHousehold, makePerson } from '../api/world.ts';
import { plantProvider, type PlantedProvider } from './planted-provider.ts';
import { plantVouchers, plantWallet } from './planted-voucher.ts';

export type ShownVoucher = Voucher & VoucherSecrets;
type Sketch = Parameters<typeof plantVouchers>[3];

export const pin = '271828';
export const nominalCents = 10_000;
/** What a voucher of art. 51 c. 3 is good for, wherever: it is spent in parts. */
export const cumulative = { service: null, nominalCents } as const;

/** One service of a provider at its whole price. */
function single(of: PlantedProvider): Sketch {
  return {
    service: { id: of.serviceId, providerId: of.organisationId, vatTreatment: 'exempt' },
    nominalCents,
  };
}

/** A provider with two places and its tills, on the API alone, at a time that tests may move. */
export async function openTillDesk(options: { readonly masterKey?: Uint8Array<ArrayBuffer> } = {}) {
  let offsetMs = 0;
  const now = () => new Date(Date.now() + offsetMs);
  const api = await startApi({ ...options, clock: { now: () => Promise.resolve(now()) } });
  const personId = await makePerson(api, { givenName: 'Ada', familyName: 'Prova' });
  const provider = await api.inAlliance((tx) => plantProvider(tx, { places: [{}, {}] }));
  const rival = await api.inAlliance((tx) => plantProvider(tx));
  const atDesk = (of: PlantedProvider) => api.signIn('provider', { organisationId: of.organisationId });
  const device = await atDesk(provider);
  const officer = await api.signIn('fundOfficer');
  await api.inAlliance((tx) => shipRules(tx, officer.accountId, device.accountId));
  const wallet = await api.inAlliance((tx) => plantEmployersWallet(tx, personId, officer.accountId));
  const till = (of: PlantedProvider, placeId = of.placeIds[0]!): Promise<string> =>
    api.inAlliance(async (tx) => {
      const who = { organisationId: of.organisationId, placeId, label: 'Cassa' };
      return (await makeTillUser(tx, api.vault, who, pin)).id;
    });
  return {
    api,
    provider,
    rival,
    personId,
    wallet,
    device,
    tillUserId: await till(provider),
    rivalDevice: await atDesk(rival),
    rivalTillUserId: await till(rival),
    atDesk,
    till,
    /** Moves everybody's clock. */
    later(minutes: number): void {
      offsetMs += minutes * 60_000;
    },
    now,
    issue: (sketch: Partial<Sketch> = {}): Promise<ShownVoucher[]> =>
      api.inAlliance(async (tx) =>
        withSecrets(
          tx,
          api.vault,
          await plantVouchers(tx, api.vault, wallet, { ...single(provider), ...sketch }),
        ),
      ),
    /** Vouchers that the Fund gives, of an award approved for exactly them. */
    async issueOfFund(count = 1): Promise<ShownVoucher[]> {
      const householdId = await makeHousehold(api, [personId]);
      const assessmentId = await makeAssessment(api, { householdId, applicantId: personId });
      return api.inAlliance(async (tx) => {
        const amountCents = nominalCents * count;
        const awardId = await plantAward(tx, { householdId, assessmentId, amountCents }, officer.accountId);
        const sketch = { ...single(provider), payer: { awardId }, count };
        return withSecrets(tx, api.vault, await plantVouchers(tx, api.vault, wallet, sketch));
      });
    },
    left: (id: string) => api.inAlliance((tx) => leftOn(tx, id)),
    voucher: (id: string) => api.inAlliance((tx) => tx.db.voucher.findUniqueOrThrow({ where: { id } })),
    /** What some work changes on the accounts that a till touches, in cents, where it changes anything. */
    async moved(work: () => Promise<unknown>): Promise<Readonly<Record<string, number>>> {
      const read = () => api.inAlliance((tx) => tillAccounts(tx, provider.organisationId));
      const before = await read();
      await work();
      const after = await read();
      return Object.fromEntries(
        Object.entries(after)
          .map(([name, cents]) => [name, cents - before[name]!] as const)
          .filter(([, cents]) => cents !== 0),
      );
    },
    defects: () => api.inAlliance((tx) => defectsIn(tx)),
  };
}

export type TillDesk = Awaited<ReturnType<typeof openTillDesk>>;

/** What contradicts something in the books, and vouchers of which row and account say different things. */
export async function defectsIn(tx: Tx): Promise<readonly unknown[]> {
  const { defects } = await verifyLedger(tx);
  const astray = await tx.db.$queryRaw<unknown[]>`
    SELECT v.number, v.state, v.spent_cents, a.credit_posted_cents - a.debit_posted_cents AS left_cents, a.debit_pending_cents
      FROM voucher v JOIN ledger.account a
        ON a.alliance_id = v.alliance_id AND a.kind = 'voucher_liability' AND a.owner_ref = v.id::text
      LEFT JOIN voucher_hold h ON h.voucher_id = v.id AND h.state = 'held'
     WHERE a.credit_posted_cents - a.debit_posted_cents <> CASE WHEN v.state IN ('expired', 'voided') THEN 0 ELSE v.nominal_cents - v.spent_cents END
        OR a.debit_pending_cents <> coalesce(h.amount_cents, 0)
        OR (v.state = 'held') <> (h.id IS NOT NULL)
        OR v.spent_cents <> (SELECT coalesce(sum(r.amount_cents - r.refunded_cents), 0) FROM redemption r WHERE r.voucher_id = v.id)`;
  return [...defects, ...astray];
}

/** What a device asks for at its till, with its PIN; a body may say otherwise, and another device ask it. */
export function tillVerbs(who: () => { readonly device: Caller; readonly tillUserId: string }) {
  const ask = (path: string, body: object, from: Caller = who().device): Promise<Reply> =>
    from.post(path, { tillUserId: who().tillUserId, pin, ...body });
  const at = (place: string, id: unknown, what: string) => `/v1/${place}/${String(id)}/${what}`;
  return {
    hold: (body: object, from?: Caller) => ask('/v1/voucher-holds', body, from),
    capture: (id: unknown, body: object = {}, from?: Caller) =>
      ask(at('voucher-holds', id, 'capture'), body, from),
    release: (id: unknown, body: object = {}, from?: Caller) =>
      ask(at('voucher-holds', id, 'release'), body, from),
    refund: (id: unknown, body: object = {}, from?: Caller) =>
      ask(at('redemptions', id, 'refunds'), body, from),
  };
}

/** What a refusal says: its status and its name. */
export function said({ status, body }: Reply): readonly [number, string] {
  return [status, String(body['type']).replace('urn:reciproca:problem:', '')];
}

/** Scans a voucher and takes it whole. */
export async function redeem(device: Caller, tillUserId: string, voucher: VoucherSecrets): Promise<Reply> {
  const held = await device.post('/v1/voucher-holds', { tillUserId, pin, secret: voucher.secret });
  if (held.status !== 201) throw new Error(`hold: ${held.status} ${held.text}`);
  return device.post(`/v1/voucher-holds/${String(held.body['id'])}/capture`, { tillUserId, pin });
}

async function leftOn(tx: Tx, voucherId: string): Promise<number> {
  return (await accountBalance(tx, voucherLiability(voucherId))).balanceCents;
}

function withSecrets(tx: Tx, vault: Vault, vouchers: readonly Voucher[]): Promise<ShownVoucher[]> {
  return Promise.all(vouchers.map(async (one) => ({ ...one, ...(await secretsOf(tx, vault, one.id)) })));
}

async function shipRules(tx: Tx, authorId: string, publisherId: string): Promise<void> {
  await shipVersionOne(tx, { authorId, publisherId, effectiveAt: new Date('2026-01-01T00:00:00Z') });
}

async function tillAccounts(tx: Tx, providerId: string): Promise<Readonly<Record<string, number>>> {
  const of = async (account: AccountName) => (await accountBalance(tx, account)).balanceCents;
  return {
    payable: await of(providerPayable(providerId)),
    pledged: await of(fundPledged),
    receivable: await of(providerReceivable(providerId)),
    clawback: await of(fundClawback(providerId)),
  };
}

async function plantEmployersWallet(tx: Tx, personId: string, createdBy: string) {
  const { id: employerId } = await tx.db.organisation.create({
    data: {
      allianceId: tx.allianceId,
      name: 'Ditta di prova',
      comuneIstat: '016058',
      roles: ['employer'],
      createdAt: tx.now,
    },
  });
  return plantWallet(tx, { employerId, personId, createdBy, cents: 100_000_000 });
}

async function plantAward(
  tx: Tx,
  award: { readonly householdId: string; readonly assessmentId: string; readonly amountCents: number },
  proposedBy: string,
): Promise<string> {
  const { amountCents } = award;
  const { id: awardId } = await tx.db.award.create({
    data: {
      ...award,
      allianceId: tx.allianceId,
      state: 'delivering',
      waitingFor: 'test',
      capCents: amountCents,
      scoreHundredths: 5_000,
      iseeSealed: new Uint8Array(1),
      completeAt: tx.now,
      proposedBy,
      createdAt: tx.now,
    },
  });
  const event = () => ({ id: randomUUID(), effectiveOn: toPlainDate(tx.now) });
  const hold = { ...event(), awardId, amountCents };
  await post(
    tx,
    contributionReceived({
      ...event(),
      reserve: { numerator: 1, denominator: 10 },
      bankRef: awardId,
      amountCents: amountCents * 2,
    }),
  );
  await post(tx, fundHold(hold));
  await post(tx, awardApproved({ ...event(), awardId, amountCents, holdId: hold.id }));
  return awardId;
}
