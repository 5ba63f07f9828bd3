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
  readonly releasedCents: number;
  readonly orders: readonly {
    readonly id: string;
    readonly units: number;
    readonly providerId: string;
    readonly deliveredUnits: readonly { readonly id: string }[];
  }[];
}

const FUND_PATIENCE_MS = 20_000;

/**
 * Tells case 10 against a running demonstration: applied for at the desk, scored, decided by two people, held,
 * approved, delivered. It stops where a person must wait: the beneficiary has five working days to confirm.
 */
export async function tellStory(url: string, say: Say): Promise<void> {
  const [chiara, teresa, anna, elena, lucia] = (await signInAll(url, [
    'Chiara',
    'Teresa',
    'Anna',
    'Elena',
    'Lucia',
  ])) as [Persona, Persona, Persona, Persona, Persona];
  const hadCents = await alreadyHadCents(chiara);
  if (hadCents > 0) {
    say(`The story was told here before: household L has had ${formatEuro(hadCents)} of its cap, and a cap`);
    say('counts for twelve months. Nothing was filed. To hear it again, stop the service and start it on a');
    say('new folder: DATA_DIR=.data-2 npm start, then DATA_DIR=.data-2 npm run demo.');
    return;
  }
  const people = await peopleOf(chiara, elena);
  const at = await apply(chiara, people, say);
  await score(chiara, at, people, say);
  const award = await decide(chiara, teresa, anna, at, say);
  await deliver(anna, elena, award, say);
  await sayWhatIsLeft(lucia, anna, award, say);
}

/** What awards to the household still count towards its cap: with any of it the story cannot come to its end. */
async function alreadyHadCents(chiara: Persona): Promise<number> {
  const { items } = await chiara.get<{ items: { id: string }[] }>(
    `/v1/assessments?householdId=${householdL}&limit=200`,
  );
  let hadCents = 0;
  for (const { id } of items) {
    const { awardId } = await chiara.get<{ awardId: string | null }>(`/v1/assessments/${id}`);
    if (awardId === null) continue;
    const { amountCents, releasedCents } = await chiara.get<AwardView>(`/v1/awards/${awardId}`);
    hadCents += amountCents - releasedCents;
  }
  return hadCents;
}

/** The two steps that people take from here, as lines to paste. */
async function sayWhatIsLeft(lucia: Persona, anna: Persona, award: string, say: Say): Promise<void> {
  const { orders } = await lucia.get<AwardView>(award);
  const [order] = orders;
  const unitIds = order!.deliveredUnits.map(({ id }) => id);
  say(
    '\nHere the story waits for a person: Lucia confirms the weeks she received, or says what is wrong; after five',
  );
  say(
    'working days of silence they count as confirmed. Be Lucia and confirm the units (unitIds) of the order:\n',
  );
  say(`  ${lucia.curl(`${award}/confirmations`, { unitIds })}\n`);
  say(
    'Then Anna settles with the nursery (providerId). bankRef is the reference of the bank transfer, any text:\n',
  );
  say(
    `  ${anna.curl(`${award}/settlements`, { providerId: order!.providerId, bankRef: 'TRN-2026-0001' })}\n`,
  );
  say(
    'The award shows its orders, with their providerId and the id of each delivered unit, and what was paid:\n',
  );
  say(`  ${lucia.curl(award)}`);
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
): Promise<string> {
  await chiara.post(`${at}/recommendation`, {
    outcome: 'grant',
    reason: 'Genitore solo, orario ridotto, morosità.',
  });
  say(`${chiara.label} recommends a grant, with her reasons.`);
  await teresa.post(`${at}/decision`, { outcome: 'grant', reason: 'Si condivide la proposta.' });
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
