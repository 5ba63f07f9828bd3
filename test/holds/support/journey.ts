import { toPlainDate } from '../../../domain/time.ts';
import type { Caller } from '../../support/caller.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stack } from '../../support/stack.ts';
import { applicationOf, dossierOf, type CaseHousehold } from './households.ts';
import { insistDone, type Client } from './patient.ts';

type Member = Caller & Client;

/** Everybody a case needs, signed in. */
export interface Office {
  readonly caseworker: Member;
  /** Of the caseworker: decides what that one recorded. */
  readonly colleague: Member;
  readonly commission: Member;
  readonly fund: Member;
  readonly provider: Member;
}

export async function openOffice({ as, url }: Pick<Stack, 'as' | 'url'>): Promise<Office> {
  const member = async (name: string): Promise<Member> => ({ ...(await as(name)), url });
  const [caseworker, colleague, commission, fund, provider] = await Promise.all([
    member('Chiara'),
    member('Marco'),
    member('Teresa'),
    member('Anna'),
    member('Elena'),
  ]);
  return { caseworker, colleague, commission, fund, provider };
}

export interface Granted {
  readonly assessmentId: string;
  readonly awardId: string;
}

/** Called after each step of a journey, for whoever counts or disturbs. */
export type OnStep = () => void;
const nothing: OnStep = () => undefined;

export async function applyFor(
  office: Office,
  household: CaseHousehold,
  { units = 1, today = isoToday(), onStep = nothing } = {},
): Promise<string> {
  const { assessmentId } = await insistDone(
    office.caseworker,
    '/v1/assessments',
    applicationOf(household, units),
  );
  onStep();
  await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/dossier`, dossierOf(household, today));
  onStep();
  return assessmentId as string;
}

export async function evaluate(office: Office, assessmentId: string, onStep = nothing): Promise<void> {
  await insistDone(office.caseworker, `/v1/assessments/${assessmentId}/completeness`);
  onStep();
}

export async function recommendAndDecide(
  office: Office,
  assessmentId: string,
  outcome: 'grant' | 'refuse',
  onStep = nothing,
): Promise<void> {
  const at = `/v1/assessments/${assessmentId}`;
  await insistDone(office.caseworker, `${at}/recommendation`, { outcome, reason: 'Proposta motivata.' });
  onStep();
  await insistDone(office.commission, `${at}/decision`, { outcome, reason: 'Si condivide la proposta.' });
  onStep();
}

/** From the application to the money held. */
export async function journeyToHeld(
  office: Office,
  household: CaseHousehold,
  { units = 1, today = isoToday(), onStep = nothing, heldWithinMs = 120_000 } = {},
): Promise<Granted> {
  const assessmentId = await applyFor(office, household, { units, today, onStep });
  await evaluate(office, assessmentId, onStep);
  await recommendAndDecide(office, assessmentId, 'grant', onStep);
  const awardId = await waitUntilHeld(office, assessmentId, heldWithinMs);
  onStep();
  return { assessmentId, awardId };
}

/** The award that a grant opened, once the Fund holds its money. */
export async function waitUntilHeld(
  office: Office,
  assessmentId: string,
  withinMs = 120_000,
): Promise<string> {
  const { awardId } = (await office.caseworker.get(`/v1/assessments/${assessmentId}`)).body;
  await eventually(
    async () => (await office.fund.get(`/v1/awards/${awardId}`)).body.state === 'held',
    withinMs,
  );
  return awardId as string;
}

/** The provider records all units of the award's only order. */
export async function deliverAll(office: Office, awardId: string, today = isoToday()): Promise<string[]> {
  const [order] = (await office.fund.get(`/v1/awards/${awardId}`)).body.orders;
  const { unitIds } = await insistDone(office.provider, `/v1/awards/${awardId}/deliveries`, {
    orderId: order.id,
    units: order.units,
    deliveredOn: today,
  });
  return unitIds as string[];
}

/** From the money held to the last cent paid. */
export async function journeyToSettled(
  office: Office,
  { awardId }: Granted,
  { providerId }: Pick<CaseHousehold, 'providerId'>,
  onStep = nothing,
): Promise<void> {
  const at = `/v1/awards/${awardId}`;
  await insistDone(office.fund, `${at}/approval`);
  onStep();
  const unitIds = await deliverAll(office, awardId);
  onStep();
  await insistDone(office.caseworker, `${at}/confirmations`, { unitIds });
  onStep();
  await insistDone(office.fund, `${at}/settlements`, { providerId, bankRef: `CRO-${awardId.slice(-12)}` });
  onStep();
}

/** Somebody posts the letters of whoever reads no e-mail: until then their case is not closed. */
export async function postLetters(office: Office, assessmentId: string): Promise<number> {
  const { items } = (await office.caseworker.get(`/v1/tasks?subjectId=${assessmentId}&kind=sendByPost`)).body;
  for (const { id } of items) await insistDone(office.caseworker, `/v1/tasks/${id}/completion`);
  return items.length;
}

export function isoToday(): string {
  return toPlainDate(new Date());
}
