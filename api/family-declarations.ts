import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { openIdentity } from '../activities/identity.ts';
import type { ActivityServices } from '../activities/services.ts';
import { declareRelative, endDeclaration, openDeclaration } from '../activities/voucher/family.ts';
import { adjustYears } from '../activities/voucher/family-change.ts';
import { taxYear } from '../activities/voucher/law.ts';
import { familyRelations } from '../domain/family.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import { openingQuery, reachablePersonIds, reasonOrThrow } from './access.ts';
import { dateIn, instantIn } from './dates.ts';
import { taxSimulation } from './fringe-schema.ts';
import { invalidField, refuseBackwards } from './invalid-field.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

const tag = 'voucherLaw';
const who = ['employee', 'caseworker'] as const;
const path = '/v1/people/{personId}/family-declarations';
const params = z.strictObject({ personId: id });

const declared = {
  relation: z.enum(familyRelations),
  fiscallyDependent: z.boolean(),
  nonSelfSufficient: z.boolean(),
};
const adjustments = z
  .array(
    z.strictObject({
      employerId: id,
      year: z.int(),
      taxableBeforeCents: amountCents,
      taxableCents: amountCents,
      simulation: taxSimulation,
    }),
  )
  .meta({ description: 'What of a year turned taxable by this, or free of tax again' });

const declareFamily = route({
  kind: 'write',
  operation: 'declareFamily',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Dichiara un familiare, per sé o allo sportello; una dichiarazione nuova prende il posto di quella di prima',
    en: 'Declare a relative, for oneself or at the desk; a new declaration takes the place of the one before',
  },
  who,
  status: 201,
  params,
  body: z.strictObject({
    ...declared,
    relativeId: id.meta({
      description: 'Of one’s own household, or whom one represents; at the desk anybody',
    }),
    cohabiting: z.boolean().optional(),
    alimony: z.boolean().optional().meta({ description: 'Receives alimony that no court ordered' }),
    yearlyIncomeCents: amountCents.optional(),
    validFrom: plainDate,
    validUntil: plainDate.optional(),
  }),
  reply: z.strictObject({ id, adjustments }),
  async write(tx, { params: { personId }, body, principal }, services) {
    await employeeOrThrow(tx, principal, personId);
    await relativeOrThrow(tx, principal, { employeeId: personId, relativeId: body.relativeId });
    const { relativeId, validFrom, validUntil = null, ...rest } = body;
    refuseBackwards(validFrom, validUntil, '/body/validUntil');
    const { cohabiting = null, alimony = null, yearlyIncomeCents = null, ...always } = rest;
    const detail = { ...always, cohabiting, alimony, yearlyIncomeCents };
    const change = () =>
      declareRelative(tx, services, { employeeId: personId, relativeId, detail, validFrom, validUntil });
    const touched = { employeeId: personId, years: yearsFrom(tx, validFrom) };
    const { result, adjustments: found } = await adjustYears(tx, services, touched, change);
    return { id: result, adjustments: [...found] };
  },
});

const endFamilyDeclaration = route({
  kind: 'write',
  operation: 'endFamilyDeclaration',
  method: 'post',
  path: '/v1/family-declarations/{declarationId}/end',
  tag,
  summary: {
    it: 'Dice fino a quale giorno vale la dichiarazione su un familiare',
    en: 'Say until which day what was declared of a relative holds',
  },
  who,
  params: z.strictObject({ declarationId: id }),
  body: z.strictObject({ lastDay: plainDate }),
  reply: z.strictObject({ id, adjustments }),
  async write(tx, { params: { declarationId }, body: { lastDay }, principal }, services) {
    const row = await tx.db.familyDeclaration.findUnique({ where: { id: declarationId } });
    if (!row || !mayDeclareFor(principal, row.employeeId)) throw notFound(declarationWord);
    const touched = { employeeId: row.employeeId, years: yearsFrom(tx, lastDay) };
    const change = () => endDeclaration(tx, services, row, lastDay);
    const { result, adjustments: found } = await adjustYears(tx, services, touched, change);
    return { id: result, adjustments: [...found] };
  },
});

const listFamilyDeclarations = route({
  kind: 'read',
  operation: 'listFamilyDeclarations',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'I familiari dichiarati, anche quelli di prima; chi li legge per lavoro dice perché',
    en: 'The relatives declared, those of before too; whoever reads them at work says why',
  },
  who,
  params,
  query: openingQuery,
  reply: z.strictObject({
    items: z.array(
      z.strictObject({
        ...declared,
        id,
        relativeId: id,
        relativeName: z.string().nullable().meta({ description: 'None once it was erased' }),
        cohabiting: z.boolean().nullable(),
        alimony: z.boolean().nullable(),
        yearlyIncomeCents: amountCents.nullable(),
        validFrom: plainDate,
        validUntil: plainDate.nullable(),
        replacedAt: instant.nullable(),
      }),
    ),
  }),
  async read(tx, { params: { personId }, query, principal }, services) {
    await employeeOrThrow(tx, principal, personId);
    if (personId !== principal.personId)
      await recordAudit(tx, services.vault, {
        action: 'family.opened',
        subjectKind: 'person',
        subjectId: personId,
        reason: reasonOrThrow(query.reason),
      });
    const rows = await tx.db.familyDeclaration.findMany({
      where: { employeeId: personId },
      orderBy: [{ validFrom: 'asc' }, { id: 'asc' }],
    });
    const items = [];
    for (const row of rows) {
      const { detail } = await openDeclaration(tx, services, row);
      items.push({
        ...detail,
        id: row.id,
        relativeId: row.relativeId,
        relativeName: await nameOf(tx, services, row.relativeId),
        validFrom: dateIn(row.validFrom)!,
        validUntil: dateIn(row.validUntil),
        replacedAt: instantIn(row.replacedAt),
      });
    }
    return { items };
  },
});

async function nameOf(tx: Tx, { vault }: Pick<ActivityServices, 'vault'>, personId: string) {
  const person = await tx.db.person.findUniqueOrThrow({ where: { id: personId } });
  const identity = await openIdentity(tx, vault, person);
  return identity ? `${identity.givenName} ${identity.familyName}` : null;
}

const declarationWord = { it: 'Dichiarazione', en: 'Declaration' };

/** Nobody declares for somebody else, but for a caseworker at the desk. */
function mayDeclareFor(principal: Principal, employeeId: string): boolean {
  return principal.personId === employeeId || hasRole(principal, 'caseworker');
}

async function employeeOrThrow(tx: Tx, principal: Principal, personId: string): Promise<void> {
  const known = mayDeclareFor(principal, personId) && (await isKnown(tx, personId));
  if (!known) throw notFound({ it: 'Persona', en: 'Person' });
}

/** Whom one may name: else an id alone would tell that somebody is entered here, and put their name on a voucher. */
async function relativeOrThrow(
  tx: Tx,
  principal: Principal,
  { employeeId, relativeId }: { readonly employeeId: string; readonly relativeId: string },
): Promise<void> {
  const isOfThem =
    hasRole(principal, 'caseworker') ||
    (await reachablePersonIds(tx, principal)).includes(relativeId) ||
    (await shareHousehold(tx, employeeId, relativeId));
  if (relativeId !== employeeId && isOfThem && (await isKnown(tx, relativeId))) return;
  throw invalidField('/body/relativeId', {
    it: 'è una persona del proprio nucleo o che si rappresenta; per gli altri la dichiara l’assistente sociale allo sportello',
    en: 'is a person of one’s own household, or whom one represents; for others a caseworker declares it at the desk',
  });
}

async function isKnown(tx: Tx, personId: string): Promise<boolean> {
  return (await tx.db.person.count({ where: { id: personId, erasedAt: null } })) > 0;
}

async function shareHousehold(tx: Tx, personId: string, otherId: string): Promise<boolean> {
  const home = await tx.db.householdMember.findFirst({ where: { personId, leftOn: null } });
  if (!home) return false;
  const { householdId } = home;
  return (await tx.db.householdMember.count({ where: { householdId, personId: otherId, leftOn: null } })) > 0;
}

/** The years whose limits may change: the one in which it begins or ends, and this one. */
function yearsFrom(tx: Tx, day: string): readonly number[] {
  const earliest = 2016;
  const first = Math.max(earliest, Number(day.slice(0, 4)));
  const thisYear = taxYear(tx.now);
  return first >= thisYear
    ? [first]
    : Array.from({ length: thisYear - first + 1 }, (_, index) => first + index);
}

export const familyDeclarationRoutes = [declareFamily, endFamilyDeclaration, listFamilyDeclarations];
