import { randomUUID } from 'node:crypto';
import { storeDocument } from '../../../activities/documents.ts';
import { plainPdf } from '../../../prisma/seed/plain-pdf.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

/** A complaint of the provider at home, answered once. */
async function makeComplaint({ api, home, insiders }: World): Promise<string> {
  return api.inAlliance(async (tx) => {
    const { allianceId, now } = tx;
    const { id } = await tx.db.providerComplaint.create({
      data: {
        allianceId,
        code: `RP-${randomUUID()}`,
        organisationId: home.providerId,
        about: 'other',
        state: 'answered',
        dueOn: new Date('2199-01-01'),
        createdAt: now,
      },
    });
    const key = { kind: 'providerComplaint', id } as const;
    const letterDocumentId = await storeDocument(tx, api.vault, {
      subjectKind: 'providerComplaint',
      subjectId: id,
      kind: 'complaintAnswer',
      name: 'risposta.pdf',
      content: { bytes: plainPdf(['Risposta']), mediaType: 'application/pdf' },
    });
    await tx.db.complaintRound.create({
      data: {
        allianceId,
        complaintId: id,
        number: 1,
        reasonsSealed: await api.vault.seal(tx, key, 'reasons/1', 'prova'),
        filedBy: insiders.provider.accountId,
        filedAt: now,
        dueOn: new Date('2199-01-01'),
        answeredBy: insiders.caseworker.accountId,
        answeredAt: now,
        outcome: 'rejected',
        answerSealed: await api.vault.seal(tx, key, 'answer/1', 'prova'),
        letterDocumentId,
      },
    });
    return id;
  }, home.allianceId);
}

const complaint = (body?: unknown): Specimen => ({
  names: 'owner',
  make: async (world) => ({
    params: { complaintId: await makeComplaint(world) },
    ...(body === undefined ? {} : { body }),
  }),
});

/** What providers complain about, and what becomes of it. */
export const complaintSpecimens: Specimens = {
  fileComplaint: {
    names: 'nothing',
    make: () => ({ body: { about: 'other', subjectId: null, reasons: 'prova' } }),
  },
  listComplaints: { names: 'nothing', make: () => ({}) },
  getComplaint: complaint(),
  readComplaintAnswer: complaint(),
  answerComplaint: complaint({ outcome: 'rejected', reasons: 'prova' }),
  reopenComplaint: complaint({ reasons: 'prova' }),
  withdrawComplaint: complaint(),
};
