import { comune, makeDocument, makeHousehold, makePerson, onePixel } from '../world.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

const nothing: Specimen = { names: 'nothing', make: () => ({}) };
const ofPerson = (call: { body?: unknown; query?: string } = {}): Specimen => ({
  names: 'owner',
  make: ({ home }) => ({ params: { personId: home.personId }, ...call }),
});
const ofDocument = (query = ''): Specimen => ({
  names: 'owner',
  make: async (world) => ({ params: { documentId: await ownDocument(world) }, query }),
});

function ownDocument({ api, home }: World): Promise<string> {
  return makeDocument(api, { kind: 'person', id: home.personId }, home.allianceId);
}

const newPerson = {
  givenName: 'Prova',
  familyName: 'Inventati',
  birthDate: '1980-01-01',
  comuneIstat: comune,
};

/** People, households, jobs, relations, documents, organisations. */
export const peopleSpecimens: Specimens = {
  createPerson: { names: 'nothing', make: () => ({ body: newPerson }) },
  searchPeople: {
    names: 'nothing',
    make: ({ home }) => ({ body: { by: 'name', reason: 'desk', name: home.givenName } }),
  },
  getPerson: ofPerson({ query: 'reason=check' }),
  changePerson: ofPerson({ body: { phone: '000' } }),
  erasePerson: {
    names: 'alliance',
    make: async ({ api, home }) => ({
      params: { personId: await makePerson(api, { allianceId: home.allianceId }) },
      body: { ground: 'request' },
    }),
  },
  recordPersonDeath: {
    names: 'alliance',
    make: async ({ api, home }) => ({
      params: { personId: await makePerson(api, { allianceId: home.allianceId }) },
      body: { diedOn: '2026-06-01' },
    }),
  },
  createHousehold: {
    names: 'alliance',
    make: async ({ api, home }) => ({
      body: {
        comuneIstat: comune,
        members: [
          {
            personId: await makePerson(api, { allianceId: home.allianceId }),
            joinedOn: '2020-01-01',
          },
        ],
      },
    }),
  },
  listHouseholds: nothing,
  getHousehold: { names: 'owner', make: ({ home }) => ({ params: { householdId: home.householdId } }) },
  joinHousehold: {
    names: 'alliance',
    make: async ({ api, home }) => ({
      params: { householdId: await makeHousehold(api, [], home.allianceId) },
      body: {
        personId: await makePerson(api, { allianceId: home.allianceId }),
        joinedOn: '2020-01-01',
      },
    }),
  },
  leaveHousehold: {
    names: 'alliance',
    make: async ({ api, home }) => {
      const personId = await makePerson(api, { allianceId: home.allianceId });
      const householdId = await makeHousehold(api, [personId], home.allianceId);
      return { params: { householdId, personId }, body: { leftOn: '2021-01-01' } };
    },
  },
  recordEmployment: {
    names: 'alliance',
    make: async ({ api, home }) => ({
      body: {
        personId: await makePerson(api, { allianceId: home.allianceId }),
        organisationId: home.employerId,
        startedOn: '2020-01-01',
      },
    }),
  },
  endEmployment: {
    names: 'alliance',
    make: async ({ api, home }) => {
      const { allianceId, employerId: organisationId } = home;
      const personId = await makePerson(api, { allianceId });
      const startedOn = new Date('2020-01-01');
      const row = await api.inAlliance(
        (tx) => tx.db.employment.create({ data: { allianceId, personId, organisationId, startedOn } }),
        allianceId,
      );
      return { params: { employmentId: row.id }, body: { endedOn: '2021-01-01' } };
    },
  },
  listEmployments: ofPerson({ query: 'reason=check' }),
  createRelation: {
    names: 'alliance',
    make: async (world) => ({
      body: {
        kind: 'delegate',
        personId: world.home.personId,
        representativeId: await makePerson(world.api, { allianceId: world.home.allianceId }),
        documentId: await ownDocument(world),
        validFrom: '2020-01-01',
        expiresOn: '2020-12-31',
      },
    }),
  },
  listRelations: nothing,
  revokeRelation: {
    names: 'owner',
    make: async (world) => {
      const { api, home } = world;
      const representativeId = await makePerson(api, { allianceId: home.allianceId });
      const documentId = await ownDocument(world);
      const row = await api.inAlliance(
        (tx) =>
          tx.db.relation.create({
            data: {
              allianceId: home.allianceId,
              kind: 'delegate',
              personId: home.personId,
              representativeId,
              documentId,
              validFrom: new Date('2020-01-01'),
              expiresOn: new Date('2020-12-31'),
              createdAt: tx.now,
            },
          }),
        home.allianceId,
      );
      return { params: { relationId: row.id } };
    },
  },
  uploadDocument: {
    names: 'owner',
    make: ({ home }) => {
      const form = new FormData();
      form.set('subjectKind', 'person');
      form.set('subjectId', home.personId);
      form.set('kind', 'other');
      form.set('file', new Blob([onePixel]), 'prova.png');
      return { raw: form };
    },
  },
  listDocuments: {
    names: 'owner',
    make: ({ home }) => ({ query: `subjectKind=person&subjectId=${home.personId}` }),
  },
  getDocument: ofDocument(),
  downloadDocument: ofDocument('reason=check'),
  listComuni: nothing,
  listForms: nothing,
  getForm: { names: 'nothing', make: () => ({ params: { form: 'prisma-7' } }) },
  listOrganisations: nothing,
  getOrganisation: {
    names: 'owner',
    alsoFor: ['citizen', 'employee'],
    notFor: ['employer', 'candidate'],
    make: ({ home }) => ({ params: { organisationId: home.providerId } }),
  },
  createOrganisation: {
    names: 'nothing',
    make: () => ({ body: { name: 'Ente di prova', roles: ['school'], comuneIstat: comune } }),
  },
  changeOrganisation: {
    names: 'alliance',
    make: ({ home }) => ({ params: { organisationId: home.employerId }, body: { legalForm: 'srl' } }),
  },
};
