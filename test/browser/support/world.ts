import { shippedCharter } from '../../../activities/charter-versions.ts';
import { addDays } from '../../../domain/plain-date.ts';
import { toPlainDate } from '../../../domain/time.ts';
import { organisationId } from '../../../prisma/seed/organisations.ts';
import { accountId } from '../../../prisma/seed/personas.ts';
import { shippedVersionOrThrow } from '../../../rules/shipped.ts';
import type { Stack } from '../../support/stack.ts';
import { acceptCandidate, sayMost } from './candidates.ts';
import { openCases } from './cases.ts';
import type { Desk } from './desk.ts';
import { applyForLucia, peopleOfLucia } from './household.ts';
import { orderPrivately, orderWeeks, proposeMoment } from './purchases.ts';
import { fillOffice } from './settled.ts';

/** What addresses name that is not the newest of its kind. */
export type World = Readonly<Record<string, string>>;

const nursery = organisationId('nido-pulcini');

/** What the demonstration has none of on its first day, so that every screen has something to show. */
export async function fillWorld(desk: Desk): Promise<World> {
  const { stack } = desk;
  const chiara = await stack.as('Chiara');
  const people = await peopleOfLucia(stack);
  const applied = await applyForLucia(stack);
  const cases = await openCases(stack);
  const versions = await writeVersions(stack);
  const settled = await fillOffice(desk);
  const begun = await sayMost(stack);
  const candidate = await acceptCandidate(stack);
  const vouchers = await keepWeeks(desk);
  await writeToTheDesk(stack);
  const { signingId: signing } = await chiara.does('/v1/charter-signings', { organisationId: nursery });
  const known = {
    applied,
    begun,
    signing,
    nursery,
    lucia: people.applicantId,
    household: people.householdId,
  };
  return { ...cases, ...versions, ...settled, ...candidate, ...vouchers, ...known };
}

/** Weeks that Lucia has still to spend: of one she proposed the moment, another is free. */
async function keepWeeks(desk: Desk) {
  await proposeMoment(desk);
  const [voucher, spare] = (await orderWeeks(desk, 2)).vouchers;
  await orderPrivately(desk);
  return { voucher: voucher!, spare: spare! };
}

/** What a provider and an employee tell the desk, and when a colleague is away. */
async function writeToTheDesk(stack: Stack): Promise<void> {
  const [elena, lucia, marco] = await Promise.all(['Elena', 'Lucia', 'Marco'].map((name) => stack.as(name)));
  await elena!.does('/v1/provider-complaints', { about: 'price', reasons: 'Il listino non è aggiornato.' });
  const [place] = (await elena!.get(`/v1/directory/${nursery}`)).body.places;
  await elena!.does(`/v1/organisations/${nursery}/service-proposals`, {
    category: 'culture',
    name: 'Laboratorio di prova',
    unit: 'session',
    unitPriceCents: 1_500,
    vatTreatment: 'exempt',
    taxLetters: ['f'],
    placeIds: [place.id],
  });
  await lucia!.does('/v1/provider-suggestions', {
    organisationName: 'Palestra di prova',
    category: 'sports',
  });
  const tomorrow = addDays(toPlainDate(new Date()), 1);
  const absence = { substituteId: accountId('chiara'), fromDate: tomorrow, toDate: addDays(tomorrow, 5) };
  await marco!.does('/v1/absences', absence);
}

/** A rule set and the charter have a draft beside the version in force. */
async function writeVersions(stack: Stack) {
  const sara = await stack.as('Sara');
  const version = structuredClone(shippedVersionOrThrow('provider-proximity'));
  version.parameters.find(({ name }) => name === 'neighbourMaxMetres')!.value = 20_000;
  const { id: ruleDraft } = await sara.does('/v1/rule-versions', version);
  const { items } = (await sara.get('/v1/rule-sets/provider-proximity/versions')).body;
  const title = { it: 'Carta riveduta', en: 'Charter revised' };
  const { id: charterDraft } = await sara.does('/v1/charter-versions', { ...shippedCharter, title });
  const charters = (await sara.get('/v1/charter-versions')).body.items as { id: string }[];
  const charter = charters.find(({ id }) => id !== charterDraft)!.id;
  const ruleInForce = (items as { id: string }[]).find(({ id }) => id !== ruleDraft)!.id;
  return { ruleDraft, ruleInForce, charterDraft, charter };
}
