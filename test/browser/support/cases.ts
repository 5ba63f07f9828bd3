import { randomUUID } from 'node:crypto';
import { toPlainDate } from '../../../domain/time.ts';
import { fundBalances } from '../../../ledger/balances.ts';
import { post } from '../../../ledger/post.ts';
import { fundHold } from '../../../ledger/postings.ts';
import { plainPdf } from '../../../prisma/seed/plain-pdf.ts';
import { caseHouseholds, type CaseHousehold } from '../../holds/support/households.ts';
import {
  applyFor,
  deliverAll,
  evaluate,
  journeyToHeld,
  openOffice,
  recommendAndDecide,
  type Office,
} from '../../holds/support/journey.ts';
import { insistDone } from '../../holds/support/patient.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stack } from '../../support/stack.ts';

/** Cases at the turns of their road, by the names that addresses give them. */
export async function openCases(stack: Stack): Promise<Readonly<Record<string, string>>> {
  const office = await openOffice(stack);
  const [delivered, held, recommended, evaluated, unanswered, waiting] = await caseHouseholds(stack, 6);
  const [granted, { awardId: heldAward }, toDecide, toRecommend, asked] = await Promise.all([
    deliverPartly(office, delivered!),
    journeyToHeld(office, held!),
    recommend(office, recommended!),
    assess(office, evaluated!),
    ask(office, unanswered!),
  ]);
  await describe(stack, granted.assessmentId);
  await lackMoney(stack, office, waiting!);
  return {
    granted: granted.assessmentId,
    grantedAward: granted.awardId,
    heldAward,
    toDecide,
    toRecommend,
    asked,
  };
}

/** Of four units one is paid, one disputed, and two are to be confirmed. */
async function deliverPartly(office: Office, household: CaseHousehold) {
  const granted = await journeyToHeld(office, household, { units: 4 });
  const at = `/v1/awards/${granted.awardId}`;
  await insistDone(office.fund, `${at}/approval`);
  const [confirmed, disputed] = await deliverAll(office, granted.awardId);
  const { caseworker, fund } = office;
  await insistDone(caseworker, `${at}/confirmations`, { unitIds: [confirmed] });
  await insistDone(fund, `${at}/settlements`, { providerId: household.providerId, bankRef: 'CRO-1' });
  await insistDone(caseworker, `${at}/disputes`, { unitIds: [disputed], reason: 'Non è venuto nessuno.' });
  return granted;
}

async function ask(office: Office, household: CaseHousehold): Promise<string> {
  const assessmentId = await applyFor(office, household);
  const request = { documents: ['Attestazione ISEE'], dueInDays: 10 };
  await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/document-requests`, request);
  return assessmentId;
}

async function assess(office: Office, household: CaseHousehold): Promise<string> {
  const assessmentId = await applyFor(office, household);
  await evaluate(office, assessmentId);
  return assessmentId;
}

async function recommend(office: Office, household: CaseHousehold): Promise<string> {
  const assessmentId = await assess(office, household);
  const recommendation = { outcome: 'grant', reason: 'Proposta motivata.' };
  await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/recommendation`, recommendation);
  return assessmentId;
}

/** A document and a note of a case. */
async function describe(stack: Stack, assessmentId: string): Promise<void> {
  const chiara = await stack.as('Chiara');
  await chiara.does(`/v1/assessments/${assessmentId}/notes`, { text: 'Sentita al telefono.' });
  const form = new FormData();
  const about = { subjectKind: 'assessment', subjectId: assessmentId, kind: 'iseeAttestation' };
  for (const [field, said] of Object.entries(about)) form.set(field, said);
  form.set('file', new Blob([plainPdf(['Prova'])], { type: 'application/pdf' }), 'isee.pdf');
  const headers = { authorization: `Bearer ${chiara.token}`, 'idempotency-key': randomUUID() };
  const response = await fetch(`${stack.url}/v1/documents`, { method: 'POST', headers, body: form });
  if (response.status !== 201) throw new Error(`upload: ${response.status} ${await response.text()}`);
}

/** The Fund has nothing left, and somebody waits for it. */
async function lackMoney(stack: Stack, office: Office, household: CaseHousehold): Promise<void> {
  const by = { kind: 'system', id: 'test' } as const;
  await stack.services.database.inAlliance(stack.allianceId, by, async (tx) => {
    const { availableCents: amountCents } = await fundBalances(tx);
    const effectiveOn = toPlainDate(tx.now);
    await post(tx, fundHold({ id: randomUUID(), awardId: randomUUID(), effectiveOn, amountCents }));
  });
  const assessmentId = await assess(office, household);
  await recommendAndDecide(office, assessmentId, 'grant');
  const waiting = '/v1/awards?state=awaitingFunds';
  await eventually(async () => (await office.fund.get(waiting)).body.items.length > 0);
}
