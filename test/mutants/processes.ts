import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const deadlines = 'activities/fire-deadline.ts';
const process = 'workflows/process.ts';

/** What makes each thing happen once, in its turn and in its time, whatever dies meanwhile. */
export const processMutants: readonly CodeMutant[] = [
  ...provenBy('test/row-locks.test.ts', [
    ['locks: a submission is not locked', 'activities/submission.ts', 'FOR UPDATE`', '`'],
    [
      'locks: a step locks nothing',
      'prisma/lock-row.ts',
      ' FOR ${Prisma.raw(strength)}`;\n  return row',
      '`;\n  return row',
    ],
    [
      'locks: the household is not locked at the hold',
      'activities/fund/allocation.ts',
      "  await holdRow(tx, 'household', next.householdId);\n",
    ],
    [
      'locks: an award is not locked',
      'activities/fund/award.ts',
      "await lockRow(tx, 'award', awardId)",
      'await tx.db.award.findUnique({ where: { id: awardId } })',
    ],
    [
      'locks: an assessment is not locked',
      'activities/fragility-assessment/assessment.ts',
      "await lockRow(tx, 'assessment', assessmentId)",
      'await tx.db.assessment.findUnique({ where: { id: assessmentId } })',
    ],
    [
      'locks: an assessment is not locked when its household changed',
      'activities/fragility-assessment/household-change.ts',
      "await lockRow(tx, 'assessment', assessmentId)",
      'await tx.db.assessment.findUnique({ where: { id: assessmentId } })',
    ],
    [
      'locks: a person is not locked',
      'api/people.ts',
      "lockRow(tx, 'person', personId, 'NO KEY UPDATE')",
      'tx.db.person.findUnique({ where: { id: personId } }) as never',
    ],
    ['locks: a task is not locked', 'api/task-access.ts', "  await holdRow(tx, 'task', taskId);\n"],
    ['locks: who is absent is not locked', 'api/absences.ts', "  await holdRow(tx, 'account', accountId);\n"],
    [
      'locks: escalation undoes a claim made at the same moment',
      'activities/tasks.ts',
      "await lockRow(tx, 'task', deadline.targetId!)",
      'await tx.db.task.findUnique({ where: { id: deadline.targetId! } })',
    ],
    [
      'locks: a rule version is not locked',
      'rules/store.ts',
      "  await holdRow(tx, 'rule_version', id, 'UPDATE');\n",
    ],
    [
      'locks: a contribution is not locked',
      'activities/contributions.ts',
      "lockRow(tx, 'contribution', id, 'NO KEY UPDATE')",
      'tx.db.contribution.findUnique({ where: { id } })',
    ],
  ]),
  ...provenBy('test/lock-row.test.ts', [
    ['lists: an empty one is null', 'prisma/lock-row.ts', 'lists.has(name) ? (value ?? []) : value', 'value'],
  ]),
  ...provenBy('test/api/fund.test.ts', [
    ['fund: a bank line collects twice', 'activities/bank-reference.ts', 'if (used > 0) throw usedAlready;'],
    [
      'fund: whoever is neither employer nor provider pledges',
      'activities/contributions.ts',
      'if (!organisation?.roles.includes(source)) throw',
      'if (!organisation) throw',
    ],
    [
      'fund: money that came in wakes nobody',
      'activities/contributions.ts',
      '  await wakeUp(tx, fundAllocationId(tx.allianceId));\n',
    ],
  ]),
  ...provenBy('test/holds/fund-races.test.ts', [
    [
      'fund: an award is held twice',
      'activities/fund/allocation.ts',
      "if (award.state !== 'awaitingFunds') return { more: true };",
    ],
    [
      'fund: the waiting order is not kept',
      'activities/fund/allocation.ts',
      'candidates.toSorted(compare)',
      'candidates',
    ],
    [
      'fund: the cap is not consumed by what is held',
      'activities/fragility-assessment/access-facts.ts',
      "'held', 'delivering', 'settled', 'released'",
      "'settled'",
    ],
    [
      'fund: a hold wakes no disbursement',
      'activities/fund/allocation.ts',
      "  await mailIfGrantIsTold(tx, services, held, 'waitingOver');\n  await wakeUp(tx, processWorkflowId('fundDisbursement', award.id));",
      "  await mailIfGrantIsTold(tx, services, held, 'waitingOver');",
    ],
  ]),
  ...provenBy('test/waiting-list.test.ts', [
    [
      'waiting list: shown as it was decided',
      'activities/fund/waiting-order.ts',
      'if (one.candidate && other.candidate) return compare(one.candidate, other.candidate);',
    ],
    [
      'waiting list: whoever was served ends it',
      'activities/fund/waiting-order.ts',
      'others: served ? [served] : []',
      'others: []',
    ],
    [
      'waiting list: whoever was served keeps a place',
      'activities/fund/waiting-order.ts',
      'candidate && isWaiting.has(award.id)',
      'candidate',
    ],
    [
      'waiting list: one that cannot be looked at ends it',
      'activities/fund/waiting-order.ts',
      'if (isPermanent(error)) return undefined;',
    ],
  ]),
  ...provenBy('test/permanent-errors.test.ts', [
    [
      'accidents: a step that can never succeed is tried for ever',
      'activities/submission.ts',
      '    if (!isPermanent(error)) throw error;',
      '    if (error) throw error;',
    ],
    [
      'accidents: a moment that can never be kept is tried for ever',
      deadlines,
      '    if (!isPermanent(error)) throw error;',
      '    if (error) throw error;',
    ],
    [
      'accidents: a look again that can never succeed is tried for ever',
      'activities/look-again.ts',
      '    if (!isPermanent(error)) throw error;',
      '    if (error) throw error;',
    ],
    [
      'accidents: an award that cannot be looked at stops the Fund for everybody',
      'activities/fund/allocation.ts',
      'throw isPermanent(error) ? new FailedForGood(id, error) : error;',
      'throw error;',
    ],
    [
      'accidents: what another try may mend is given up',
      'activities/accident.ts',
      'return permanentKinds.some((kind) => error instanceof kind);',
      'return error instanceof Error;',
    ],
    [
      'accidents: each one asks somebody to look',
      'activities/accident.ts',
      'if (asked > 0 || !(await exists(tx, subject))) return;',
      'if (!(await exists(tx, subject))) return;',
    ],
    [
      'accidents: nobody is asked to look',
      'activities/accident.ts',
      '  await openTask(tx, { ...task, candidateRole, dueInWorkingDays: LOOK_WORKING_DAYS });\n',
    ],
  ]),
  ...provenBy('test/deadlines.test.ts', [
    ['deadlines: fired twice', deadlines, 'id: ref.deadlineId, firedAt: null,', 'id: ref.deadlineId,'],
    [
      'deadlines: fired although cancelled',
      deadlines,
      'firedAt: null, cancelledAt: null, dueAt',
      'firedAt: null, dueAt',
    ],
    ['deadlines: fired before their moment', deadlines, ', dueAt: { lte: tx.now } },', ' },'],
    [
      'time: the machine’s clock is asked',
      'prisma/database.ts',
      'const now = await options.clock.now();',
      'const now = new Date();',
    ],
  ]),
  ...provenBy('test/holds/rounds.test.ts', [
    [
      'sweeper: the oldest keep the others waiting',
      'runtime/sweeper.ts',
      '        id: { notIn: pauses.running() },\n',
      '        id: { notIn: [] },\n',
    ],
  ]),
  ...provenBy('test/holds/wakeup.test.ts', [
    [
      'wake-ups: one that came meanwhile is forgotten',
      'runtime/wakeups.ts',
      'return { process, generation };',
      'return { process } as Request;',
    ],
    [
      'wake-ups: one that cannot be told stands before the others',
      'runtime/wakeups.ts',
      'if (await processes.isReachable())',
      'if (false)',
    ],
    [
      'wake-ups: a later one is not told from an earlier',
      'activities/wakeup.ts',
      'DO UPDATE SET generation = EXCLUDED.generation',
      'DO NOTHING',
    ],
    [
      'wake-ups: forgotten before they are told',
      'runtime/wakeups.ts',
      '  const { type, params } = processOfWorkflowId(request.process, allianceId);\n',
      '  const { type, params } = processOfWorkflowId(request.process, allianceId);\n  await database.inAlliance(allianceId, actor, (tx) => tx.db.wakeup.deleteMany({ where: exactly(request) }));\n',
    ],
  ]),
  ...provenBy('test/holds/continue-as-new.test.ts', [
    ['processes: what woke one while it waited is lost', process, 'if (woken) continue;'],
    [
      'processes: it ends while steps are under way',
      process,
      '      await condition(allHandlersFinished);\n',
    ],
    [
      'processes: two steps at once',
      process,
      'const mine = turn.then(async () => {',
      'const mine = Promise.resolve().then(async () => {',
    ],
    [
      'processes: the Fund is looked at without being asked',
      'workflows/fund-allocation.ts',
      'mustLook ||= more;',
      'mustLook = true;',
    ],
  ]),
  ...provenBy('test/replay.test.ts', [
    [
      'processes: it looks twice at its start',
      process,
      'await inTurn(async () => position ?? look());',
      'await inTurn(look); await inTurn(look);',
    ],
    [
      'processes: a moment that is due waits a little longer',
      process,
      'Math.min(next.remainingMs, LONGEST_SLEEP_MS)',
      'Math.min(next.remainingMs, LONGEST_SLEEP_MS) + 1',
    ],
  ]),
  ...provenBy('test/holds/rounds.test.ts', [
    ['rounds: what is answered is sent again', 'runtime/sweeper.ts', "        state: 'pending',\n"],
    [
      'rounds: one that goes wrong holds up the others',
      'runtime/sweeper.ts',
      '.catch((error: unknown) => void accidents.push(error));',
      ';',
    ],
  ]),
  ...provenBy('test/isolation.test.ts', [
    ['isolation: the application is the superuser', 'prisma/database.ts', '-c role=reciproca_app ', ''],
    [
      'isolation: no alliance is set',
      'prisma/database.ts',
      "await db.$executeRaw`SELECT set_config('app.alliance', ${allianceId}, true)`;",
    ],
  ]),
];
