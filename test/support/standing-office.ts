import { randomUUID } from 'node:crypto';
import type { Deadline } from '../../activities/deadlines.ts';
import { revocationTakesEffect } from '../../activities/provider-standing/end-admission.ts';
import { outOfOrder } from '../../activities/provider-standing/in-order.ts';
import { recordRegularisation } from '../../activities/provider-standing/regularise.ts';
import { renewDocument } from '../../activities/provider-standing/renew-document.ts';
import { proposeRevocation } from '../../activities/provider-standing/revocation.ts';
import { settleStanding } from '../../activities/provider-standing/settle.ts';
import { readStanding } from '../../activities/provider-standing/standing.ts';
import type { NotingStep } from '../../activities/submission.ts';
import type { Tx } from '../../prisma/database.ts';
import { admitProvider, providerFile, type AdmittedProvider } from './admitted-provider.ts';
import { openCharterOffice, opener } from './charter-office.ts';

const ends = { durc: '2026-11-29', insurance: '2027-06-30', riskAssessmentDeclaration: '2027-12-31' };

/** One provider after the other, on a database alone with a clock that is moved: steps are taken by calling them. */
export async function openStandingOffice() {
  const office = await openCharterOffice();
  let provider!: AdmittedProvider;
  const { within } = office;
  const admissionOf = (tx: Tx) => tx.db.admission.findUniqueOrThrow({ where: { id: provider.admissionId } });
  const desk = {
    office,
    provider: () => provider,
    async admit(change: Partial<Parameters<typeof admitProvider>[1]> = {}) {
      provider = await within((tx) => admitProvider(tx, { ends, ...change }));
      return provider;
    },
    /** Noon in Rome, of a day in winter. */
    on: (day: string) => office.moveTo(new Date(`${day}T11:00:00Z`)),
    settle: () => within(async (tx) => settleStanding(tx, office.services, await admissionOf(tx))),
    take: (step: unknown, body: object, by: string = provider.accountId) =>
      within((tx) => {
        const who = { id: randomUUID(), accountId: by, tokenId: randomUUID() };
        const submission = { ...who, subjectId: provider.admissionId, params: {}, body };
        return (step as NotingStep)(tx, submission as never, office.services);
      }, by),
    async renew(body: object, by?: string) {
      const documentId = await within((tx) => providerFile(tx, office.services.vault, provider.admissionId));
      const durc = { category: 'durc', documentId, issuedOn: '2026-11-10', debts: [] };
      return desk.take(renewDocument, { ...durc, ...body }, by);
    },
    invite: (receivedOn: string) => desk.take(recordRegularisation, { receivedOn }),
    propose: () =>
      desk.take(proposeRevocation, { reason: 'seriousBreach', words: 'Violazioni ripetute.' }, opener),
    takesEffect: () =>
      within((tx) => {
        const deadline = { subjectKind: 'admission', subjectId: provider.admissionId } as Deadline;
        return revocationTakesEffect(tx, deadline, office.services);
      }),
    standing: () => within(async (tx) => readStanding(tx, await admissionOf(tx))),
    state: async () => (await desk.standing()).state,
    received: () =>
      within(({ db }) =>
        db.providerDocument.findMany({
          where: { organisationId: provider.organisationId, state: 'received' },
        }),
      ),
    revocation: () =>
      within(({ db }) =>
        db.revocation.findFirstOrThrow({
          where: { admissionId: provider.admissionId },
          orderBy: { id: 'desc' },
        }),
      ),
    mails: (template: string) =>
      within(({ db }) => db.mail.findMany({ where: { template, recipientId: provider.organisationId } })),
    /** Why it gets no new order today, if it gets none. */
    async stopped() {
      const found = await within((tx) => outOfOrder(tx, [provider.organisationId]));
      return found.get(provider.organisationId);
    },
    close: () => office.close(),
  };
  return desk;
}

export type StandingOffice = Awaited<ReturnType<typeof openStandingOffice>>;
