import { makeTillUser } from '../../../activities/till/till-user.ts';
import { holdVoucher } from '../../../activities/till/hold.ts';
import { captureHold } from '../../../activities/till/capture.ts';
import { askCorrection } from '../../../activities/till/ask-correction.ts';
import { printSlips } from '../../../activities/till/slip.ts';
import { secretsOf } from '../../../activities/voucher/secret.ts';
import { Refusal } from '../../../domain/refusal.ts';
import type { Tx } from '../../../prisma/database.ts';
import type { Redemption, TillUser, Voucher, VoucherHold } from '../../../prisma/generated/client.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

const pin = '271828';

/** Something at the till of the provider at home: a till user of today, and a voucher for the person at home. */
function atHome<T>(world: World, work: (tx: Tx, till: TillUser, voucher: Voucher) => Promise<T>): Promise<T> {
  const { api, home, offer, insiders } = world;
  return api.inAlliance(async (tx) => {
    const who = { organisationId: home.providerId, placeId: offer.placeIds[0]!, label: 'Cassa' };
    const { id } = await makeTillUser(tx, api.vault, who, pin);
    const wallet = await plantWallet(tx, {
      employerId: home.employerId,
      personId: home.personId,
      createdBy: insiders.fundOfficer.accountId,
      cents: 2_000,
    });
    const [voucher] = await plantVouchers(tx, api.vault, wallet, {
      service: { id: offer.serviceId, providerId: home.providerId, vatTreatment: 'exempt' },
      nominalCents: 2_000,
    });
    return work(tx, await tx.db.tillUser.findUniqueOrThrow({ where: { id } }), voucher!);
  }, home.allianceId);
}

async function held(tx: Tx, till: TillUser, voucher: Voucher): Promise<VoucherHold> {
  const hold = await holdVoucher(tx, till, voucher, undefined);
  if (hold instanceof Refusal) throw hold;
  return hold;
}

const ofHold = (body?: true): Specimen => ({
  names: 'owner',
  make: (world) =>
    atHome(world, async (tx, till, voucher) => {
      const { id: holdId } = await held(tx, till, voucher);
      return { params: { holdId }, ...(body ? { body: { tillUserId: till.id, pin } } : {}) };
    }),
});

const ofTillUser = (body?: object): Specimen => ({
  names: 'owner',
  make: (world) =>
    atHome(world, (_tx, { id }) =>
      Promise.resolve({ params: { tillUserId: id }, ...(body ? { body } : {}) }),
    ),
});

async function taken(tx: Tx, till: TillUser, voucher: Voucher): Promise<Redemption> {
  const { id } = await held(tx, till, voucher);
  const receipt = await captureHold(tx, till, id, undefined);
  if (receipt instanceof Refusal) throw receipt;
  return receipt.redemption;
}

/** As the provider's own account at home would have written it: of the office anybody may decide on it. */
function byProvider(tx: Tx, { insiders }: World, now = tx.now): Tx {
  return { ...tx, now, actor: { kind: 'account', id: insiders.provider.accountId } };
}

/** A blank slip of the till at home, printed before so long, and what is typed off it. */
const ofSlip = (servedAgoMs: number, more: object = {}): Specimen => ({
  names: 'owner',
  make: (world) =>
    atHome(world, async (tx, till, voucher) => {
      const { vault } = world.api;
      const of = { providerId: till.organisationId, placeId: till.placeId, count: 1 };
      const served = new Date(tx.now.getTime() - servedAgoMs);
      const { numbers } = await printSlips(byProvider(tx, world, served), vault, of);
      const { code } = await secretsOf(tx, vault, voucher.id);
      const typed = { slipNumber: numbers[0], code, servedAt: served.toISOString(), isSigned: true };
      return { body: { tillUserId: till.id, pin, ...typed, ...more } };
    }),
});

const ofCorrection = (body?: object): Specimen => ({
  names: 'owner',
  make: (world) =>
    atHome(world, async (tx, till, voucher) => {
      const redemption = await taken(tx, till, voucher);
      const asked = { rightCents: undefined, reason: 'Errore' };
      const { id } = await askCorrection(byProvider(tx, world), world.api, redemption, asked);
      return { params: { correctionId: id }, ...(body ? { body } : {}) };
    }),
});

/** The till of a provider: its own people and nobody else’s. */
export const tillSpecimens: Specimens = {
  listTillUsers: { names: 'nothing', make: () => ({}) },
  makeTillUser: {
    names: 'owner',
    namedInBody: true,
    make: ({ offer }) => ({ body: { label: 'Cassa', placeId: offer.placeIds[0], pin } }),
  },
  resetTillPin: ofTillUser({ pin: '314159' }),
  revokeTillUser: ofTillUser(),
  openTill: {
    names: 'owner',
    make: (world) => atHome(world, (_tx, till) => Promise.resolve({ body: { tillUserId: till.id, pin } })),
  },
  holdVoucher: {
    names: 'owner',
    make: (world) =>
      atHome(world, async (tx, till, voucher) => {
        const { secret } = await secretsOf(tx, world.api.vault, voucher.id);
        return { body: { tillUserId: till.id, pin, secret } };
      }),
  },
  getHold: ofHold(),
  captureHold: ofHold(true),
  releaseHold: ofHold(true),
  listRedemptions: { names: 'nothing', make: () => ({}) },
  refundRedemption: {
    names: 'owner',
    make: (world) =>
      atHome(world, async (tx, till, voucher) => {
        const { id } = await taken(tx, till, voucher);
        return { params: { redemptionId: id }, body: { tillUserId: till.id, pin } };
      }),
  },
  printPaperSlips: {
    names: 'owner',
    namedInBody: true,
    make: ({ offer }) => ({ body: { placeId: offer.placeIds[0], count: 1 } }),
  },
  readPaperSlips: {
    names: 'owner',
    make: (world) =>
      atHome(world, async (tx, { organisationId: providerId, placeId }) => {
        const of = { providerId, placeId, count: 1 };
        const { bookId } = await printSlips(byProvider(tx, world), world.api.vault, of);
        return { params: { bookId } };
      }),
  },
  enterPaperSlip: ofSlip(0),
  askLateSlip: ofSlip(3 * 86_400_000, { reason: 'Rete ferma' }),
  askCorrection: {
    names: 'owner',
    make: (world) =>
      atHome(world, async (tx, till, voucher) => ({
        params: { redemptionId: (await taken(tx, till, voucher)).id },
        body: { reason: 'Errore' },
      })),
  },
  listCorrections: { names: 'nothing', make: () => ({}) },
  getCorrection: ofCorrection(),
  approveCorrection: ofCorrection(),
  refuseCorrection: ofCorrection({ reason: 'Non risulta' }),
};
