import { captureHold } from '../../activities/till/capture.ts';
import { holdVoucher } from '../../activities/till/hold.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Redemption } from '../../prisma/generated/client.ts';
import { fundClawback, fundPledged, providerPayable, providerReceivable } from '../../ledger/accounts.ts';
import { startApi, type Caller, type Reply, type TestApi } from '../api/support.ts';
import { makeDocument, onePixel } from '../api/world.ts';
import { okOrThrow, openSettlement, type PaidProvider } from './settlement-desk.ts';
import { shipAlone } from './shipped-alone.ts';

export const complaint = { reason: 'notDelivered', text: 'La lezione non c’è stata.' };
export const forHolder = { outcome: 'forHolder', reasons: 'Il registro della scuola è vuoto.' };
export const forProvider = { outcome: 'forProvider', reasons: 'Il registro porta la firma.' };

/** Where one dispute, or a step of it, is. */
export const at = (id: string, step = '') => `/v1/voucher-disputes/${id}${step}`;

type Api = Awaited<ReturnType<typeof startApi>>;
type Desk = Awaited<ReturnType<typeof openSettlement>>;

/** Providers that are paid, with somebody whose vouchers they take and a caseworker. */
export async function openDisputes() {
  const api = await startApi();
  const desk = await openSettlement(api);
  const holder = await api.signIn('employee', { personId: desk.wallet.personId });
  const caseworker = await api.signIn('caseworker');
  await shipAlone(api, ['voucher-dispute', 'fund-contribution'], {
    author: desk.administrator,
    publisher: caseworker,
  });

  const dispute = (redemption: Redemption, more: object = {}, by = holder): Promise<Reply> =>
    by.post(`/v1/vouchers/${redemption.voucherId}/disputes`, {
      redemptionId: redemption.id,
      ...complaint,
      ...more,
    });
  return {
    api,
    desk,
    holder,
    caseworker,
    dispute,
    /** Its id. */
    opened: async (redemption: Redemption, more: object = {}, by = holder) =>
      (await okOrThrow(dispute(redemption, more, by))).body['disputeId'] as string,
    staffOf: ({ organisationId }: PaidProvider) => api.signIn('provider', { organisationId }),
    answer: (provider: Caller, id: string, agrees = false) =>
      provider.post(at(id, '/answer'), { agrees, text: 'La lezione c’è stata.' }),
    decide: (id: string, decision: object, by = caseworker) => by.post(at(id, '/decision'), decision),
    hand,
    voucherOf: ({ voucherId: id }: Redemption) =>
      api.inAlliance(({ db }) => db.voucher.findUniqueOrThrow({ where: { id } })),
    actsFor: (representativeId: string, personId: string) => representedBy(api, representativeId, personId),
    /** What the audit trail says of who opened the decision. */
    openingsOfDecision: (id: string) =>
      api.inAlliance(async ({ db }) => {
        const { letterDocumentId } = await db.voucherDispute.findUniqueOrThrow({ where: { id } });
        return db.audit.findMany({ where: { subjectId: letterDocumentId! } });
      }),
    /** What of a provider's accounts some work changes, in cents, where it changes anything. */
    moved: async ({ organisationId }: PaidProvider, work: () => Promise<unknown>) => {
      const accounts = {
        payable: providerPayable(organisationId),
        pledged: fundPledged,
        receivable: providerReceivable(organisationId),
        clawback: fundClawback(organisationId),
      };
      const read = () => Promise.all(Object.values(accounts).map((account) => desk.balance(account)));
      const before = await read();
      await work();
      const after = await read();
      const changes = Object.keys(accounts).map((name, nth) => [name, after[nth]! - before[nth]!] as const);
      return Object.fromEntries(changes.filter(([, cents]) => cents !== 0));
    },
    /** What the provider would be paid of a batch drawn up now. */
    owedTo: async ({ organisationId }: PaidProvider): Promise<number> => {
      const { body } = await desk.drawer.get('/v1/settlement/dry-run');
      const items = body['items'] as { providerId: string; amountCents: number }[];
      return items.find(({ providerId }) => providerId === organisationId)?.amountCents ?? 0;
    },
    ...around(api),
    ...careless(api, desk),
  };
}

/** What is taken and told around disputes. */
function around(api: Api) {
  return {
    /** Some of a voucher that is spent in parts, taken at the provider's till. */
    takesPart: ({ tillUserId }: PaidProvider, voucherId: string, cents: number): Promise<Redemption> =>
      api.inAlliance(async (tx) => {
        const till = await tx.db.tillUser.findUniqueOrThrow({ where: { id: tillUserId } });
        const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } });
        const hold = orThrow(await holdVoucher(tx, till, voucher, cents));
        return orThrow(await captureHold(tx, till, hold.id, undefined)).redemption;
      }),
    mailsTo: (recipientId: string, subjectId: string) =>
      api.inAlliance(async ({ db }) => {
        const rows = await db.mail.findMany({ where: { recipientId, subjectId }, orderBy: { id: 'asc' } });
        return rows.map(({ template }) => template);
      }),
  };
}

function hand(by: Caller, id: string): Promise<Reply> {
  const raw = new FormData();
  raw.set('file', new Blob([onePixel]), 'foto.png');
  return by.request('POST', at(id, '/evidence'), { raw });
}

/** What a service would do that does not ask: the database is asked in its place. */
function careless(api: Api, desk: Desk) {
  return {
    /** As an export that does not ask. */
    leaves: (batchId: string): Promise<unknown> =>
      api.inAlliance(async ({ db, now }) => {
        const { accountId: exportedBy } = desk.drawer;
        const exported = { exportedBy, exportedAt: now, debtorName: 'x', debtorIban: 'x' };
        await db.settlementBatch.update({ where: { id: batchId }, data: { state: 'exported', ...exported } });
        await db.settlementItem.updateMany({ where: { batchId }, data: { state: 'sent' } });
      }),
    /** As a batch that does not ask. */
    plan: (batchId: string, { id: redemptionId }: Redemption): Promise<unknown> =>
      api.inAlliance(async ({ db, allianceId }) => {
        const item = await db.settlementItem.findFirstOrThrow({ where: { batchId } });
        await db.settlementLine.create({
          data: { allianceId, itemId: item.id, redemptionId, amountCents: 1 },
        });
      }),
  };
}

export type Disputes = Awaited<ReturnType<typeof openDisputes>>;

/** From this year on a tutor by a document in force. */
async function representedBy(api: TestApi, representativeId: string, personId: string): Promise<void> {
  const documentId = await makeDocument(api, { kind: 'person', id: personId });
  const who = { kind: 'tutor', personId, representativeId, documentId } as const;
  await api.inAlliance(({ db, allianceId, now: createdAt }) =>
    db.relation.create({ data: { ...who, allianceId, validFrom: new Date('2026-01-01'), createdAt } }),
  );
}

function orThrow<T>(outcome: T | Refusal): T {
  if (outcome instanceof Refusal) throw outcome;
  return outcome;
}
