import { randomUUID } from 'node:crypto';
import { completeStep } from '../../activities/provider-onboarding/complete-step.ts';
import { confirmIdentity } from '../../activities/provider-onboarding/confirm-identity.ts';
import { appointRepresentative } from '../../activities/provider-onboarding/appoint-representative.ts';
import { storeDocument } from '../../activities/documents.ts';
import { openApplication } from '../../activities/provider-onboarding/open-application.ts';
import { settleOnboarding } from '../../activities/provider-onboarding/settle.ts';
import { submitDocument } from '../../activities/provider-onboarding/submit-document.ts';
import type { NotingStep } from '../../activities/submission.ts';
import {
  completeStepInput,
  submitDocumentInput,
  type CompleteStep,
} from '../../domain/provider-onboarding-input.ts';
import type { Actor, Tx } from '../../prisma/database.ts';
import { demoAllianceId, seedDemo } from '../../prisma/seed/index.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { declarations, identity, nursery, papers } from './candidate.ts';
import { openTestDatabase, testActor } from './database.ts';
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
  const test = await openTestDatabase({ clock: { now: () => Promise.resolve(now) } });
  await seedDemo({ database: test.database, vault });
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
    invited: () =>
      within(
        (tx) =>
          openApplication(tx, services, {
            origin: 'invitation',
            organisationName: 'Ente di prova',
            email: `${randomUUID()}@example.org`,
            locale: 'it',
            caseworkerId: chiara,
          }),
        chiara,
      ).then(({ id }) => id),
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
    /** Everything said and handed in, identity confirmed, representative recorded, charter signed by both. */
    async inReview(said: { vatNumber: string; place?: object; debts?: object[] }): Promise<string> {
      const id = await desk.invited();
      const { accountId: candidate } = await desk.rowOf(id);
      await desk.says(id, { ...identity, vatNumber: said.vatNumber });
      const place = { name: 'Sede', comuneIstat: '016128', address: 'Via Prova 1', ...said.place };
      if (said.place)
        await desk.says(id, { ...identity, vatNumber: said.vatNumber, comuneIstat: place.comuneIstat });
      await desk.says(id, { step: 'places', places: [place] });
      const { id: placeId } = await within(({ db }) =>
        db.place.findFirstOrThrow({ where: { applicationId: id } }),
      );
      await desk.says(id, { step: 'services', services: [{ ...nursery, placeIds: [placeId] }] });
      for (const category of papers) {
        const documentId = await desk.stored(id);
        const paper = { category, documentId, issuedOn: '2026-05-20', debts: said.debts ?? [] };
        const body = submitDocumentInput.parse(
          category === 'durc' ? paper : { ...paper, debts: [], validUntil: '2028-01-01' },
        );
        await desk.take(submitDocument, id, candidate, body);
      }
      await desk.says(id, declarations);
      await desk.says(id, { step: 'iban', iban: 'IT60X0542811101000000123456' });
      await desk.take(confirmIdentity, id, chiara, { knownOrganisationId: null });
      await desk.take(appointRepresentative, id, sara);
      await desk.signed(id);
      return id;
    },
    stored: (id: string) =>
      within((tx) =>
        storeDocument(tx, vault, {
          subjectKind: 'providerApplication',
          subjectId: id,
          kind: 'providerPaper',
          name: 'prova.pdf',
          content: { bytes: plainPdf(['Prova']), mediaType: 'application/pdf' },
        }),
      ),
    /** The charter as if both had signed it: how that is done has tests of its own. */
    async signed(id: string): Promise<void> {
      const { charterSigningId } = await desk.rowOf(id);
      const documentId = await desk.stored(id);
      await within(async (tx) => {
        const signing = { where: { id: charterSigningId! } };
        await tx.db.charterSigning.update({
          ...signing,
          data: {
            state: 'signed',
            textHash: 'test',
            method: 'code',
            signedBy: chiara,
            signedAt: tx.now,
            evidenceSealed: new Uint8Array(1),
            documentId,
          },
        });
        await tx.db.charterSigning.update({
          ...signing,
          data: {
            state: 'countersigned',
            countersignedBy: marco,
            countersignedAt: tx.now,
            closedAt: tx.now,
          },
        });
        await settleOnboarding(tx, services, id);
      });
    },
    close: () => test.close(),
  };
  return desk;
}

export type CandidateDesk = Awaited<ReturnType<typeof openCandidateDesk>>;
