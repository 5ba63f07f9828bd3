import { randomUUID } from 'node:crypto';
import { completeStep } from '../../activities/provider-onboarding/complete-step.ts';
import { confirmIdentity } from '../../activities/provider-onboarding/confirm-identity.ts';
import { appointRepresentative } from '../../activities/provider-onboarding/appoint-representative.ts';
import { storeDocument } from '../../activities/documents.ts';
import { openApplication } from '../../activities/provider-onboarding/open-application.ts';
import { reviewProvider } from '../../activities/provider-onboarding/review.ts';
import { settleOnboarding } from '../../activities/provider-onboarding/settle.ts';
import type { ActivityServices } from '../../activities/services.ts';
import { submitDocument } from '../../activities/provider-onboarding/submit-document.ts';
import type { NotingStep } from '../../activities/submission.ts';
import {
  completeStepInput,
  submitDocumentInput,
  type CompleteStep,
} from '../../domain/provider-onboarding-input.ts';
import type { Actor, Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import { demoAllianceId } from '../../prisma/seed/index.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { declarations, identity, nursery, papers } from './candidate.ts';
import { testActor } from './database.ts';
import { openSeededDatabase } from './seeded-database.ts';
import { seedVault as vault } from './seed.ts';

export const [chiara, marco, sara, teresa] = [
  accountId('chiara'),
  accountId('marco'),
  accountId('sara'),
  accountId('teresa'),
];

/** The demonstration on a database alone, with a clock that is moved: steps are taken by calling them. */
export async function openCandidateDesk() {
  let now = new Date('2026-06-01T08:00:00Z');
  const test = await openSeededDatabase({ clock: { now: () => Promise.resolve(now) } });
  const services = { database: test.database, vault, publicUrl: 'http://localhost' };
  const within = <T>(work: (tx: Tx) => Promise<T>, by?: string): Promise<T> => {
    const actor: Actor = by ? { kind: 'account', id: by } : testActor;
    return test.database.inAlliance(demoAllianceId, actor, work);
  };
  const desk = {
    test,
    services,
    within,
    moveTo: (instant: Date) => void (now = instant),
    invited: async () => {
      const application = {
        origin: 'invitation',
        organisationName: 'Ente di prova',
        email: `${randomUUID()}@example.org`,
        locale: 'it',
        caseworkerId: chiara,
      } as const;
      return (await within((tx) => openApplication(tx, services, application), chiara)).id;
    },
    take: (step: unknown, applicationId: string, by: string, body: unknown = {}) =>
      within((tx) => {
        const submission = { id: randomUUID(), accountId: by, tokenId: randomUUID(), params: {}, body };
        return (step as NotingStep)(tx, { ...submission, subjectId: applicationId } as never, services);
      }, by),
    says: async (id: string, said: object) => {
      const { accountId: candidate } = await desk.rowOf(id);
      return desk.take(completeStep, id, candidate, completeStepInput.parse(said) satisfies CompleteStep);
    },
    rowOf: (id: string) => within(({ db }) => db.providerApplication.findUniqueOrThrow({ where: { id } })),
    /** A file of an application, by its candidate unless it says by whom. */
    stored: async (id: string, kind = 'providerPaper', by?: string) => {
      const uploader = by ?? (await desk.rowOf(id)).accountId;
      const content = { bytes: plainPdf(['Prova']), mediaType: 'application/pdf' } as const;
      const file = { subjectKind: 'providerApplication', subjectId: id, kind, name: 'prova.pdf', content };
      return within((tx) => storeDocument(tx, vault, file), uploader);
    },
    /** Somebody looks at every paper, and accepts. */
    accepts: async (id: string, by: string = marco) => {
      const where = { applicationId: id, state: 'received' as const };
      const seen = await within(({ db }) => db.providerDocument.findMany({ where }));
      const checkedDocumentIds = seen.map(({ documentId }) => documentId);
      return desk.take(reviewProvider, id, by, { outcome: 'accept', checkedDocumentIds });
    },
    inReview: (said: Said): Promise<string> => bringToReview(desk, said),
    close: () => test.close(),
  };
  return desk;
}

interface Said {
  readonly vatNumber: string;
  readonly place?: { readonly comuneIstat: string; readonly latitude: number; readonly longitude: number };
  readonly debts?: readonly object[];
}

interface Bare {
  readonly services: ActivityServices;
  within<T>(work: (tx: Tx) => Promise<T>, by?: string): Promise<T>;
  invited(): Promise<string>;
  take(step: unknown, applicationId: string, by: string, body?: unknown): Promise<unknown>;
  says(id: string, said: object): Promise<unknown>;
  rowOf(id: string): Promise<ProviderApplication>;
  stored(id: string): Promise<string>;
}

/** Everything said and handed in, identity confirmed, representative recorded, charter signed by both. */
async function bringToReview(desk: Bare, { vatNumber, place, debts = [] }: Said): Promise<string> {
  const id = await desk.invited();
  const { accountId: candidate } = await desk.rowOf(id);
  const at = { comuneIstat: '016128', ...place };
  await desk.says(id, { ...identity, vatNumber, comuneIstat: at.comuneIstat });
  await desk.says(id, { step: 'places', places: [{ name: 'Sede', address: 'Via Prova 1', ...at }] });
  const { id: placeId } = await desk.within(({ db }) =>
    db.place.findFirstOrThrow({ where: { applicationId: id } }),
  );
  await desk.says(id, { step: 'services', services: [{ ...nursery, placeIds: [placeId] }] });
  for (const category of papers) {
    const paper = { category, documentId: await desk.stored(id), issuedOn: '2026-05-20' };
    const days = category === 'durc' ? { debts } : { validUntil: '2028-01-01' };
    await desk.take(submitDocument, id, candidate, submitDocumentInput.parse({ ...paper, ...days }));
  }
  await desk.says(id, declarations);
  await desk.says(id, { step: 'iban', iban: 'IT60X0542811101000000123456' });
  await desk.take(confirmIdentity, id, chiara, { knownOrganisationId: null });
  await desk.take(appointRepresentative, id, sara);
  await signAsBoth(desk, id);
  return id;
}

/** The charter as if both had signed it: how that is done has tests of its own. */
async function signAsBoth(desk: Bare, id: string): Promise<void> {
  const { charterSigningId } = await desk.rowOf(id);
  const documentId = await desk.stored(id);
  await desk.within(async (tx) => {
    const { now } = tx;
    const evidence = { textHash: 'test', method: 'code', evidenceSealed: new Uint8Array(1), documentId };
    const countersigned = { countersignedBy: marco, countersignedAt: now, closedAt: now };
    const signing = { where: { id: charterSigningId! } };
    await tx.db.charterSigning.update({
      ...signing,
      data: { ...evidence, state: 'signed', signedBy: chiara, signedAt: now },
    });
    await tx.db.charterSigning.update({ ...signing, data: { ...countersigned, state: 'countersigned' } });
    await settleOnboarding(tx, desk.services, id);
  });
}

export type CandidateDesk = Awaited<ReturnType<typeof openCandidateDesk>>;
