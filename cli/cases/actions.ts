import { z } from 'zod';
import { toPlainDate } from '../../domain/time.ts';
import type { CaseApplication, CaseFile } from './case-file.ts';
import { agreementDoing } from './agreement-doing.ts';
import { bookingDoing } from './booking-doing.ts';
import { charterDoing } from './charter-doing.ts';
import { dossierItems } from './dossier-items.ts';
import type { Answer, Caller } from './http.ts';
import type { Organisations } from './organisations.ts';
import { planDoing } from './plan-doing.ts';
import { providerDoing } from './provider-doing.ts';
import { actionOf, applicationOf, castOf, staffNamed } from './references.ts';
import { changeRules } from './rule-actions.ts';
import { camelCase } from './sentence.ts';
import type { Stage } from './on-stage.ts';
import type { ActionName, Step } from './steps.ts';
import { isYes } from './values.ts';
import type { VoucherBook } from './voucher-book.ts';
import { tillDoing } from './till-doing.ts';
import { holdDoing } from './hold-doing.ts';
import { disputeDoing } from './dispute-doing.ts';
import { voucherDoing } from './voucher-doing.ts';
import { voucherOfficeDoing } from './voucher-office-doing.ts';
import { awardView, assessmentView, type AssessmentView, type AwardView } from './views.ts';

/** A case under way: its file, its stage, and the applications that were opened so far. */
export interface Play {
  readonly file: CaseFile;
  readonly language: 'it' | 'en';
  readonly stage: Stage;
  readonly assessmentIds: Map<string, string>;
  readonly organisations: Organisations;
  readonly vouchers: VoucherBook;
  readonly today: () => Promise<string>;
  /** Waits until all that was set off is done: within a step, where one call needs what another sets off. */
  readonly settle: () => Promise<void>;
}

type Action<Name extends ActionName> = (
  play: Play,
  step: Step,
  details: NonNullable<Step[Name]>,
) => Promise<Answer>;

const because = 'Così racconta il caso.';

/** What each action says to the service. */
const doing: { readonly [Name in ActionName]: Action<Name> } = {
  'opens the application': openApplication,
  'records in the dossier': async (play, step, entries) =>
    onAssessment(play, step, 'dossier', {
      items: await dossierItems(play.stage, entries, await play.today()),
      answersRequest: isYes(entries['answers the request']),
    }),
  'asks for documents': (play, step, documents) =>
    onAssessment(play, step, 'document-requests', { documents }),
  'declares the dossier complete': (play, step) => onAssessment(play, step, 'completeness'),
  recommends: (play, step, { outcome, band, reason = because }) =>
    onAssessment(play, step, 'recommendation', {
      outcome,
      reason,
      ...(band ? { bandOverride: camelCase(band) } : {}),
    }),
  decides: (play, step, { outcome, reason = because }) =>
    onAssessment(play, step, 'decision', { outcome: camelCase(outcome), reason }),
  'withdraws the application': (play, step, reason) => onAssessment(play, step, 'withdrawal', { reason }),
  'closes as inadmissible': (play, step, reason) => onAssessment(play, step, 'closure', { reason }),
  'changes the household': changeHousehold,
  contributes: contribute,
  'puts it back on the waiting list': (play, step) => onAward(play, step, 'resumption'),
  'approves the spending': (play, step) => onAward(play, step, 'approval'),
  'records units': recordUnits,
  'confirms units': async (play, step, { need, numbers }) =>
    onAward(play, step, 'confirmations', { unitIds: await unitIds(play, step, need, 'recorded', numbers) }),
  'disputes units': async (play, step, { need, numbers, reason = because }) =>
    onAward(play, step, 'disputes', {
      unitIds: await unitIds(play, step, need, 'recorded', numbers),
      reason,
    }),
  'resolves the dispute': async (play, step, { need, accepted, reason = because }) =>
    onAward(play, step, 'dispute-resolutions', {
      unitIds: await unitIds(play, step, need, 'disputed'),
      accept: isYes(accepted),
      reason,
    }),
  'swaps the provider': async (play, step, { need, provider, 'unit price': unitPriceCents }) =>
    onAward(play, step, 'provider-swaps', {
      orderId: (await openOrder(play, step, need)).id,
      providerId: play.stage.organisationId(provider),
      unitPriceCents,
    }),
  'gives units as vouchers': giveAsVouchers,
  'records the death': (play, step, diedOn) => onAward(play, step, 'death', { diedOn }),
  'settles with': (play, step, provider) =>
    onAward(play, step, 'settlements', {
      providerId: play.stage.organisationId(provider),
      bankRef: `CASE-${step.on.toISOString()}`,
    }),
  'releases the rest': (play, step, reason) => onAward(play, step, 'release', { reason }),
  'sends a rule version': (play, step, details) => changeRules.send(callerOf(play, step), details),
  'submits the rule version': (play, step, ruleSet) =>
    changeRules.submit(callerOf(play, step), ruleSet['rule set']),
  'publishes the rule version': (play, step, details) => changeRules.publish(callerOf(play, step), details),
  ...charterDoing,
  ...agreementDoing,
  ...providerDoing,
  ...planDoing,
  ...voucherDoing,
  ...bookingDoing,
  ...tillDoing,
  ...disputeDoing,
  ...holdDoing,
  ...voucherOfficeDoing,
};

/** Does what the step says, as whoever it names; gives the service's answer, a refusal included. */
export async function act(play: Play, step: Step): Promise<Answer | undefined> {
  const name = actionOf(step);
  if (name === undefined) return undefined;
  const action = doing[name] as (play: Play, step: Step, details: unknown) => Promise<Answer>;
  return action(play, step, step[name]);
}

export function assessmentIdOf(play: Play, step: Step): string | undefined {
  return play.assessmentIds.get(applicationOf(play.file, step));
}

async function openApplication(play: Play, step: Step, name: string): Promise<Answer> {
  const application = play.file.applications[name]!;
  const { stage, language } = play;
  const beneficiary = application.beneficiary ?? application.applicant;
  const relationId = stage.relationId(beneficiary, application.applicant);
  const atDesk = staffNamed(step.who ?? '', language) !== undefined;
  const answer = await callerOf(play, step).write('/v1/assessments', {
    householdId: stage.householdId(application.household),
    applicantId: stage.personId(application.applicant),
    beneficiaryId: stage.personId(beneficiary),
    ...(relationId ? { relationId } : {}),
    channel: atDesk ? 'desk' : 'online',
    needs: needsOf(stage, application),
  });
  if (answer.status < 300) {
    const { assessmentId } = z.object({ assessmentId: z.uuid() }).parse(answer.body);
    play.assessmentIds.set(name, assessmentId);
  }
  return answer;
}

function needsOf(stage: Stage, { needs }: CaseApplication) {
  return Object.entries(needs).map(([description, need]) => ({
    description,
    service: camelCase(need.service),
    forPersonId: stage.personId(need.for),
    ...(need['parents apart'] ? { parentsApart: isYes(need['parents apart']) } : {}),
    unit: need.unit,
    units: need.units,
    coveredUnits: need['covered elsewhere'] ?? 0,
    unitPriceCents: need['unit price'],
    providerId: stage.organisationId(need.provider),
  }));
}

async function changeHousehold(
  play: Play,
  step: Step,
  change: NonNullable<Step['changes the household']>,
): Promise<Answer> {
  const { stage, file } = play;
  const name = file.applications[applicationOf(file, step)]?.household ?? '';
  const members = `/v1/households/${stage.householdId(name)}/members`;
  const today = toPlainDate(step.on);
  if (change.joins) {
    return callerOf(play, step).write(members, { personId: stage.personId(change.joins), joinedOn: today });
  }
  const personId = stage.personId(change.leaves ?? '');
  return callerOf(play, step).write(`${members}/${personId}/departure`, { leftOn: today });
}

async function contribute(
  play: Play,
  step: Step,
  { amount, collected }: NonNullable<Step['contributes']>,
): Promise<Answer> {
  const officer = play.stage.staff('the fund office');
  const isEmployer = castOf(play.file).employers.has(step.who ?? '');
  const pledge = {
    organisationId: play.stage.organisationId(step.who ?? ''),
    source: isEmployer ? 'employer' : 'provider',
    amountCents: amount,
  };
  const answer = await officer.write('/v1/fund/contributions', pledge);
  if (answer.status >= 300 || collected === 'no') return answer;
  const { id } = z.object({ id: z.uuid() }).parse(answer.body);
  return officer.write(`/v1/fund/contributions/${id}/collection`, {
    bankRef: `CASE-${step.on.toISOString()}`,
  });
}

async function recordUnits(
  play: Play,
  step: Step,
  details: NonNullable<Step['records units']>,
): Promise<Answer> {
  return onAward(play, step, 'deliveries', {
    orderId: (await openOrder(play, step, details.need, play.stage.organisationId(step.who ?? ''))).id,
    units: details.units,
    deliveredOn: details['delivered on'] ?? toPlainDate(step.on),
  });
}

async function giveAsVouchers(
  play: Play,
  step: Step,
  { need, units, service, vouchers: name }: NonNullable<Step['gives units as vouchers']>,
): Promise<Answer> {
  const application = play.file.applications[applicationOf(play.file, step)]!;
  const answer = await onAward(play, step, 'vouchers', {
    orderId: (await openOrder(play, step, need)).id,
    serviceId: await play.vouchers.serviceId(application.needs[need]!.provider, service),
    units,
    serviceFrom: toPlainDate(step.on),
  });
  if (answer.status < 300) {
    const { voucherIds } = z.object({ voucherIds: z.array(z.uuid()) }).parse(answer.body);
    await play.vouchers.note(application.beneficiary ?? application.applicant, name, voucherIds);
  }
  return answer;
}

/** The orders of a need: the service counts needs in the applicant's order, the case gives them names. */
export async function ordersOf(play: Play, step: Step, need: string): Promise<AwardView['orders']> {
  const { needs } = await assessmentOf(play, step);
  const position = Object.keys(play.file.applications[applicationOf(play.file, step)]!.needs).indexOf(need);
  return (await awardOf(play, step)).orders.filter(({ needId }) => needId === needs[position]?.id);
}

async function openOrder(play: Play, step: Step, need: string, providerId?: string) {
  const orders = await ordersOf(play, step, need);
  const found = orders.find((order) => (providerId ? order.providerId === providerId : order.isOpen));
  if (!found) throw new Error(`The award has no order for ${need}`);
  return found;
}

/** The units of a need in a state, or those with the numbers given, counted over all its orders from 1. */
async function unitIds(
  play: Play,
  step: Step,
  need: string,
  state: 'recorded' | 'disputed',
  numbers?: readonly number[],
): Promise<readonly string[]> {
  const orders = await ordersOf(play, step, need);
  const units = orders.flatMap(({ deliveredUnits }) => deliveredUnits);
  const wanted = numbers
    ? numbers.flatMap((number) => units[number - 1] ?? [])
    : units.filter((unit) => unit.state === state);
  return wanted.map(({ id }) => id);
}

export async function awardOf(play: Play, step: Step): Promise<AwardView> {
  const { awardId } = await assessmentOf(play, step);
  if (awardId === null) throw new Error('The application has no award');
  return play.stage.staff('the fund office').read(`/v1/awards/${awardId}`, awardView);
}

function assessmentOf(play: Play, step: Step): Promise<AssessmentView> {
  return play.stage
    .staff('the caseworker')
    .read(`/v1/assessments/${assessmentIdOf(play, step)}`, assessmentView);
}

async function onAssessment(play: Play, step: Step, path: string, body?: unknown): Promise<Answer> {
  return callerOf(play, step).write(`/v1/assessments/${assessmentIdOf(play, step)}/${path}`, body);
}

async function onAward(play: Play, step: Step, path: string, body?: unknown): Promise<Answer> {
  const { id } = await awardOf(play, step);
  return callerOf(play, step).write(`/v1/awards/${id}/${path}`, body);
}

function callerOf(play: Play, step: Step): Caller {
  return play.stage.caller(step.who ?? '');
}
