import { setTimeout as sleep } from 'node:timers/promises';
import { formatEuro } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import {
  caseTenApplication,
  caseTenDossier,
  householdL,
  type CaseTenPeople,
} from '../../prisma/seed/case-ten.ts';
import { Refused, signInAll, type Persona } from './caller.ts';

type Say = (line: string) => void;

interface Step {
  readonly assessmentId: string;
  readonly protocolNumber: string;
}

interface AwardView {
  readonly state: string;
  readonly amountCents: number;
  readonly orders: readonly { readonly id: string; readonly units: number }[];
}

const FUND_PATIENCE_MS = 20_000;

/**
 * Tells case 10 against a running demonstration: applied for at the desk, scored, decided by two people, held,
 * approved, delivered. It stops where a person must wait: the beneficiary has five working days to confirm.
 */
export async function tellStory(url: string, say: Say): Promise<void> {
  const [chiara, teresa, anna, elena] = (await signInAll(url, ['Chiara', 'Teresa', 'Anna', 'Elena'])) as [
    Persona,
    Persona,
    Persona,
    Persona,
  ];
  const people = await peopleOf(chiara, elena);
  const at = await apply(chiara, people, say);
  await score(chiara, at, people, say);
  const award = await decide(chiara, teresa, anna, at, say);
  if (!award) return;
  await deliver(anna, elena, award, say);
  say(
    `\nHere the story waits for a person: Lucia confirms the weeks she received, or says what is wrong; after five`,
  );
  say(`working days of silence they count as confirmed. Be Lucia and confirm: POST ${award}/confirmations.`);
  say(`Then Anna settles with the nursery: POST ${award}/settlements.`);
}

async function apply(chiara: Persona, people: CaseTenPeople, say: Say): Promise<string> {
  const opened = await chiara.post<Step>('/v1/assessments', caseTenApplication(people));
  say(
    `${chiara.label} opens an assessment at the desk: protocol ${opened.protocolNumber}. Lucia gets a receipt.`,
  );
  return `/v1/assessments/${opened.assessmentId}`;
}

/** Who lives in the household, told apart by age, and the nursery that Elena works for. */
async function peopleOf(chiara: Persona, elena: Persona): Promise<CaseTenPeople> {
  const { members } = await chiara.get<{ members: { personId: string }[] }>(`/v1/households/${householdL}`);
  const people = await Promise.all(
    members.map(({ personId }) =>
      chiara.get<{ id: string; birthDate: string }>(`/v1/people/${personId}?reason=assessment`),
    ),
  );
  const oldestFirst = people.toSorted((one, other) => (one.birthDate < other.birthDate ? -1 : 1));
  const [parent, older, younger] = oldestFirst.map(({ id }) => id);
  const { organisationId } = await elena.get<{ organisationId: string }>('/v1/me');
  return { parent: parent!, older: older!, younger: younger!, childcare: organisationId };
}

async function score(chiara: Persona, at: string, people: CaseTenPeople, say: Say): Promise<void> {
  try {
    await chiara.post(`${at}/completeness`);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(`She tries to declare it complete too early, and is told what to ask. ${error.detail}`);
  }
  await chiara.post(`${at}/dossier`, caseTenDossier(people));
  await chiara.post(`${at}/completeness`);
  const { scoreHundredths, band } = await chiara.get<{ scoreHundredths: number; band: string }>(at);
  say(
    `With the dossier complete the score is ${(scoreHundredths / 100).toFixed(2)}: ${band}. Rules and parameters are pinned.`,
  );
}

async function decide(
  chiara: Persona,
  teresa: Persona,
  anna: Persona,
  at: string,
  say: Say,
): Promise<string | undefined> {
  await chiara.post(`${at}/recommendation`, {
    outcome: 'grant',
    reason: 'Genitore solo, orario ridotto, morosità.',
  });
  say(`${chiara.label} recommends a grant, with her reasons.`);
  try {
    await teresa.post(`${at}/decision`, { outcome: 'grant', reason: 'Si condivide la proposta.' });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    say(`${teresa.label} cannot grant it. ${error.detail}`);
    say(
      'Household L has had its twelve months’ cap already: start on a new data folder to hear the story to its end.',
    );
    return undefined;
  }
  say(`${teresa.label} decides, on a dossier without names: granted. The letter goes out.`);
  const { awardId } = await chiara.get<{ awardId: string }>(at);
  const award = `/v1/awards/${awardId}`;
  const held = await whenHeld(anna, award);
  say(
    `The Fund holds ${formatEuro(held.amountCents)} for ${held.orders[0]!.units} of the twelve weeks: the household’s cap.`,
  );
  return award;
}

async function whenHeld(anna: Persona, award: string): Promise<AwardView> {
  for (const end = Date.now() + FUND_PATIENCE_MS; Date.now() < end; await sleep(250)) {
    const seen = await anna.get<AwardView>(award);
    if (seen.state !== 'awaitingFunds') return seen;
  }
  throw new Error(
    'The Fund has not held the money yet: is a worker running, and is there money? See GET /v1/fund.',
  );
}

async function deliver(anna: Persona, elena: Persona, award: string, say: Say): Promise<void> {
  await anna.post(`${award}/approval`);
  say(`${anna.label} approves the spending; she did not decide it. The nursery gets its order.`);
  const { orders } = await anna.get<AwardView>(award);
  await elena.post(`${award}/deliveries`, {
    orderId: orders[0]!.id,
    units: 2,
    deliveredOn: toPlainDate(new Date()),
  });
  say(`${elena.label} records two weeks delivered. Lucia is asked to confirm them.`);
}
