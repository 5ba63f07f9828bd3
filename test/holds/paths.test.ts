import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { fundAllocationId, processWorkflowId, type ProcessName } from '../../workflows/contract.ts';
import { eventually } from '../support/eventually.ts';
import { openStack, type Stack } from '../support/stack.ts';
import { expectSoundLedger, moneyOf, paidOnce } from './support/books.ts';
import { expectReplays } from './support/histories.ts';
import { caseHouseholds, dossierOf, type CaseHousehold } from './support/households.ts';
import {
  applyFor,
  deliverAll,
  evaluate,
  isoToday,
  journeyToHeld,
  journeyToSettled,
  openOffice,
  postLetters,
  recommendAndDecide,
  type Office,
} from './support/journey.ts';
import { insistDone } from './support/patient.ts';
import { record } from './support/recorded.ts';

const units = 3;
let stack: Stack;
let office: Office;
let households: CaseHousehold[];

beforeAll(async () => {
  stack = await openStack();
  office = await openOffice(stack);
  households = await caseHouseholds(stack, 10);
});
afterAll(() => stack.close());

describe('an assessment', () => {
  it('is granted, delivered and settled', async () => {
    const granted = await journeyToHeld(office, households[0]!, { units });
    await journeyToSettled(office, granted, households[0]!);
    expect(await moneyOf(stack, granted.awardId)).toEqual(paidOnce(units));
    await ended('fragilityAssessment', granted.assessmentId, 'fragility-assessment/granted');
    await ended('fundDisbursement', granted.awardId, 'fund-disbursement/settled');
  });

  it('is refused by a person, with reasons', async () => {
    const id = await applyFor(office, households[1]!);
    await evaluate(office, id);
    await recommendAndDecide(office, id, 'refuse');
    expect(await stateOf(id)).toBe('refused');
    await ended('fragilityAssessment', id, 'fragility-assessment/refused');
  });

  it('is over when somebody has posted the letters of whoever reads no e-mail', async () => {
    const household = await readsPaper(households[9]!);
    const id = await applyFor(office, household);
    await insistDone(office.caseworker, `/v1/assessments/${id}/withdrawal`, { reason: 'Trasloco.' });
    // The receipt is still to be posted, and the letter that confirms the withdrawal too.
    await eventually(async () => (await lettersOf(id)).includes('withdrawal'));
    expect(await closedAtOf(id)).toBeNull();
    expect(await postLetters(office, id)).toBe(2);
    await eventually(async () => (await closedAtOf(id)) !== null, 30_000);
  });

  it('is withdrawn', async () => {
    const id = await applyFor(office, households[2]!);
    await insistDone(office.caseworker, `/v1/assessments/${id}/withdrawal`, { reason: 'Trasloco.' });
    expect(await stateOf(id)).toBe('withdrawn');
    await ended('fragilityAssessment', id, 'fragility-assessment/withdrawn');
  });

  it('asks for documents, gets them, and is closed as inadmissible all the same', async () => {
    const id = await applyFor(office, households[3]!);
    const at = `/v1/assessments/${id}`;
    await insistDone(office.caseworker, `${at}/document-requests`, { documents: ['Contratto'] });
    const answer = { ...dossierOf(households[3]!, isoToday()), answersRequest: true };
    await insistDone(office.caseworker, `${at}/dossier`, answer);
    expect(await stateOf(id)).toBe('completeness');
    await insistDone(office.caseworker, `${at}/closure`, { reason: 'Fuori territorio.' });
    await ended('fragilityAssessment', id, 'fragility-assessment/documents-answered');
  });

  it('reminds of documents and waits longer, until the applicant withdraws', async () => {
    const id = await applyFor(office, households[2]!);
    const at = `/v1/assessments/${id}`;
    await insistDone(office.caseworker, `${at}/document-requests`, {
      documents: ['Contratto'],
      dueInDays: 5,
    });
    await insistDone(office.caseworker, `${at}/reminders`);
    await insistDone(office.caseworker, `${at}/document-extensions`, { dueOn: addDays(isoToday(), 20) });
    expect(await stateOf(id)).toBe('awaitingDocuments');
    await insistDone(office.caseworker, `${at}/withdrawal`, { reason: 'Trasloco.' });
    await ended('fragilityAssessment', id, 'fragility-assessment/documents-extended');
  });

  it('goes back to completeness when the household changes, and on from there', async () => {
    const household = households[4]!;
    const id = await applyFor(office, household);
    await evaluate(office, id);
    const born = { givenName: 'Nuova', familyName: 'Nata', birthDate: '2026-11-01', comuneIstat: '016058' };
    const { id: personId } = await office.caseworker.does('/v1/people', born);
    const at = `/v1/households/${household.householdId}/members`;
    await office.caseworker.does(at, { personId, joinedOn: isoToday() });
    await eventually(async () => (await stateOf(id)) === 'completeness');
    const member = { id: personId, birthDate: born.birthDate };
    const larger = { ...household, members: [...household.members, member] };
    await insistDone(office.caseworker, `/v1/assessments/${id}/dossier`, dossierOf(larger, isoToday()));
    await evaluate(office, id);
    await recommendAndDecide(office, id, 'refuse');
    await ended('fragilityAssessment', id, 'fragility-assessment/household-changed');
  });
});

describe('an award', () => {
  it('freezes disputed units only: one is paid after all, one is delivered again', async () => {
    const { awardId } = await approved(households[5]!);
    const at = `/v1/awards/${awardId}`;
    const [first, second, third] = await deliverAll(office, awardId);
    const reason = 'Non si è presentato nessuno.';
    await insistDone(office.caseworker, `${at}/disputes`, { unitIds: [first, second], reason });
    await insistDone(office.caseworker, `${at}/confirmations`, { unitIds: [third] });
    const decide = (unitId: string, accept: boolean) =>
      insistDone(office.colleague, `${at}/dispute-resolutions`, { unitIds: [unitId], accept, reason });
    await decide(first!, true);
    await decide(second!, false);
    const [again] = await deliverOne(awardId);
    await insistDone(office.caseworker, `${at}/confirmations`, { unitIds: [again] });
    await settle(awardId);
    expect(await moneyOf(stack, awardId)).toEqual(paidOnce(units));
    await ended('fundDisbursement', awardId, 'fund-disbursement/disputed');
  });

  it('is released before anything was approved', async () => {
    const { awardId } = await journeyToHeld(office, households[6]!, { units });
    await insistDone(office.fund, `/v1/awards/${awardId}/release`, { reason: 'Rinuncia.' });
    expect((await moneyOf(stack, awardId)).map(({ kind }) => kind)).toEqual(['fund_hold', 'hold_released']);
    await ended('fundDisbursement', awardId, 'fund-disbursement/released');
  });

  it('pays what was delivered and gives back the rest', async () => {
    const { awardId } = await approved(households[7]!);
    const at = `/v1/awards/${awardId}`;
    await insistDone(office.caseworker, `${at}/confirmations`, { unitIds: await deliverOne(awardId) });
    await insistDone(office.fund, `${at}/release`, { reason: 'Il servizio non serve più.' });
    await settle(awardId);
    expect((await office.fund.get(at)).body).toMatchObject({ state: 'settled', releasedCents: 10_000 });
    await ended('fundDisbursement', awardId, 'fund-disbursement/rest-released');
  });

  it('passes to another provider, and ends with the death of the beneficiary', async () => {
    const { awardId } = await approved(households[8]!);
    const at = `/v1/awards/${awardId}`;
    const [order] = (await office.fund.get(at)).body.orders;
    const swap = { orderId: order.id, providerId: await otherProvider(), unitPriceCents: 7_500 };
    expect((await insistDone(office.caseworker, `${at}/provider-swaps`, swap)).units).toBe(2);
    await insistDone(office.caseworker, `${at}/death`, { diedOn: isoToday() });
    expect((await office.fund.get(at)).body).toMatchObject({ state: 'released', releasedCents: 15_000 });
    await ended('fundDisbursement', awardId, 'fund-disbursement/swapped-and-died');
  });
});

describe('all these paths', () => {
  it('replay, and leave sound books', async () => {
    await record(stack.services, fundAllocationId(stack.allianceId), 'fund-allocation/holds');
    await expectReplays(stack.services);
    await expectSoundLedger(stack);
  });
});

async function approved(household: CaseHousehold) {
  const granted = await journeyToHeld(office, household, { units });
  await insistDone(office.fund, `/v1/awards/${granted.awardId}/approval`);
  return granted;
}

async function deliverOne(awardId: string): Promise<string[]> {
  const [order] = (await office.fund.get(`/v1/awards/${awardId}`)).body.orders;
  const delivery = { orderId: order.id, units: 1, deliveredOn: isoToday() };
  return (await insistDone(office.provider, `/v1/awards/${awardId}/deliveries`, delivery)).unitIds;
}

function settle(awardId: string): Promise<unknown> {
  const { providerId } = households[0]!;
  const bankRef = `CRO-${awardId.slice(-12)}`;
  return insistDone(office.fund, `/v1/awards/${awardId}/settlements`, { providerId, bankRef });
}

async function otherProvider(): Promise<string> {
  const { providerId } = households[0]!;
  const other = await rows(({ db }) =>
    db.organisation.findFirstOrThrow({ where: { roles: { has: 'provider' }, id: { not: providerId } } }),
  );
  return other.id;
}

async function readsPaper(household: CaseHousehold): Promise<CaseHousehold> {
  const where = { id: household.applicantId };
  await rows(({ db }) => db.person.update({ where, data: { channel: 'post' } }));
  return household;
}

async function lettersOf(assessmentId: string): Promise<string[]> {
  const { items } = (await office.caseworker.get(`/v1/assessments/${assessmentId}/letters`)).body;
  return items.map(({ kind }: { kind: string }) => kind);
}

async function closedAtOf(id: string): Promise<Date | null> {
  return (await rows(({ db }) => db.assessment.findUniqueOrThrow({ where: { id } }))).closedAt;
}

function rows<T>(work: Parameters<typeof stack.services.database.inAlliance<T>>[2]): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}

async function stateOf(assessmentId: string): Promise<string> {
  return (await office.caseworker.get(`/v1/assessments/${assessmentId}`)).body.state;
}

/** The process has come to its own end, and its history is kept when histories are recorded. */
async function ended(process: ProcessName, id: string, what: string): Promise<void> {
  const workflowId = processWorkflowId(process, id);
  const handle = stack.services.client.workflow.getHandle(workflowId);
  await eventually(async () => (await handle.describe()).status.name === 'COMPLETED', 60_000);
  await record(stack.services, workflowId, what);
}
