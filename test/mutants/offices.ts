import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const tasks = 'api/tasks.ts';
const fit = 'api/task-access.ts';

/** The API's guards of everyday office work: tasks, absences, relations, households, applications at the desk. */
export const officeMutants: readonly CodeMutant[] = [
  ...provenBy('test/api/tasks.test.ts', [
    [
      'tasks: taken although somebody has it',
      tasks,
      'if (!isFree && !isToCover) throw notPossible(row, []);',
    ],
    [
      'tasks: a step is completed without taking it',
      tasks,
      'if (isStep(row.kind)) throw notPossible(row, stepsOf[row.kind] ?? [row.kind]);',
    ],
    [
      'tasks: completed twice',
      tasks,
      "if (isStep(row.kind)) throw notPossible(row, stepsOf[row.kind] ?? [row.kind]);\n    if (row.state !== 'claimed') throw notPossible(row, []);",
      'if (isStep(row.kind)) throw notPossible(row, stepsOf[row.kind] ?? [row.kind]);',
    ],
    [
      'tasks: given to anybody',
      tasks,
      'if (!account || !isFit(account, row)) throw unfit();',
      'if (!account) throw unfit();',
    ],
    ['tasks: given to who must not do it', fit, '    !task.excludedIds.includes(account.id) &&\n'],
    [
      'tasks: given to a closed account',
      tasks,
      '    if (!(await isActive(tx, account.id))) throw unfit();\n',
    ],
    ['tasks: given to another role', fit, '    account.roles.includes(task.candidateRole) &&\n'],
    [
      'tasks: a provider sees another’s',
      fit,
      "[{ candidateRole: 'provider' as const, organisationId: duty.organisationId }]",
      "[{ candidateRole: 'provider' as const }]",
    ],
    ['tasks: a person sees another’s', fit, 'personId: { in: personIds } },', 'personId: { not: null } },'],
  ]),
  ...provenBy('test/api/absences.test.ts', [
    ['absences: away twice at once', 'api/absences.ts', 'if (!other) return;', 'return;'],
    [
      'absences: substituted by somebody of another trade',
      'api/absences.ts',
      'if (shared) return;',
      'return;',
    ],
    [
      'absences: ended before it began',
      'api/absences.ts',
      'if (dateIn(row.fromDate)! > yesterday) throw notAwayYet();',
    ],
  ]),
  ...provenBy('test/api/relations.test.ts', [
    ['relations: a minor represents', 'api/relations.ts', 'if (isMinor(tx, representative))', 'if (false)'],
    [
      'relations: a parent acts for an adult',
      'api/relations.ts',
      "if (body.kind === 'parent' && !isMinor(tx, person))",
      'if (false)',
    ],
    [
      'relations: ended by the child',
      'api/relations.ts',
      "if (row.kind !== 'delegate' && !hasRole(principal, 'caseworker')) throw onlyByCourt();",
    ],
    [
      'relations: somebody else’s document',
      'api/relations.ts',
      '      subjectId: { in: [body.personId, body.representativeId] },\n',
    ],
  ]),
  ...provenBy('test/api/households.test.ts', [
    [
      'households: an evaluated assessment is not looked at again',
      'api/household-members.ts',
      "    await wakeUp(tx, processWorkflowId('fragilityAssessment', assessment.id));",
      '    void assessment;',
    ],
    [
      'households: left in the future',
      'api/household-members.ts',
      "refuseFuture(tx, leftOn, '/body/leftOn');",
    ],
    [
      'households: living in two is an accident',
      'api/household-members.ts',
      "if (constraintName(error) !== 'household_member_once') throw error;",
      'throw error;',
    ],
  ]),
  ...provenBy('test/assessment-steps.test.ts', [
    [
      'access: an application in somebody else’s name',
      'api/assessments.ts',
      'if (!atDesk && body.applicantId !== principal.personId) throw notOwn;',
    ],
    [
      'access: an application for anybody',
      'api/assessments.ts',
      'if (!atDesk && !(await mayReachPerson(tx, principal, body.beneficiaryId))) throw notOwn;',
    ],
    [
      'access: people at the desk by themselves',
      'api/assessments.ts',
      "if (atDesk !== (body.channel === 'desk')) throw wrongChannel;",
    ],
    [
      'cases: nobody who has a dossier open learns that it is another now',
      'api/assessments.ts',
      'newest?.createdAt ?? null',
      'null',
    ],
  ]),
  ...provenBy('test/api/submissions.test.ts', [
    [
      'road: a refusal is not kept',
      'api/road.ts',
      'if (!(error instanceof Refusal)) throw error;',
      'throw error;',
    ],
  ]),
];
