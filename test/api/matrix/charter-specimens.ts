import { randomUUIDv7 } from 'node:crypto';
import { shipCharterOne, shippedCharter, sendCharter } from '../../../activities/charter-versions.ts';
import { storeDocument } from '../../../activities/documents.ts';
import { recordRepresentative } from '../../../activities/representatives.ts';
import { plainPdf } from '../../../prisma/seed/plain-pdf.ts';
import type { Caller, TestApi } from '../support.ts';
import type { Cast, Place } from './callers.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

/** What there is of the charter at home: a published version, and one signature, by a file, that waits for the alliance's own. */
export interface CharterFile {
  readonly charterVersionId: string;
  readonly signingId: string;
}

export function makeCharterFile(
  api: TestApi,
  { allianceId, providerId }: Place,
  cast: Cast,
  publisher: Caller,
): Promise<CharterFile> {
  const { administrator, caseworker, representative } = cast;
  const actor = { kind: 'account' as const, id: administrator.accountId };
  return api.test.database.inAlliance(allianceId, actor, async (tx) => {
    await shipCharterOne(tx, { authorId: administrator.accountId, publisherId: publisher.accountId });
    const version = await tx.db.charterVersion.findFirstOrThrow();
    const { accountId } = representative;
    const who = { organisationId: providerId, accountId, name: 'Prova Estesa', taxCode };
    await recordRepresentative(tx, api.vault, who);
    const documentId = await storeDocument(tx, api.vault, {
      subjectKind: 'charterSigning',
      subjectId: version.id,
      kind: 'signedCharter',
      name: 'carta.pdf',
      content: { bytes: plainPdf(['Carta']), mediaType: 'application/pdf' },
    });
    const id = randomUUIDv7();
    const seal = (field: string, value: object) =>
      api.vault.seal(tx, { kind: 'charterSigning', id }, field, value);
    await tx.db.charterSigning.create({
      data: {
        id,
        allianceId,
        organisationId: providerId,
        charterVersionId: version.id,
        state: 'signed',
        waitingFor: 'test',
        dueOn: new Date('2199-01-01'),
        openedBy: caseworker.accountId,
        textHash: 'test',
        method: 'file',
        signedBy: accountId,
        signedAt: tx.now,
        evidenceSealed: await seal('evidence', { copy: { trust: 'notVerified' } }),
        documentId,
        paperId: documentId,
        paperSealed: await seal('paper', {}),
        signedCopyId: documentId,
        createdAt: tx.now,
      },
    });
    return { charterVersionId: version.id, signingId: id };
  });
}

const taxCode = 'RSSMRA80A01H501U';
const nothing: Specimen = { names: 'nothing', make: () => ({}) };

const version = (call: { body?: unknown; query?: string } = {}): Specimen => ({
  names: 'alliance',
  make: ({ charter }) => ({ params: { charterVersionId: charter.charterVersionId }, ...call }),
});

const signing = (call: { body?: unknown; query?: string } = {}): Specimen => ({
  names: 'owner',
  make: ({ charter }) => ({ params: { signingId: charter.signingId }, ...call }),
});

/** A draft of the caller's own; whoever is no administrator of this alliance meets the published version. */
async function draftOf({ api, home, charter, foreigners }: World, caller: Caller): Promise<string> {
  const isForeign = Object.values(foreigners).some(({ accountId }) => accountId === caller.accountId);
  if (isForeign || !caller.roles.includes('administrator')) return charter.charterVersionId;
  const actor = { kind: 'account' as const, id: caller.accountId };
  return api.test.database.inAlliance(home.allianceId, actor, async (tx) => {
    const { id } = await sendCharter(tx, shippedCharter, caller.accountId);
    return id;
  });
}

/** The charter, who signs it for whom, and by which steps. */
export const charterSpecimens: Specimens = {
  listCharterVersions: nothing,
  getCharterVersion: version(),
  readCharter: version({ query: 'language=en' }),
  sendCharterVersion: { names: 'nothing', make: () => ({ body: shippedCharter }) },
  reviseCharterVersion: {
    names: 'alliance',
    make: async (world, caller) => ({
      params: { charterVersionId: await draftOf(world, caller) },
      body: shippedCharter,
    }),
  },
  publishCharterVersion: version({ body: { effectiveOn: '2198-01-01', invitationsAMinute: 30 } }),
  getCharterCampaign: version({ query: 'limit=2' }),
  listSuspensions: {
    names: 'owner',
    make: ({ home }) => ({ params: { organisationId: home.providerId } }),
  },
  recordRepresentative: {
    names: 'alliance',
    make: ({ home, insiders }) => ({
      params: { organisationId: home.providerId },
      body: { accountId: insiders.representative.accountId, name: 'Prova Estesa', taxCode },
    }),
  },
  getRepresentative: {
    names: 'alliance',
    make: ({ home }) => ({ params: { organisationId: home.providerId } }),
  },
  openCharterSigning: {
    names: 'alliance',
    namedInBody: true,
    make: ({ home }) => ({ body: { organisationId: home.providerId } }),
  },
  listCharterSignings: nothing,
  getCharterSigning: signing(),
  requestSigningCode: signing(),
  readSignedCharter: signing({ query: 'reason=check' }),
  signCharter: signing({
    body: {
      textHash: '0'.repeat(64),
      obligations: ['legality'],
      declarations: { headcount: 3 },
      typedName: 'Prova Estesa',
      code: '123456',
    },
  }),
  prepareCharterPaper: signing({
    body: { textHash: '0'.repeat(64), obligations: ['legality'], declarations: { headcount: 3 } },
  }),
  readCharterPaper: signing(),
  uploadSignedCopy: {
    names: 'owner',
    make({ charter }) {
      const raw = new FormData();
      raw.set('file', new Blob([plainPdf(['Carta'])]), 'carta.pdf');
      return { params: { signingId: charter.signingId }, raw };
    },
  },
  downloadSignedCopy: signing({ query: 'reason=check' }),
  declineCharter: signing({ body: { reason: 'prova' } }),
  countersignCharter: signing(),
  extendDeadline: signing({ body: { dueOn: '2199-02-02' } }),
};
