import type { AnyMutant, SqlMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const unit = 'test/welfare-plan.test.ts';
const desk = 'test/welfare-plan-api.test.ts';
const invoices = 'test/welfare-plan-invoices.test.ts';
const plan = 'activities/welfare-plan/plan.ts';
const wallets = 'api/wallets.ts';
const access = 'api/welfare-access.ts';
const invoice = 'activities/welfare-plan/invoice.ts';
const bank = 'activities/bank-reference.ts';
const rules = 'domain/welfare-plan.ts';

/** A trigger's function without one of its conditions. */
const withoutCondition = (name: string, guard: string, condition: string, test: string): SqlMutant => ({
  name: `plans: ${name}`,
  provenBy: test,
  sql: `DO $mutant$
    DECLARE definition text := pg_get_functiondef('${guard}'::regproc);
    BEGIN
      IF position($c$${condition}$c$ IN definition) = 0 THEN RAISE EXCEPTION 'the mutant finds nothing to remove'; END IF;
      EXECUTE replace(definition, $c$${condition}$c$, 'IF false AND ' || substr($c$${condition}$c$, 4));
    END $mutant$`,
});

/** What keeps a plan lawful, credit covered by money, and what an employer learns to sums. */
export const planMutants: readonly AnyMutant[] = [
  ...provenBy(unit, [
    [
      'plans: a name is a category',
      rules,
      'if (name.length > 1 && name.every((word) => words.has(word))) return true;',
    ],
    [
      'plans: a tax code is a category',
      rules,
      '[taxCodeInside, addressInside, badgeInside]',
      '[addressInside, badgeInside]',
    ],
    ['plans: a category of one is not worth a word', rules, 'membersToday <= 1', 'membersToday < 1'],
    [
      'plans: four are a group',
      'domain/small-groups.ts',
      'export const SMALLEST_GROUP = 5;',
      'export const SMALLEST_GROUP = 4;',
    ],
    ['plans: one person is told by subtraction', rules, '    since = [];\n'],
    [
      'wallets: the last day of grace is over',
      'domain/wallet.ts',
      'on > ordersUntil ?',
      'on >= ordersUntil ?',
    ],
    [
      'wallets: nobody ever leaves',
      'domain/wallet.ts',
      "ordersUntil === null || on > ordersUntil ? 'left' : null",
      'null',
    ],
    [
      'credits: one person twice in a list',
      'activities/welfare-plan/credit-file.ts',
      'firstOf.has(line.taxCode)',
      'false',
    ],
  ]),
  ...provenBy('test/small-groups.test.ts', [
    [
      'flows: four households are told',
      'domain/small-groups.ts',
      'const isSmall = members < SMALLEST_GROUP;',
      'const isSmall = members < 4;',
    ],
    [
      'flows: a small group is told by subtraction',
      'domain/small-groups.ts',
      'hidden > 0 && (hidden < 2 || leftOut < SMALLEST_GROUP)',
      'false',
    ],
    [
      'flows: one small group among empty ones is told by subtraction',
      'domain/small-groups.ts',
      '  if (tellsSmall()) return new Set();\n',
    ],
  ]),
  ...provenBy('test/fund-forecast.test.ts', [
    [
      'forecast: the Fund gives what it does not have',
      'domain/fund-forecast.ts',
      'Math.min(availableCents, waitingCents)',
      'waitingCents',
    ],
  ]),
  ...provenBy(desk, [
    [
      'plans: a person is a population',
      plan,
      'if (namesOnePerson(plan.populationValue, names)) throw forOnePerson;',
      'void names;',
    ],
    ['plans: active twice', plan, "if (plan.state !== 'draft') throw notPossible(plan);"],
    [
      'plans: active when it is over',
      plan,
      'if (plan.validUntil < toDateColumn(toPlainDate(tx.now))) throw overAlready;',
    ],
    ['plans: closed twice', plan, "if (plan.state === 'closed') throw notPossible(plan);"],
    ['plans: another employer’s plan follows', plan, 'id: nextPlanId, organisationId,', 'id: nextPlanId,'],
    [
      'plans: followed although its credit goes elsewhere',
      plan,
      "if (plan.carryOver !== 'nextPlan' || plan.nextPlanId !== null) throw notPossible(plan);",
    ],
    [
      'plans: everybody sees every plan',
      access,
      'AND: [{ id: planId }, ofVisibleEmployers(principal)]',
      'id: planId',
    ],
    [
      'plans: everybody changes every plan',
      access,
      'where: { id: planId, organisationId } });',
      'where: { id: planId } });\n  void organisationId;',
    ],
    [
      'prefund: everybody sees every balance',
      'api/prefund.ts',
      "if (!isOwn) throw notFound({ it: 'Datore di lavoro', en: 'Employer' });",
    ],
    [
      'prefund: anybody pays in',
      'activities/welfare-plan/prefund.ts',
      "if (known === 0) throw notFound({ it: 'Datore di lavoro', en: 'Employer' });",
    ],
    ['bank: a prefund’s line is a contribution’s too', bank, '(await tx.db.prefund.count({ where })) +'],
    ['bank: a contribution’s line is a prefund’s too', bank, '(await tx.db.contribution.count({ where })) +'],
    [
      'bank: two record a line at once',
      bank,
      '  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${line}, 0))`;\n',
      '  void line;\n',
    ],
    ['credits: of a draft', access, "if (plan.state !== 'active') throw notActive;"],
    [
      'credits: of a plan that is over',
      access,
      'if (fromDateColumn(plan.validUntil) < toPlainDate(tx.now)) throw isOver;',
    ],
    [
      'credits: to whoever has a tax code',
      'activities/welfare-plan/employees.ts',
      '.filter(([, id]) => working.has(id))',
    ],
    [
      'credits: too small a prefund is an accident',
      'activities/welfare-plan/credit.ts',
      "if (!(error instanceof LedgerRefusal) || error.code !== 'insufficientFunds') throw error;",
      'throw error;',
    ],
    ['wallets: everybody sees every movement', wallets, 'AND: [{ id: walletId }, own]', 'id: walletId'],
    [
      'wallets: a frozen one orders',
      'activities/welfare-plan/standing.ts',
      'if (view!.standing.stop !== null) throw frozen(view!.standing.stop);',
    ],
  ]),
  ...provenBy(desk, [
    [
      'credits: taken over out of balance',
      'api/opening-balances.ts',
      'if (totalOf(credits) !== totalCents) throw unbalanced(totalOf(credits));',
    ],
    [
      'credits: a look at a list takes it over',
      'api/opening-balances.ts',
      "if (dryRun === 'true')",
      'if (false)',
    ],
    [
      'bank: taken over with a line that was used',
      'api/opening-balances.ts',
      '    await refuseUsedBankRef(tx, bankRef);\n',
    ],
  ]),
  ...provenBy('test/employer-credits.test.ts', [
    [
      'credits: a list with somebody from elsewhere',
      'activities/welfare-plan/credit-list.ts',
      '...elsewhere.map(({ number }) => ({ number, why: notEmployed }))',
      '',
    ],
    [
      'credits: of wrong lines those from elsewhere are told later',
      'activities/welfare-plan/credit-list.ts',
      'refuseLines([...wrong, ',
      'refuseLines(wrong);\n  refuseLines([',
    ],
    [
      'credits: another employer reads the name behind a tax code',
      'api/employee-searches.ts',
      'await ownPlanOrThrow(tx, principal, params.planId)',
      'await tx.db.welfarePlan.findFirstOrThrow({ where: { id: params.planId } })',
    ],
  ]),
  ...provenBy(invoices, [
    [
      'invoices: of a month that goes on',
      invoice,
      'if (draft.month >= monthOf(toPlainDate(tx.now))) throw monthNotOver;',
    ],
    ['invoices: two at once', invoice, "  await holdRow(tx, 'organisation', organisationId);\n"],
    [
      'invoices: a month twice',
      invoice,
      'if ((await tx.db.employerInvoice.count({ where: { organisationId, month } })) > 0) throw drawnUpAlready;',
    ],
    [
      'invoices: a voucher that was voided',
      invoice,
      '     WHERE NOT EXISTS (SELECT FROM ledger.transfer r WHERE r.reverses_id = pledge.transfer_id)',
    ],
    [
      'invoices: paid while a voucher is voided',
      invoice,
      '  await tx.db.$queryRaw`SELECT id FROM voucher WHERE id = ANY (${ids}::uuid[]) ORDER BY id FOR SHARE`;\n',
    ],
    ['invoices: paid twice', invoice, 'if (invoice.paidAt) throw paidAlready;'],
    [
      'invoices: paid by several at once',
      invoice,
      "await lockRow(tx, 'employer_invoice', invoiceId, 'NO KEY UPDATE')",
      'await tx.db.employerInvoice.findUnique({ where: { id: invoiceId } })',
    ],
    [
      'invoices: paid with another amount',
      invoice,
      'if (payment.amountCents !== shareCents + prefundCents) throw otherAmount(shareCents + prefundCents);',
    ],
    ['invoices: what was collected is given back', invoice, ' AND i.paid_at IS NOT NULL`', ' AND false`'],
    [
      'invoices: everybody sees every one',
      'api/employer-invoices.ts',
      '        ...ofVisibleEmployers(principal),\n',
    ],
  ]),
  withoutCondition('terms that change', 'guard_welfare_plan', "IF OLD.state <> 'draft' AND", desk),
  withoutCondition('a plan that changes hands', 'guard_welfare_plan', 'IF (NEW.id, ', desk),
  withoutCondition(
    'followed by one plan, then another',
    'guard_welfare_plan',
    'IF OLD.next_plan_id IS NOT NULL AND',
    desk,
  ),
  withoutCondition('active, then a draft again', 'guard_welfare_plan', 'IF NEW.state <> OLD.state AND', desk),
  withoutCondition('an invoice that changes', 'guard_employer_invoice', 'IF (NEW.id, ', invoices),
  withoutCondition(
    'an invoice paid twice',
    'guard_employer_invoice',
    'IF OLD.paid_at IS NOT NULL THEN',
    invoices,
  ),
];
