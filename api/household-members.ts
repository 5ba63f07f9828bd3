import { z } from 'zod';
import { mostMembers } from '../domain/household.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { recordAudit } from '../activities/audit.ts';
import { wakeUp } from '../activities/wakeup.ts';
import type { Tx } from '../prisma/database.ts';
import { holdRow } from '../prisma/lock-row.ts';
import { constraintName } from '../prisma/retry.ts';
import { dateIn } from './dates.ts';
import { refuseBackwards, refuseFuture } from './invalid-field.ts';
import { route } from './route.ts';
import { id, plainDate } from './schema.ts';

export const newMember = z.strictObject({ personId: id, joinedOn: plainDate });
export const householdParams = z.strictObject({ householdId: id });
export const householdWord = { it: 'Nucleo familiare', en: 'Household' };

const change = z
  .strictObject({ id, reopenedAssessments: z.int() })
  .meta({ id: 'HouseholdChange', description: 'How many assessments look again at who the household is' });

const joinHousehold = route({
  kind: 'write',
  operation: 'joinHousehold',
  method: 'post',
  path: '/v1/households/{householdId}/members',
  tag: 'households',
  summary: {
    it: 'Una persona entra nel nucleo; le valutazioni non ancora decise tornano alla completezza',
    en: 'A person joins; assessments not yet decided go back to completeness',
  },
  who: ['caseworker'],
  status: 201,
  params: householdParams,
  body: newMember,
  reply: change,
  async write(tx, { params: { householdId }, body }, { vault }) {
    await lockToChange(tx, householdId);
    await refuseWhenFull(tx, householdId);
    await addMember(tx, householdId, body);
    await recordAudit(tx, vault, {
      action: 'household.joined',
      subjectKind: 'household',
      subjectId: householdId,
    });
    return { id: householdId, reopenedAssessments: await lookAgain(tx, householdId) };
  },
});

const leaveHousehold = route({
  kind: 'write',
  operation: 'leaveHousehold',
  method: 'post',
  path: '/v1/households/{householdId}/members/{personId}/departure',
  tag: 'households',
  summary: {
    it: 'Una persona lascia il nucleo; le valutazioni non ancora decise tornano alla completezza',
    en: 'A person leaves; assessments not yet decided go back to completeness',
  },
  who: ['caseworker'],
  params: householdParams.extend({ personId: id }),
  body: z.strictObject({ leftOn: plainDate }),
  reply: change,
  async write(tx, { params: { householdId, personId }, body: { leftOn } }, { vault }) {
    await lockToChange(tx, householdId);
    const row = await tx.db.householdMember.findFirst({ where: { householdId, personId, leftOn: null } });
    if (!row) throw notFound({ it: 'Componente del nucleo', en: 'Member of the household' });
    refuseFuture(tx, leftOn, '/body/leftOn');
    refuseBackwards(dateIn(row.joinedOn), leftOn, '/body/leftOn');
    await tx.db.householdMember.update({
      where: { id: row.id },
      data: { leftOn: toDateColumn(leftOn) },
    });
    await recordAudit(tx, vault, {
      action: 'household.left',
      subjectKind: 'household',
      subjectId: householdId,
    });
    return { id: householdId, reopenedAssessments: await lookAgain(tx, householdId) };
  },
});

/** Puts a person into a household; nobody belongs to two at once. */
export async function addMember(
  tx: Tx,
  householdId: string,
  { personId, joinedOn }: z.output<typeof newMember>,
  place = '/body',
): Promise<void> {
  const person = await tx.db.person.findFirst({ where: { id: personId, erasedAt: null } });
  if (!person) throw notFound({ it: 'Persona', en: 'Person' });
  refuseFuture(tx, joinedOn, `${place}/joinedOn`);
  refuseBackwards(dateIn(person.birthDate), joinedOn, `${place}/joinedOn`);
  try {
    await tx.db.householdMember.create({
      data: {
        allianceId: tx.allianceId,
        householdId,
        personId,
        joinedOn: toDateColumn(joinedOn),
      },
    });
  } catch (error) {
    if (constraintName(error) !== 'household_member_once') throw error;
    throw new Refusal('alreadyExists', {
      detail: {
        it: 'Questa persona fa già parte di un nucleo: prima registrare l’uscita.',
        en: 'This person belongs to a household already: first record that they left it.',
      },
      possible: ['leaveHousehold'],
    });
  }
}

/** The household is locked: of two who join at once, the second is counted after the first. */
async function refuseWhenFull(tx: Tx, householdId: string): Promise<void> {
  const members = await tx.db.householdMember.count({ where: { householdId, leftOn: null } });
  if (members < mostMembers) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: `Un nucleo ha al massimo ${mostMembers} componenti: registri prima chi ne è uscito, o un altro nucleo.`,
      en: `A household has ${mostMembers} members at most: first record who left, or enter another household.`,
    },
    possible: ['leaveHousehold', 'createHousehold'],
  });
}

/**
 * Counts the change and waits for every completeness, decision and hold of this household that is under way: what
 * comes after it is told, what came before it was for the household as it was.
 */
async function lockToChange(tx: Tx, householdId: string): Promise<void> {
  await holdRow(tx, 'household', householdId, 'UPDATE');
  const { count } = await tx.db.household.updateMany({
    where: { id: householdId },
    data: { revision: { increment: 1 } },
  });
  if (count === 0) throw notFound(householdWord);
}

/** Wakes the processes of the assessments that were evaluated for the old household and are not decided yet. */
async function lookAgain(tx: Tx, householdId: string): Promise<number> {
  const undecided = await tx.db.assessment.findMany({
    where: { householdId, state: { in: ['evaluation', 'deciding'] } },
    select: { id: true },
  });
  for (const assessment of undecided)
    await wakeUp(tx, processWorkflowId('fragilityAssessment', assessment.id));
  return undecided.length;
}

export const householdMemberRoutes = [joinHousehold, leaveHousehold];
