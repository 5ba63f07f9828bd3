import { randomUUID } from 'node:crypto';
import { toDateColumn } from '../../../domain/plain-date.ts';
import { plantProvider, type PlantedProvider } from '../../support/planted-provider.ts';
import type { TestApi } from '../support.ts';
import type { Place } from './callers.ts';
import { complaintSpecimens } from './complaint-specimens.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

/** The provider at home has been admitted and offers something. */
export function makeOfferFile(api: TestApi, { allianceId, providerId }: Place): Promise<PlantedProvider> {
  return api.inAlliance((tx) => plantProvider(tx, { organisationId: providerId }), allianceId);
}

const ofProvider = (body?: unknown): Specimen => ({
  names: 'owner',
  make: ({ home }) => ({
    params: { organisationId: home.providerId },
    ...(body === undefined ? {} : { body }),
  }),
});

const ofService = (body: (world: World) => unknown): Specimen => ({
  names: 'owner',
  make: (world) => ({ params: { serviceId: world.offer.serviceId }, body: body(world) }),
});

const service = {
  category: 'culture',
  name: 'Laboratorio di prova',
  unit: 'session',
  unitPriceCents: 1_500,
  vatTreatment: 'exempt',
  taxLetters: ['f'],
  minutes: 90,
  sessions: 1,
  capacity: 12,
};

async function makePriceChange({ api, home, offer, insiders }: World): Promise<string> {
  const row = await api.inAlliance(
    (tx) =>
      tx.db.priceChange.create({
        data: {
          allianceId: tx.allianceId,
          serviceId: offer.serviceId,
          unitPriceCents: 2_100,
          effectiveOn: new Date(
            toDateColumn('2150-01-01').getTime() + Math.floor(Math.random() * 15_000) * 86_400_000,
          ),
          announcedBy: insiders.provider.accountId,
          announcedAt: tx.now,
        },
      }),
    home.allianceId,
  );
  return row.id;
}

async function makeProposal({ api, home, offer, insiders }: World): Promise<string> {
  const row = await api.inAlliance(
    (tx) =>
      tx.db.serviceProposal.create({
        data: {
          allianceId: tx.allianceId,
          organisationId: home.providerId,
          category: 'culture',
          content: { ...service, placeIds: [offer.placeIds[0]!] },
          proposedBy: insiders.provider.accountId,
          createdAt: tx.now,
        },
      }),
    home.allianceId,
  );
  return row.id;
}

/** Somebody who works for the provider at home and is none of the cast. */
async function makeColleague({ api, home }: World): Promise<string> {
  const row = await api.inAlliance(
    (tx) =>
      tx.db.account.create({
        data: {
          allianceId: tx.allianceId,
          organisationId: home.providerId,
          label: 'Prova',
          email: `${randomUUID()}@example.org`,
          roles: ['provider'],
          responsible: false,
          createdAt: tx.now,
        },
      }),
    home.allianceId,
  );
  return row.id;
}

const colleague = (body?: unknown): Specimen => ({
  names: 'owner',
  make: async (world) => ({
    params: { accountId: await makeColleague(world) },
    ...(body === undefined ? {} : { body }),
  }),
});

/** Who offers what, found by everybody in the alliance; changed by the provider's own people. */
export const offerSpecimens: Specimens = {
  searchDirectory: { names: 'nothing', make: () => ({ query: 'comune=016058' }) },
  getDirectoryProvider: {
    names: 'alliance',
    make: ({ home }) => ({ params: { organisationId: home.providerId } }),
  },
  getOffer: ofProvider(),
  openPlace: ofProvider({
    name: 'Sede nuova',
    comuneIstat: '016058',
    address: 'Via Nuova 2',
    latitude: null,
    longitude: null,
  }),
  closePlace: {
    names: 'owner',
    make: ({ offer }) => ({ params: { placeId: offer.placeIds[0]! }, body: { closedOn: '2199-01-01' } }),
  },
  withdrawService: ofService(() => ({ withdrawnOn: '2199-01-01' })),
  placeService: ofService(({ offer }) => ({ placeIds: [offer.placeIds[0]] })),
  setTaxLetters: { ...ofService(() => ({ taxLetters: ['fTer'] })), names: 'alliance' },
  announcePrice: ofService(() => ({ unitPriceCents: 2_200, effectiveOn: '2198-01-01' })),
  cancelPriceChange: {
    names: 'owner',
    make: async (world) => ({ params: { priceChangeId: await makePriceChange(world) } }),
  },
  listProposals: { names: 'nothing', make: () => ({}) },
  proposeService: {
    names: 'owner',
    make: ({ home, offer }) => ({
      params: { organisationId: home.providerId },
      body: { ...service, placeIds: [offer.placeIds[0]] },
    }),
  },
  decideProposal: {
    names: 'alliance',
    make: async (world) => ({
      params: { proposalId: await makeProposal(world) },
      body: { outcome: 'refuse', reason: 'prova' },
    }),
  },
  withdrawProposal: {
    names: 'owner',
    make: async (world) => ({ params: { proposalId: await makeProposal(world) } }),
  },
  placeOrder: {
    names: 'owner',
    make: ({ file, offer }) => ({
      params: { orderId: file.orderId },
      body: { placeId: offer.placeIds[0] },
    }),
  },
  ...complaintSpecimens,
  listProviderPeople: { names: 'nothing', make: () => ({}) },
  inviteProviderPerson: {
    names: 'nothing',
    make: () => ({
      body: {
        label: 'Prova',
        email: `${randomUUID()}@example.org`,
        locale: 'it',
        responsible: false,
        placeId: null,
      },
    }),
  },
  inviteProviderPersonAgain: colleague(),
  changeProviderPerson: colleague({ responsible: false, placeId: null }),
  revokeProviderPerson: colleague(),
};
