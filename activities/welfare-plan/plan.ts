import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import { namesOnePerson, type PlanPopulation } from '../../domain/welfare-plan.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CarryOver, FamilyMode, PlanSource, WelfarePlan } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Vault } from '../../vault/vault.ts';
import { voucherExpiryId } from '../../workflows/contract.ts';
import { wakeUp } from '../wakeup.ts';
import { employeeNames } from './employees.ts';

/** What an employer writes: for whom, agreed how, from when to when, and where goes what nobody spends. */
export interface NewPlan {
  readonly name: string;
  readonly source: PlanSource;
  readonly population: PlanPopulation;
  readonly populationValue: string | null;
  readonly validFrom: PlainDate;
  readonly validUntil: PlainDate;
  readonly voucherDays: number;
  readonly carryOver: CarryOver;
  readonly familyMode: FamilyMode;
  readonly graceDays: number;
}

export const planWord = { it: 'Piano welfare', en: 'Welfare plan' };

/** Writes a plan as a draft, which gives nobody anything. Refuses one whose population is a person. */
export async function writePlan(
  tx: Tx,
  vault: Vault,
  { organisationId, createdBy, ...plan }: NewPlan & { organisationId: string; createdBy: string },
): Promise<WelfarePlan> {
  if (plan.populationValue !== null) {
    const names = await employeeNames(tx, vault, { organisationId, day: toPlainDate(tx.now) });
    if (namesOnePerson(plan.populationValue, names)) throw forOnePerson;
  }
  return tx.db.welfarePlan.create({
    data: {
      ...plan,
      validFrom: toDateColumn(plan.validFrom),
      validUntil: toDateColumn(plan.validUntil),
      allianceId: tx.allianceId,
      organisationId,
      createdBy,
      createdAt: tx.now,
    },
  });
}

/** From here on the plan's terms stand, and credit can be given. */
export async function activatePlan(tx: Tx, planId: string): Promise<WelfarePlan> {
  const plan = await lockedPlan(tx, planId);
  if (plan.state !== 'draft') throw notPossible(plan);
  if (plan.validUntil < toDateColumn(toPlainDate(tx.now))) throw overAlready;
  return tx.db.welfarePlan.update({ where: { id: plan.id }, data: { state: 'active' } });
}

/** No more credit and no more orders; what was issued stays good. A draft that is closed was given up. */
export async function closePlan(tx: Tx, planId: string): Promise<WelfarePlan> {
  const plan = await lockedPlan(tx, planId);
  if (plan.state === 'closed') throw notPossible(plan);
  return tx.db.welfarePlan.update({ where: { id: plan.id }, data: { state: 'closed' } });
}

/** Says, once, into which of the employer's plans goes what is left of this one. */
export async function nameNextPlan(tx: Tx, planId: string, nextPlanId: string): Promise<WelfarePlan> {
  const plan = await lockedPlan(tx, planId);
  if (plan.carryOver !== 'nextPlan' || plan.nextPlanId !== null) throw notPossible(plan);
  const { organisationId, validUntil } = plan;
  const next = await tx.db.welfarePlan.findFirst({
    where: { id: nextPlanId, organisationId, state: { not: 'closed' }, validUntil: { gt: validUntil } },
  });
  if (!next) throw notNext;
  await wakeUp(tx, voucherExpiryId(tx.allianceId));
  return tx.db.welfarePlan.update({ where: { id: plan.id }, data: { nextPlanId } });
}

async function lockedPlan(tx: Tx, planId: string): Promise<WelfarePlan> {
  const plan = await lockRow(tx, 'welfare_plan', planId, 'NO KEY UPDATE');
  if (!plan) throw notFound(planWord);
  return plan;
}

const stepsOf = {
  draft: ['activateWelfarePlan', 'closeWelfarePlan'],
  active: ['creditWallet', 'creditWalletsFromFile', 'closeWelfarePlan'],
  closed: [],
} as const;

function notPossible({ state }: WelfarePlan): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: `Il piano è ${{ draft: 'una bozza', active: 'attivo', closed: 'chiuso' }[state]}: le sue condizioni non cambiano più in questo modo. Per altre condizioni scrivere un altro piano.`,
      en: `The plan is ${{ draft: 'a draft', active: 'active', closed: 'closed' }[state]}: this cannot be done with it. For other terms write another plan.`,
    },
    possible: stepsOf[state],
  });
}

const forOnePerson = new Refusal('planNamesOnePerson', {
  detail: {
    it: 'La popolazione indica una persona precisa: i benefici dell’art. 51 c. 2 TUIR spettano alla generalità o a categorie di dipendenti, e ciò che si dà a una persona è retribuzione. Descriva la categoria con un criterio oggettivo, che vale per chiunque vi rientri.',
    en: 'The population is one certain person: the benefits of art. 51 c. 2 TUIR are for all employees or for categories of them, and what is given to a person is pay. Tell the category by an objective rule that holds for whoever meets it.',
  },
  errors: [
    {
      pointer: '/body/populationValue',
      message: { it: 'un criterio oggettivo, non una persona', en: 'an objective rule, not a person' },
    },
  ],
});

const overAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’ultimo giorno del piano è già passato: scriva un piano nuovo.',
    en: 'The last day of the plan is past: write a new plan.',
  },
  possible: ['writeWelfarePlan'],
});

const notNext = new Refusal('invalidRequest', {
  detail: {
    it: 'Corregga il campo indicato e invii di nuovo.',
    en: 'Correct the field shown and send again.',
  },
  errors: [
    {
      pointer: '/body/nextPlanId',
      message: {
        it: 'un proprio piano non chiuso, che finisce dopo questo',
        en: 'one’s own plan that is not closed and ends after this one',
      },
    },
  ],
});
