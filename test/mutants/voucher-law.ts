import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

/** What makes a voucher lawful, and keeps a family's word and a year's limit. */
export const voucherLawMutants: readonly CodeMutant[] = [
  ...provenBy('test/voucher-law.test.ts', [
    ['limit: reached is exceeded', 'domain/fringe.ts', 'totalCents > limitCents', 'totalCents >= limitCents'],
    [
      'limit: what is beyond it alone is taxed',
      'domain/fringe.ts',
      '? totalCents : 0',
      '? totalCents - limitCents : 0',
    ],
    ['meals: the whole is taxed', 'domain/fringe.ts', 'valueCents - exemptCents', 'valueCents'],
    [
      'family: relatives count wherever they live',
      'domain/family.ts',
      "cohabiting === null ? null : 'familyIfLenient'",
      "cohabiting === null ? null : 'family'",
    ],
    [
      'family: what nobody said is no',
      'domain/family.ts',
      "cohabiting === null ? null : 'familyIfLenient'",
      "'familyIfLenient'",
    ],
    ['family: a child is young for ever', 'domain/family.ts', ' && year - birthYear <= law.youngChildMaxAge'],
    [
      'family: every relative is a young child',
      'domain/family.ts',
      "relation === 'child' && birthYear",
      'birthYear',
    ],
    [
      'split: part of a unit is bought by voucher',
      'domain/unit-splitting.ts',
      'Math.floor(creditCents / unitPriceCents)',
      'Math.ceil(creditCents / unitPriceCents)',
    ],
  ]),
  ...provenBy('test/voucher-law-use.test.ts', [
    [
      'law: two vouchers pass one limit',
      'activities/voucher/use.ts',
      "await holdRow(tx, 'person', holderId, 'NO KEY UPDATE');",
    ],
    [
      'law: the year’s limit comes first',
      'activities/voucher/use.ts',
      "['fBis', 'fTer', 'f', 'dBis', 'd', 'c', 'fQuater', 'comma3']",
      "['comma3', 'fBis', 'fTer', 'f', 'dBis', 'd', 'c', 'fQuater']",
    ],
    [
      'law: a service is bought under a letter that it is not offered under',
      'activities/voucher/use.ts',
      'preference.filter((letter) => service.taxLetters.includes(letter))',
      'preference',
    ],
    [
      'law: what nobody knows is passed over',
      'activities/voucher/use.ts',
      "if (evaluation.status === 'incomplete')\n      return { status: 'incomplete', reasons: [reasonOf('MISSING_FACTS')] };",
    ],
    [
      'law: the lenient reading is not flagged',
      'activities/voucher/use.ts',
      "facts['familyStanding'] === 'familyIfLenient'",
      'false',
    ],
    [
      'law: several vouchers count as one',
      'activities/voucher/use-facts.ts',
      'question.nominalCents * question.count',
      'question.nominalCents',
    ],
    [
      'limit: a title counts in London’s year',
      'activities/voucher/fringe-records.ts',
      'deliveredOn: toPlainDate(issuedAt)',
      'deliveredOn: issuedAt.toISOString().slice(0, 10)',
    ],
    [
      'limit: a child without a tax code raises it',
      'domain/family.ts',
      '      taxCodeSince !== null &&\n      taxCodeSince <= at &&\n',
    ],
    ['limit: every relative raises it', 'domain/family.ts', "      detail.relation === 'child' &&\n"],
    [
      'fund: it contributes to itself',
      'activities/voucher/fund-shares.ts',
      "provider: feeds ? shareIn(parameters, 'providerShareHundredths') : nothing,",
      "provider: shareIn(parameters, 'providerShareHundredths'),",
    ],
  ]),
  ...provenBy('test/api/fringe-entries.test.ts', [
    [
      'employer: reads what another employer entered',
      'api/fringe-entries.ts',
      'employerId: ownEmployerOrThrow(principal, params.organisationId),',
      'employerId: params.organisationId,',
    ],
    [
      'employer: reads its people by name and nobody is told',
      'api/fringe.ts',
      'subjectIds: [employerId],',
      'subjectIds: [],',
    ],
    [
      'audit: every look at a screen leaves a row',
      'activities/audit.ts',
      'subjectIds.filter((id) => !read.has(id))',
      'subjectIds',
    ],
  ]),
  ...provenBy('test/api/voucher-law.test.ts', [
    [
      'family: anybody can be named',
      'api/family-declarations.ts',
      'if (relativeId !== employeeId && isOfThem && (await isKnown(tx, relativeId))) return;',
      'if (relativeId !== employeeId && (await isKnown(tx, relativeId))) return;',
    ],
    [
      'family: one’s own relative',
      'api/family-declarations.ts',
      'if (relativeId !== employeeId && isOfThem',
      'if (isOfThem',
    ],
    [
      'family: anybody ends a declaration',
      'api/family-declarations.ts',
      '!row || !mayDeclareFor(principal, row.employeeId)',
      '!row',
    ],
    [
      'family: what came later still counts',
      'activities/voucher/family.ts',
      'where: { ...current, validFrom: { gte: from } },\n    data: { replacedAt: tx.now },',
      'where: { ...current, validFrom: { gte: from } },\n    data: {},',
    ],
    [
      'family: what held before never ends',
      'activities/voucher/family.ts',
      'if (held) await endOn(tx, held, addDays(of.validFrom, -1));',
    ],
    [
      'family: a declaration ends before it begins, or twice',
      'activities/voucher/family.ts',
      '      validFrom: { lte: last },\n      OR: [{ validUntil: null }, { validUntil: { gt: last } }],\n',
    ],
    [
      'payroll: what was withdrawn counts',
      'domain/fringe-known.ts',
      'return knownAt <= at && (withdrawnAt === null || withdrawnAt > at);',
      'return knownAt <= at;',
    ],
    [
      'payroll: meals enter the limit',
      'activities/voucher/fringe-records.ts',
      "kind: kind === 'mealPaper' || kind === 'mealElectronic' ? kind : 'inKind',",
      "kind: 'inKind',",
    ],
    [
      'family: nobody is told',
      'activities/voucher/family-change.ts',
      'if (adjustments.length > 0) await tellEmployee(tx, services, of.employeeId);',
    ],
    [
      'payroll: the limit is crossed unsaid',
      'activities/voucher/fringe-entries.ts',
      'refuseCliff(standing, law, amountCents);',
    ],
    [
      'payroll: two entries pass one limit',
      'activities/voucher/fringe-entries.ts',
      "await holdRow(tx, 'person', personId, 'NO KEY UPDATE');",
    ],
    [
      'payroll: any expense is exempt in any year',
      'activities/voucher/fringe-entries.ts',
      'refuseUnlessExempt(kind, law, standing);',
    ],
    [
      'payroll: bills of 2023 need no child',
      'activities/voucher/fringe-entries.ts',
      'law.homeBillsExempt && (!law.homeBillsNeedChild || children > 0)',
      'law.homeBillsExempt',
    ],
    [
      'payroll: an entry is withdrawn twice',
      'activities/voucher/fringe-entries.ts',
      'where: { id, withdrawnAt: null },',
      'where: { id },',
    ],
    [
      'payroll: of anybody’s people',
      'activities/voucher/employees.ts',
      'where: { organisationId: employerId },',
      'where: {},',
    ],
    [
      'payroll: an employer reads another’s',
      'api/fringe.ts',
      'if (principal.organisationId === organisationId) return organisationId;',
      'if (principal.organisationId !== undefined) return organisationId;',
    ],
    [
      'law: anybody reads why a voucher is lawful',
      'api/voucher-decisions.ts',
      '!row || row.holderId !== principal.personId',
      '!row',
    ],
    [
      'payroll: a text becomes a formula',
      'domain/italian-csv.ts',
      "/^[=+\\-@\\t\\r]/.test(cell) ? `'${cell}` : cell",
      'cell',
    ],
  ]),
];
