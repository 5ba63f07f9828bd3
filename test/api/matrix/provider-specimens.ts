import { randomUUID } from 'node:crypto';
import { storeDocument } from '../../../activities/documents.ts';
import { openApplication } from '../../../activities/provider-onboarding/open-application.ts';
import { plainPdf } from '../../../prisma/seed/plain-pdf.ts';
import type { TestApi } from '../support.ts';
import type { Cast, Place } from './callers.ts';
import type { Call, Specimen, Specimens, World } from './specimen.ts';

/** What there is of candidates at home: an application of the provider's, confirmed, and a suggestion of the person's. */
export interface ProviderFile {
  readonly applicationId: string;
  readonly documentId: string;
  readonly suggestionId: string;
  readonly slug: string;
}

export async function makeProviderFile(
  api: TestApi,
  { allianceId, providerId, personId }: Place,
  { candidate, caseworker, citizen }: Cast,
): Promise<ProviderFile> {
  const alliances = await api.services.database.gate.alliances();
  const { slug } = alliances.find(({ id }) => id === allianceId)!;
  const rows = await api.inAlliance(async (tx) => {
    const { id: applicationId } = await openApplication(tx, api.services, {
      origin: 'invitation',
      organisationName: 'Ente di prova',
      email: `${randomUUID()}@example.org`,
      locale: 'it',
      caseworkerId: caseworker.accountId,
    });
    const contact = {
      contactName: 'Prova Estesa',
      representative: { name: 'Prova Estesa', taxCode: 'RSSMRA80A01H501U', email: 'prova@example.org' },
    };
    const key = { kind: 'providerApplication', id: applicationId } as const;
    const contactSealed = await api.vault.seal(tx, key, 'contact', contact);
    await tx.db.providerApplication.update({
      where: { id: applicationId },
      data: { organisationId: providerId, contactSealed },
    });
    const documentId = await storeDocument(tx, api.vault, {
      subjectKind: 'providerApplication',
      subjectId: applicationId,
      kind: 'providerPaper',
      name: 'polizza.pdf',
      content: { bytes: plainPdf(['Polizza']), mediaType: 'application/pdf' },
    });
    const suggestionId = randomUUID();
    const person = { kind: 'person', id: personId } as const;
    await tx.db.providerSuggestion.create({
      data: {
        id: suggestionId,
        allianceId,
        suggestedBy: citizen.accountId,
        personId,
        sealed: await api.vault.seal(tx, person, `suggestion/${suggestionId}`, {
          organisationName: 'Bottega di prova',
          contact: null,
          reason: null,
        }),
        category: 'proximityShop',
        createdAt: tx.now,
      },
    });
    return { applicationId, documentId, suggestionId };
  }, allianceId);
  await ownedBy(api, rows.applicationId, candidate.accountId);
  return { ...rows, slug };
}

/** The insider goes on with it: set around the guard, by which an application never changes hands. */
async function ownedBy(api: TestApi, applicationId: string, accountId: string): Promise<void> {
  const superuser = await api.test.superuser();
  await superuser.query("SET session_replication_role = 'replica'");
  await superuser.query('UPDATE provider_application SET account_id = $2 WHERE id = $1', [
    applicationId,
    accountId,
  ]);
  await superuser.query("SET session_replication_role = 'origin'");
}

const nothing: Specimen = { names: 'nothing', make: () => ({}) };

const application = (call: Call = {}): Specimen => ({
  names: 'owner',
  make: ({ providers }) => ({ params: { applicationId: providers.applicationId }, ...call }),
});

const suggestion = (call: Call = {}): Specimen => ({
  names: 'owner',
  make: ({ providers }) => ({ params: { suggestionId: providers.suggestionId }, ...call }),
});

/** Somebody unknown, each time from elsewhere: one address may knock ten times an hour. */
const knock = (body: (world: World) => object): Specimen => ({
  names: 'nothing',
  make: (world) => ({
    body: { alliance: world.providers.slug, email: `${randomUUID()}@example.org`, ...body(world) },
    headers: { 'x-forwarded-for': `2001:db8::${randomUUID().slice(0, 4)}:${randomUUID().slice(0, 4)}` },
  }),
});

function aFile(): FormData {
  const form = new FormData();
  form.set('kind', 'providerPaper');
  form.set('file', new Blob([plainPdf(['Prova'])]), 'prova.pdf');
  return form;
}

/** Becoming a provider: the open door, the application, its steps and files, invitations and suggestions. */
export const providerSpecimens: Specimens = {
  listAlliances: { names: 'nothing', make: () => ({}) },
  applyAsProvider: knock(() => ({ organisationName: 'Ente che bussa', locale: 'it' })),
  requestApplicationLink: knock(() => ({})),
  listProviderApplications: nothing,
  getProviderApplication: application(),
  getCandidateContact: application({ query: 'reason=check' }),
  getCandidateDeclarations: application({ query: 'reason=check' }),
  listProviderDecisions: application(),
  completeStep: application({ body: { step: 'iban', iban: 'IT60X0542811101000000123456' } }),
  submitDocument: application({
    body: { category: 'insurance', documentId: randomUUID(), issuedOn: '2026-01-01', debts: [] },
  }),
  confirmIdentity: application({ body: { knownOrganisationId: null } }),
  appointRepresentative: application(),
  grantWaiver: application({
    body: { category: 'sports', from: '2198-01-01', until: '2198-02-01', reason: 'prova' },
  }),
  requestCorrection: application({
    body: { corrections: [{ step: 'iban', fields: ['iban'], note: 'prova' }] },
  }),
  reviewProvider: application({ body: { outcome: 'accept' } }),
  requestAgreementCode: application(),
  signAgreement: application({
    body: { textHash: '0'.repeat(64), typedName: 'Prova Estesa', code: '123456' },
  }),
  uploadSignedAgreement: {
    names: 'owner',
    make({ providers: { applicationId } }) {
      const raw = new FormData();
      raw.set('file', new Blob([plainPdf(['Convenzione'])]), 'convenzione.pdf');
      return { params: { applicationId }, raw };
    },
  },
  countersignAgreement: application(),
  recordAgreement: application({ body: { documentId: randomUUID(), signedOn: '2026-01-01' } }),
  withdrawApplication: application(),
  uploadCandidateFile: {
    names: 'owner',
    make: ({ providers }) => ({ params: { applicationId: providers.applicationId }, raw: aFile() }),
  },
  readCandidateFile: {
    names: 'owner',
    make: ({ providers: { applicationId, documentId } }) => ({
      params: { applicationId, documentId },
      query: 'reason=check',
    }),
  },
  inviteProvider: {
    names: 'nothing',
    make: () => ({
      body: { organisationName: 'Ente invitato', email: `${randomUUID()}@example.org`, locale: 'it' },
    }),
  },
  sendCandidateLink: application(),
  suggestProvider: {
    names: 'nothing',
    make: () => ({ body: { organisationName: 'Bottega', category: 'proximityShop' } }),
  },
  listProviderSuggestions: nothing,
  getProviderSuggestion: suggestion({ query: 'reason=check' }),
  declineProviderSuggestion: suggestion(),
};
