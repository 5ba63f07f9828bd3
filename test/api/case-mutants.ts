import type { CodeMutant } from '../support/mutant.ts';

const escalation = 'test/api/escalation.test.ts';
const foreignIds = 'test/api/foreign-ids.test.ts';
const notes = 'test/api/assessment-notes.test.ts';
const openings = 'test/api/openings.test.ts';
const representation = 'test/api/representation.test.ts';
const impossibleFacts = 'test/api/impossible-facts.test.ts';

/** The guards around one case: who reaches it, what it may name, who opened it and why. */
export const caseMutants: readonly CodeMutant[] = [
  {
    name: 'api: whoever filed a case reaches it for ever',
    file: 'api/assessment-access.ts',
    find: 'return { beneficiaryId: { in: [...(await reachablePersonIds(tx, principal))] } };',
    replace: 'return { applicantId: principal.personId! };',
    provenBy: representation,
  },
  {
    name: 'api: whoever filed a case takes steps for ever',
    file: 'api/assessment-access.ts',
    find: 'throw hasFiled ? relationNotValid : notFound(asked);',
    replace: 'if (hasFiled) return found!;\n  throw notFound(asked);',
    provenBy: representation,
  },
  {
    name: 'api: a step that waited is taken without a document',
    file: 'activities/acting-for.ts',
    find: "'representative';\n  throw relationNotValid;",
    replace: "'representative';\n  return 'representative';",
    provenBy: representation,
  },
  {
    name: 'api: a dossier has a child answer the questions for adults',
    file: 'activities/fragility-assessment/dossier.ts',
    find: 'isAdult: hasReached(memberOf(person, []), ADULT_YEARS, today) ?? null,',
    replace: 'isAdult: true,',
    provenBy: 'test/api/forms.test.ts',
  },
  {
    name: 'letters go to whoever filed, document or not',
    file: 'activities/acting-for.ts',
    find: 'if (await validRelation(tx, applicantId, beneficiaryId)) return applicantId;',
    replace: 'return applicantId;',
    provenBy: 'test/representation.test.ts',
  },
  {
    name: 'nobody is told that a delegate was dismissed',
    file: 'api/relations.ts',
    find: 'if (row.revokedOn === null) await representationChanged(tx, row);',
    replace: '',
    provenBy: 'test/representation.test.ts',
  },
  {
    name: 'api: an application that cannot be is kept',
    file: 'api/assessments.ts',
    find: '    await applicationOrThrow(tx, body);\n',
    replace: '',
    provenBy: foreignIds,
  },
  {
    name: 'api: a dossier names another alliance’s documents',
    file: 'activities/fragility-assessment/application.ts',
    find: "...(await faultsOfDocuments(tx, documentsIn(items, '/body/items'), [id, ...members])),",
    replace: '',
    provenBy: foreignIds,
  },
  {
    name: 'api: a step names another award’s units',
    file: 'api/process-step.ts',
    find: '        await names?.(tx, subjectId, call.body as never);\n',
    replace: '',
    provenBy: foreignIds,
  },
  {
    name: 'api: a need is covered by others beyond what it asks',
    file: 'domain/assessment.ts',
    find: 'coveredUnits <= units',
    replace: 'coveredUnits <= units + 1_000',
    provenBy: impossibleFacts,
  },
  {
    name: 'api: a person reads what was recommended before the decision',
    file: 'api/decisions.ts',
    find: "...(mayPrepare ? {} : { kind: { in: ['final', 'closing', 'release'] }, status: { not: 'sendBack' } }),",
    replace: '',
    provenBy: 'test/case-ten.test.ts',
  },
  {
    name: 'api: a dossier tells of days to come',
    file: 'activities/fragility-assessment/application.ts',
    find: "    ...faultsOfDays(items, '/body/items', toPlainDate(tx.now)),\n",
    replace: '',
    provenBy: impossibleFacts,
  },
  {
    name: 'api: an adult is served as a minor',
    file: 'activities/fragility-assessment/application.ts',
    find: '    ...(await faultsOfMinors(tx, needs)),\n    ...(await faultsOfProviders(tx, needs)),\n  ]);\n  await',
    replace: '    ...(await faultsOfProviders(tx, needs)),\n  ]);\n  await',
    provenBy: impossibleFacts,
  },
  {
    name: 'api: a minor files an application',
    file: 'activities/fragility-assessment/application.ts',
    find: '  await ofAgeOrThrow(tx, applicantId);\n',
    replace: '',
    provenBy: impossibleFacts,
  },
  {
    name: 'api: a household is joined before birth',
    file: 'api/household-members.ts',
    find: '  refuseBackwards(dateIn(person.birthDate), joinedOn, `${place}/joinedOn`);\n',
    replace: '',
    provenBy: impossibleFacts,
  },
  {
    name: 'api: an author is asked to publish their own version',
    file: 'api/rule-changes.ts',
    find: 'toPublish(version), [version.authorId])',
    replace: 'toPublish(version))',
    provenBy: 'test/api/rule-sets.test.ts',
  },
  {
    name: 'api: nobody asks a caseworker why',
    file: 'api/openings.ts',
    find: "if (hasRole(principal, 'caseworker')) return reasonOrThrow(reason);",
    replace: "if (hasRole(principal, 'caseworker')) return reason ?? 'desk';",
    provenBy: openings,
  },
  {
    name: 'api: an opening leaves no row',
    file: 'api/openings.ts',
    find: 'await recordAudit(tx, vault, { ...opened, reason: whyOrThrow(principal, reason) });',
    replace: 'whyOrThrow(principal, reason);',
    provenBy: openings,
  },
  {
    name: 'api: notes are opened without a trace',
    file: 'api/assessment-notes.ts',
    find: '    await recordOpening(tx, services.vault, principal, opening, reason);\n',
    replace: '    void opening;\n',
    provenBy: notes,
  },
  {
    name: 'api: whoever has a part in a case reads what is noted of it',
    file: 'api/assessment-access.ts',
    find: '  if (hasPart) throw notFound(word);\n',
    replace: '  void hasPart;\n',
    provenBy: notes,
  },
  {
    name: 'api: whoever acts for somebody reads what is noted of them',
    file: 'api/assessment-access.ts',
    find: ' || (await tx.db.relation.count({ where: acting })) > 0',
    replace: '',
    provenBy: notes,
  },
  {
    name: 'api: a note stays when its case is erased',
    file: 'activities/assessment-note.ts',
    find: "const keyOf = (assessmentId: string) => ({ kind: 'assessment', id: assessmentId }) as const;",
    replace:
      "const keyOf = (_: string) => ({ kind: 'assessment', id: '00000000-0000-7000-8000-000000000001' }) as const;",
    provenBy: notes,
  },
  {
    name: 'api: a letter is opened without a trace',
    file: 'api/letters.ts',
    find: '    await recordOpening(tx, vault, principal, opening, query.reason);\n',
    replace: '',
    provenBy: openings,
  },
  {
    name: 'api: PRISMA-7 suggests a further assessment a point too late',
    file: 'domain/instruments/prisma-7.ts',
    find: 'furtherAssessmentPoints = 3',
    replace: 'furtherAssessmentPoints = 4',
    provenBy: 'test/api/forms.test.ts',
  },
  {
    name: 'rules without numbers for the day are applied',
    file: 'activities/fragility-assessment/declare-complete.ts',
    find: '  refuseWithoutNumbers([scoring, access], onDate);\n',
    replace: '',
    provenBy: 'test/api/rules-not-in-force.test.ts',
  },
  {
    name: 'api: an overdue task is offered to those who cannot claim it',
    file: 'activities/notices.ts',
    find: "if (assigneeId === null) return 'free';",
    replace: "if (assigneeId !== accountId) return 'free';",
    provenBy: escalation,
  },
  {
    name: 'api: an overdue task is offered to whoever must not do it',
    file: 'activities/tasks.ts',
    find: 'id: { notIn: task.excludedIds },',
    replace: '',
    provenBy: escalation,
  },
];
