import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { processWorkflowId } from '../../../workflows/contract.ts';
import { onePixel } from '../../api/world.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stack } from '../../support/stack.ts';
import { applicationOf, caseHouseholds, dossierOf, type CaseHousehold } from './households.ts';
import { deliverAll, isoToday, waitUntilHeld, type Office } from './journey.ts';
import { insistDone, postOnce } from './patient.ts';
import { planted } from './planted.ts';

export interface PlantedCase {
  readonly allianceId: string;
  readonly assessmentId: string;
  /** A second case of the same person, left open. */
  readonly openAssessmentId: string;
  /** A submission that has had its effect. */
  readonly submissionId: string;
  /** By the name of the path's parameter. */
  readonly ids: Readonly<Record<string, string>>;
}

/** Takes a case with planted personal data from the desk to the last cent, with everything that can go wrong. */
export async function plantCase(stack: Stack, office: Office, superuser: pg.Client): Promise<PlantedCase> {
  const { caseworker, fund } = office;
  const household = await plantHousehold(stack, office, superuser);
  const documentId = await uploadDocument(office, household.applicantId);
  const assessmentId = await gatherDossier(stack, office, household, superuser);
  const at = `/v1/assessments/${assessmentId}`;
  await insistDone(caseworker, `${at}/completeness`);
  await insistDone(caseworker, `${at}/recommendation`, { outcome: 'grant', reason: planted.recommendation });
  await insistDone(office.commission, `${at}/decision`, { outcome: 'grant', reason: planted.decision });
  const awardId = await waitUntilHeld(office, assessmentId);
  await insistDone(fund, `/v1/awards/${awardId}/approval`);
  await disputeAndSettle(office, awardId, household);
  const withdrawn = await insistDone(caseworker, '/v1/assessments', applicationOf(household));
  await insistDone(caseworker, `/v1/assessments/${withdrawn.assessmentId}/withdrawal`, {
    reason: planted.withdrawal,
  });
  const open = await insistDone(caseworker, '/v1/assessments', applicationOf(household));
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT id FROM submission WHERE subject_id = $1 AND operation = 'submitDossier' AND state = 'done'`,
    [assessmentId],
  );
  const { householdId, applicantId: personId } = household;
  return {
    allianceId: stack.allianceId,
    assessmentId,
    openAssessmentId: open.assessmentId,
    submissionId: rows[0]!.id,
    ids: { assessmentId, householdId, personId, documentId, awardId },
  };
}

async function plantHousehold(stack: Stack, { caseworker }: Office, superuser: pg.Client) {
  const { givenName, familyName, taxCode, email, phone, address } = planted;
  const birthDate = '1979-09-19';
  const person = { givenName, familyName, taxCode, email, phone, address, birthDate, comuneIstat: '016058' };
  await whileItFails(superuser, 'person', async () => {
    const refused = await postOnce(caseworker, '/v1/people', person, randomUUID());
    if (refused.status !== 500) throw new Error(`A write that went wrong was answered ${refused.status}.`);
  });
  const { id } = await insistDone(caseworker, '/v1/people', person);
  await insistDone(caseworker, '/v1/person-searches', { by: 'taxCode', taxCode, reason: 'desk' });
  await insistDone(caseworker, '/v1/person-searches', { by: 'name', name: familyName, reason: 'desk' });
  const { id: householdId } = await insistDone(caseworker, '/v1/households', {
    comuneIstat: '016058',
    members: [{ personId: id, joinedOn: '2020-01-01' }],
  });
  await superuser.query(
    `INSERT INTO employment (id, alliance_id, person_id, organisation_id, started_on)
     SELECT gen_random_uuid(), alliance_id, $1, organisation_id, '2020-01-01' FROM account
      WHERE 'employer' = ANY (roles)`,
    [id],
  );
  const [other] = await caseHouseholds(stack, 1);
  return { householdId, applicantId: id, members: [{ id, birthDate }], providerId: other!.providerId };
}

async function gatherDossier(
  stack: Stack,
  { caseworker }: Office,
  household: CaseHousehold,
  superuser: pg.Client,
): Promise<string> {
  const asked = (description: string) => applicationOf(household, 2, description);
  const { assessmentId } = await insistDone(caseworker, '/v1/assessments', asked(planted.need));
  const at = `/v1/assessments/${assessmentId}`;
  await insistDone(caseworker, `${at}/document-requests`, { documents: [planted.documentRequest] });
  const dossier = dossierOf(household, isoToday(), planted.finding);
  const isee = dossier.items.find(({ kind }) => kind === 'isee')!;
  Object.assign(isee.value, { valueCents: planted.iseeCents, protocol: planted.iseeProtocol });
  const handle = stack.services.client.workflow.getHandle(
    processWorkflowId('fragilityAssessment', assessmentId),
  );
  const { needs } = asked(planted.otherNeed);
  let answer: Promise<unknown> | undefined;
  await whileItFails(superuser, 'dossier_item', async () => {
    answer = insistDone(caseworker, `${at}/dossier`, { ...dossier, needs, answersRequest: true });
    await eventually(async () => {
      const { pendingActivities } = (await handle.describe()).raw;
      return (pendingActivities ?? []).some(({ lastFailure }) => lastFailure);
    }, 60_000);
  });
  await answer;
  return assessmentId as string;
}

/** As when a database error quotes the row it is about: for a while every insert fails, saying whose it is. */
async function whileItFails(superuser: pg.Client, table: string, work: () => Promise<void>): Promise<void> {
  const { givenName, familyName, taxCode } = planted;
  await superuser.query(`
    CREATE FUNCTION pg_temp_fail_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'Failing row contains (${givenName}, ${familyName})' USING DETAIL = '${taxCode}'; END $$;
    CREATE TRIGGER fail BEFORE INSERT ON ${table} EXECUTE FUNCTION pg_temp_fail_${table}()`);
  await work();
  await superuser.query(`DROP TRIGGER fail ON ${table}; DROP FUNCTION pg_temp_fail_${table}()`);
}

async function uploadDocument({ caseworker }: Office, personId: string): Promise<string> {
  const form = new FormData();
  form.set('subjectKind', 'person');
  form.set('subjectId', personId);
  form.set('kind', 'identityDocument');
  form.set('file', new Blob([onePixel]), planted.documentName);
  const response = await fetch(`${caseworker.url}/v1/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${caseworker.token}`, 'idempotency-key': randomUUID() },
    body: form,
  });
  return ((await response.json()) as { id: string }).id;
}

async function disputeAndSettle(office: Office, awardId: string, { providerId }: CaseHousehold) {
  const at = `/v1/awards/${awardId}`;
  const [first, second] = await deliverAll(office, awardId);
  await insistDone(office.caseworker, `${at}/disputes`, { unitIds: [first], reason: planted.dispute });
  const resolution = { unitIds: [first], accept: true, reason: planted.resolution };
  await insistDone(office.colleague, `${at}/dispute-resolutions`, resolution);
  await insistDone(office.caseworker, `${at}/confirmations`, { unitIds: [second] });
  await insistDone(office.fund, `${at}/settlements`, { providerId, bankRef: `CRO-${awardId.slice(-12)}` });
}
