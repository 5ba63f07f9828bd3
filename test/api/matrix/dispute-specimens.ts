import { randomUUID } from 'node:crypto';
import { storeDocument } from '../../../activities/documents.ts';
import { toDateColumn } from '../../../domain/plain-date.ts';
import { plainPdf } from '../../../prisma/seed/plain-pdf.ts';
import type { Redemption } from '../../../prisma/generated/client.ts';
import { plantRedemptions, plantTill } from '../../support/planted-redemption.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import { onePixel } from '../world.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

/** What the provider at home took with a voucher of the person at home. */
function taken({ api, home, insiders, offer }: World): Promise<Redemption> {
  return api.inAlliance(async (tx) => {
    const wallet = await plantWallet(tx, {
      employerId: home.employerId,
      personId: home.personId,
      createdBy: insiders.fundOfficer.accountId,
      cents: 2_000,
    });
    const service = { id: offer.serviceId, providerId: home.providerId, vatTreatment: 'exempt' as const };
    const vouchers = await plantVouchers(tx, api.vault, wallet, { service, nominalCents: 2_000 });
    const provider = { ...offer, organisationId: home.providerId };
    const till = { provider, tillUserId: await plantTill(tx, provider) };
    const [redemption] = await plantRedemptions(tx, till, vouchers, 40);
    return redemption!;
  }, home.allianceId);
}

interface Dispute {
  readonly disputeId: string;
  readonly documentId: string;
}

/** A dispute about it, opened by the person at home, with evidence; answered or not, or decided. */
async function disputed(world: World, how: 'open' | 'answered' | 'decided'): Promise<Dispute> {
  const { api, home, insiders } = world;
  const redemption = await taken(world);
  return api.inAlliance(async (tx) => {
    const disputeId = randomUUID();
    const key = { kind: 'person', id: home.personId } as const;
    const seal = (part: string) => api.vault.seal(tx, key, `voucherDispute/${disputeId}/${part}`, 'prova');
    const about = { subjectKind: 'voucherDispute', subjectId: disputeId };
    const content = { bytes: plainPdf(['Prova']), mediaType: 'application/pdf' as const };
    const paper = { ...about, name: 'prova.pdf', content };
    const answer = {
      answerSealed: await seal('answer'),
      agrees: false,
      answeredBy: insiders.provider.accountId,
      answeredAt: tx.now,
    };
    const decision = {
      state: 'forProvider' as const,
      grantedCents: 0,
      reasonsSealed: await seal('reasons'),
      letterDocumentId: await storeDocument(tx, api.vault, { ...paper, kind: 'disputeDecision' }),
      decidedBy: insiders.caseworker.accountId,
      decidedAt: tx.now,
    };
    await tx.db.voucherDispute.create({
      data: {
        id: disputeId,
        allianceId: tx.allianceId,
        code: `CB-${disputeId}`,
        redemptionId: redemption.id,
        voucherId: redemption.voucherId,
        providerId: home.providerId,
        holderId: home.personId,
        reason: 'notDelivered',
        amountCents: 2_000,
        textSealed: await seal('text'),
        openedBy: insiders.citizen.accountId,
        openedAt: tx.now,
        answerDueOn: toDateColumn('2199-01-01'),
        decisionWorkingDays: 10,
        ...(how === 'open' ? {} : { ...answer, state: 'answered' }),
        ...(how === 'decided' ? decision : {}),
      },
    });
    const actor = { kind: 'account', id: insiders.citizen.accountId } as const;
    const evidence = { ...paper, kind: 'disputeEvidence' };
    return { disputeId, documentId: await storeDocument({ ...tx, actor }, api.vault, evidence) };
  }, home.allianceId);
}

const ofDispute = (how: Parameters<typeof disputed>[1], more: object = {}): Specimen => ({
  names: 'owner',
  make: async (world) => {
    const { disputeId } = await disputed(world, how);
    return { params: { disputeId }, ...more };
  },
});
const why = 'reason=complaint';

/** Whoever held the voucher and the provider that took it; of the office caseworkers. */
export const disputeSpecimens: Specimens = {
  listVoucherRedemptions: {
    names: 'owner',
    make: ({ vouchers }) => ({ params: { voucherId: vouchers.voucherId }, query: why }),
  },
  openVoucherDispute: {
    names: 'owner',
    make: async (world) => {
      const { id: redemptionId, voucherId } = await taken(world);
      return { params: { voucherId }, body: { redemptionId, reason: 'notDelivered', text: 'prova' } };
    },
  },
  listVoucherDisputes: { names: 'nothing', make: () => ({}) },
  getVoucherDispute: ofDispute('answered', { query: why }),
  answerVoucherDispute: ofDispute('open', { body: { agrees: false, text: 'prova' } }),
  withdrawVoucherDispute: ofDispute('open'),
  decideVoucherDispute: ofDispute('answered', { body: { outcome: 'forHolder', reasons: 'prova' } }),
  readDisputeDecision: ofDispute('decided', { query: why }),
  addDisputeEvidence: {
    names: 'owner',
    make: async (world) => {
      const { disputeId } = await disputed(world, 'open');
      const raw = new FormData();
      raw.set('file', new Blob([onePixel]), 'prova.png');
      return { params: { disputeId }, raw };
    },
  },
  readDisputeEvidence: {
    names: 'owner',
    make: async (world) => ({ params: { ...(await disputed(world, 'open')) }, query: why }),
  },
};
