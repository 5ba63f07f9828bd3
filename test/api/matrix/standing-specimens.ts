import { addDays, toDateColumn } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import { admitProvider, providerFile } from '../../support/admitted-provider.ts';
import type { TestApi } from '../support.ts';
import type { Cast, Place } from './callers.ts';
import { onePixel } from '../world.ts';
import type { Specimen, Specimens } from './specimen.ts';

/** What there is of an admitted provider: a paper with its file, a waiver, and a revocation that was decided. */
export interface StandingFile {
  readonly fileId: string;
  readonly paperId: string;
  readonly waiverId: string;
}

export function makeStandingFile(
  api: TestApi,
  { allianceId, providerId }: Place,
  { provider, caseworker }: Cast,
  decider: string,
): Promise<StandingFile> {
  return api.inAlliance(async (tx) => {
    const today = toPlainDate(tx.now);
    const { admissionId } = await admitProvider(tx, { ends: {}, organisationId: providerId });
    const fileId = await providerFile(tx, api.vault, admissionId);
    const paper = await tx.db.providerDocument.create({
      data: {
        allianceId,
        organisationId: providerId,
        category: 'durc',
        documentId: fileId,
        issuedOn: toDateColumn(today),
        validUntil: toDateColumn(addDays(today, 120)),
        submittedBy: provider.accountId,
        createdAt: tx.now,
      },
    });
    await tx.db.revocation.create({
      data: {
        allianceId,
        admissionId,
        state: 'decided',
        reasonCode: 'seriousBreach',
        wordsSealed: new Uint8Array(1),
        proposedBy: caseworker.accountId,
        proposedAt: tx.now,
        decidedBy: decider,
        decidedAt: tx.now,
        effectiveOn: toDateColumn(addDays(today, 31)),
        letterDocumentId: fileId,
      },
    });
    await tx.db.offeredService.create({
      data: {
        allianceId,
        organisationId: providerId,
        category: 'transport',
        name: 'Accompagnamento',
        unit: 'trip',
        unitPriceCents: 1_500,
        vatTreatment: 'exempt',
        taxLetters: ['fTer'],
        createdAt: tx.now,
      },
    });
    const waiver = await tx.db.proximityWaiver.create({
      data: {
        allianceId,
        organisationId: providerId,
        category: 'transport',
        fromDate: toDateColumn(today),
        untilDate: toDateColumn(addDays(today, 30)),
        reasonSealed: new Uint8Array(1),
        grantedBy: decider,
        createdAt: tx.now,
      },
    });
    return { fileId, paperId: paper.id, waiverId: waiver.id };
  }, allianceId);
}

const ofProvider = (call: { body?: object; query?: string } = {}): Specimen => ({
  names: 'owner',
  make: ({ home }) => ({ params: { organisationId: home.providerId }, ...call }),
});

/** Where an admitted provider stands, its papers, and how it ends. */
export const standingSpecimens: Specimens = {
  getProviderStanding: ofProvider(),
  uploadProviderFile: {
    names: 'owner',
    make: ({ home }) => {
      const form = new FormData();
      form.set('file', new Blob([onePixel]), 'prova.png');
      return { params: { organisationId: home.providerId }, raw: form };
    },
  },
  readProviderDocument: {
    names: 'owner',
    make: ({ home, standing }) => ({
      params: { organisationId: home.providerId, providerDocumentId: standing.paperId },
      query: 'reason=check',
    }),
  },
  readRevocationLetter: ofProvider(),
  renewDocument: {
    names: 'owner',
    make: ({ home, standing }) => ({
      params: { organisationId: home.providerId },
      body: { category: 'durc', documentId: standing.fileId, issuedOn: '2026-01-01' },
    }),
  },
  checkDocument: {
    names: 'owner',
    make: ({ home, standing }) => ({
      params: { organisationId: home.providerId },
      body: { outcome: 'reject', providerDocumentId: standing.paperId, words: 'prova' },
    }),
  },
  recordRegularisation: ofProvider({ body: { receivedOn: '2026-01-01' } }),
  proposeRevocation: ofProvider({ body: { reason: 'seriousBreach', words: 'prova' } }),
  decideRevocation: ofProvider({ body: { outcome: 'reject', words: 'prova' } }),
  withdrawRevocation: ofProvider({ body: { words: 'prova' } }),
  listProviderWaivers: ofProvider(),
  grantProviderWaiver: ofProvider({
    body: { category: 'transport', until: addDays(toPlainDate(new Date()), 30), reason: 'prova' },
  }),
  endProviderWaiver: {
    names: 'owner',
    make: ({ home, standing }) => ({
      params: { organisationId: home.providerId, waiverId: standing.waiverId },
      body: { reason: 'prova' },
    }),
  },
};
