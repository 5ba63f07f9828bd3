import { setTimeout as sleep } from 'node:timers/promises';
import { formatEuro } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import { seedId } from '../../prisma/seed/seed-id.ts';
import { signInAll, type Persona } from './caller.ts';

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

const household = seedId('household/L');
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
  const at = await apply(chiara, lucia, elena, say);
  await score(chiara, at, say);
  const award = await decide(chiara, teresa, anna, at, say);
  if (!award) return;
  await deliver(anna, elena, award, say);
  say(
    `\nHere the story waits for a person: Lucia confirms the weeks she received, or says what is wrong; after five`,
  );
  say(`working days of silence they count as confirmed. Be Lucia and confirm: POST ${award}/confirmations.`);
  say(`Then Anna settles with the nursery: POST ${award}/settlements.`);
}

async function apply(chiara: Persona, lucia: Persona, elena: Persona, say: Say): Promise<string> {
  const me = await lucia.get<{ personId: string }>('/v1/me');
  const provider = await elena.get<{ organisationId: string }>('/v1/me');
  const youngest = (await peopleOf(chiara)).at(-1)!.id;
  const opened = await chiara.post<Step>('/v1/assessments', {
    householdId: household,
    applicantId: me.personId,
    beneficiaryId: me.personId,
    channel: 'desk',
    needs: [
      {
        description: 'Nido, settimana intera',
        service: 'forMinor',
        forPersonId: youngest,
        parentsApart: false,
        unit: 'settimana',
        units: 12,
        unitPriceCents: 9_500,
        providerId: provider.organisationId,
      },
    ],
  });
  say(
    `${chiara.label} opens an assessment at the desk: protocol ${opened.protocolNumber}. Lucia gets a receipt.`,
  );
  return `/v1/assessments/${opened.assessmentId}`;
}

/** Who lives in the household, the oldest first. */
async function peopleOf(chiara: Persona): Promise<{ id: string; birthDate: string }[]> {
  const { members } = await chiara.get<{ members: { personId: string }[] }>(`/v1/households/${household}`);
  const people = await Promise.all(
    members.map(({ personId }) =>
      chiara.get<{ id: string; birthDate: string }>(`/v1/people/${personId}?reason=assessment`),
    ),
  );
  return people.toSorted((one, other) => (one.birthDate < other.birthDate ? -1 : 1));
}

async function score(chiara: Persona, at: string, say: Say): Promise<void> {
  try {
    await chiara.post(`${at}/completeness`);
  } catch (error) {
    say(`She tries to declare it complete too early, and is told what to ask: ${(error as Error).message}`);
  }
  await chiara.post(`${at}/dossier`, { items: await dossierItems(chiara) });
  await chiara.post(`${at}/completeness`);
  const { scoreHundredths, band } = await chiara.get<{ scoreHundredths: number; band: string }>(at);
  say(
    `With the dossier complete the score is ${(scoreHundredths / 100).toFixed(2)}: ${band}. Rules and parameters are pinned.`,
  );
}

async function dossierItems(chiara: Persona): Promise<readonly object[]> {
  const today = toPlainDate(new Date());
  const evidence = { foundBy: 'desk', foundOn: today, note: 'Colloquio allo sportello.', documentIds: [] };
  const people = await peopleOf(chiara);
  const [parent] = people;
  const isee = {
    kind: 'ORDINARIO',
    valueCents: 572_650,
    issuedOn: `${today.slice(0, 4)}-01-02`,
    validUntil: `${today.slice(0, 4)}-12-31`,
    protocol: 'INPS-ISEE-DIMOSTRATIVA',
  };
  const work = {
    events: [{ kind: 'reducedHoursOrPay', on: today, averageOfSixMonthsBefore: 100_000, now: 70_000 }],
    evidence,
  };
  return [
    { kind: 'independent', personId: parent!.id, value: evidence },
    ...people.map(({ id }) => ({ kind: 'certificate', personId: id, value: 'none' })),
    { kind: 'isee', value: isee },
    { kind: 'work', value: work },
    { kind: 'housing', value: { evictionOrder: false, arrearsMonths: 3, overcrowded: false, evidence } },
    { kind: 'network', value: { value: 'weak', evidence } },
    { kind: 'soleCaregiver', value: { value: true, evidence } },
  ];
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
    say(`${teresa.label} cannot grant it: ${(error as Error).message}`);
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
