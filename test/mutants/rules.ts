import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const translation = 'rules/three-valued.ts';

/** What keeps the rules from deciding on what nobody knows, and from changing under a decision. */
export const ruleCodeMutants: readonly CodeMutant[] = [
  ...provenBy('test/rules/three-valued.test.ts', [
    [
      'rules: a missing fact is a fact',
      translation,
      'isKnown(left) && isKnown(right) && evaluator',
      'evaluator',
    ],
    ['rules: what is missing on the right counts', translation, '&& isKnown(right) &&', '&&'],
    [
      'rules: refuting all is refuting every one',
      translation,
      "refuted: { all: 'any', any: 'all' }",
      "refuted: { all: 'all', any: 'all' }",
    ],
    [
      'rules: refuting any is refuting one',
      translation,
      "refuted: { all: 'any', any: 'all' }",
      "refuted: { all: 'any', any: 'any' }",
    ],
    [
      'rules: not x is proved with x',
      translation,
      "{ proved: 'refuted', refuted: 'proved' }",
      "{ proved: 'proved', refuted: 'refuted' }",
    ],
    ['rules: not equal is not the opposite of equal', translation, "equal: 'notEqual'", "equal: 'equal'"],
    [
      'rules: less than is refuted by more than',
      translation,
      "lessThan: 'greaterThanInclusive'",
      "lessThan: 'greaterThan'",
    ],
    [
      'rules: at least is refuted by at most',
      translation,
      "greaterThanInclusive: 'lessThan',",
      "greaterThanInclusive: 'lessThanInclusive',",
    ],
    ['rules: what is in a list is not out of it', translation, "in: 'notIn'", "in: 'in'"],
    ['rules: what is proved is not looked for', translation, "if (proved) return 'proved';"],
    ['rules: what is refuted is unknown', translation, "refuted ? 'refuted' : 'unknown'", "'unknown'"],
  ]),
  ...provenBy('test/rules/evaluate.test.ts', [
    [
      'rules: a score stands without every fact',
      'rules/evaluate.ts',
      'if (missing.length > 0) return { missing: new Set(missing) };',
    ],
    [
      'rules: a block stands although a rule may change it',
      'rules/evaluate.ts',
      'if (open.size > 0) {',
      'if (open.size < 0) {',
    ],
    [
      'rules: somebody is eligible although something is unknown',
      'rules/evaluate.ts',
      "if (undecided.missing.size > 0 || binding.some(({ name }) => truths.get(name) === 'unknown'))\n    return undecided;",
    ],
    [
      'rules: a refuted requirement does not count',
      'rules/evaluate.ts',
      'if (unmet.length > 0)',
      'if (unmet.length < 0)',
    ],
  ]),
  ...provenBy('test/rules/evaluate.test.ts', [
    [
      'rules: somebody keeps to what nobody knows',
      'rules/requirements.ts',
      'return { compliant: unmet.length === 0 && undetermined.length === 0, unmet, undetermined };',
      'return { compliant: unmet.length === 0, unmet, undetermined };',
    ],
    [
      'rules: an unmet requirement waits for the others',
      'rules/requirements.ts',
      'return compliant || unmet.length > 0;',
      'return compliant;',
    ],
    [
      'rules: a class is given although one before it is unknown',
      'rules/evaluate.ts',
      "truths.get(name) !== 'refuted'",
      "truths.get(name) === 'proved'",
    ],
    [
      'rules: a class stands whatever its requirements are',
      'rules/evaluate.ts',
      'if (isClassSettled && isSettled(standing))',
      'if (isClassSettled)',
    ],
    [
      'rules: classes have the order of their rules',
      'rules/evaluate.ts',
      'contract.classes.map(({ name }) => ruleOfClass(version, name))',
      "version.rules.filter(({ event }) => event.type === 'class')",
    ],
  ]),
  ...provenBy('test/disability-quota.test.ts', [
    [
      'quota: exactly one half counts as one',
      'domain/disability-quota.ts',
      'hundredths % 100 > 50',
      'hundredths % 100 >= 50',
    ],
    [
      'quota: every fraction counts as one',
      'domain/disability-quota.ts',
      'hundredths % 100 > 50',
      'hundredths % 100 > 0',
    ],
  ]),
  ...provenBy('test/distance.test.ts', [
    ['distance: metres are rounded down', 'domain/distance.ts', '+ 0.5)', ')'],
    ['distance: the mean radius is the equator’s', 'domain/distance.ts', '6_371_008.8', '6_378_137'],
  ]),
  ...provenBy('test/vat-number.test.ts', [
    [
      'vat number: any length will do',
      'domain/vat-number-fault.ts',
      "  if (text.length !== 11) return 'vatNumberLength';\n",
    ],
    [
      'vat number: any office will do',
      'domain/vat-number-fault.ts',
      "  if (!isOffice(Number(text.slice(7, 10)))) return 'vatNumberOffice';\n",
    ],
    [
      'vat number: the check digit does not matter',
      'domain/vat-number-fault.ts',
      "isChecked(text) ? null : 'vatNumberCheckDigit'",
      'null',
    ],
    [
      'vat number: a tax code is called one',
      'domain/vat-number.ts',
      "has ? 'partita IVA' : 'codice fiscale'",
      "'partita IVA'",
    ],
  ]),
  ...provenBy('test/iban.test.ts', [
    ['iban: any country will do', 'domain/iban.ts', "return 'ibanCountry'", 'return null'],
    ['iban: any length will do', 'domain/iban.ts', "if (text.length !== length) return 'ibanLength';"],
    [
      'iban: check digits do not matter',
      'domain/iban.ts',
      'BigInt(digits) % 97n === 1n',
      'BigInt(digits) > 0n',
    ],
  ]),
  ...provenBy('test/rules/charter.test.ts', [
    [
      'durc: what it has grown by is not owed',
      'domain/durc.ts',
      'sumCents([debtCents, penaltiesCents, interestCents])',
      'sumCents([debtCents])',
    ],
  ]),
  ...provenBy('test/rules/proximity.test.ts', [
    [
      'proximity: a waiver lasts as long as it says',
      'domain/proximity.ts',
      'earlierOf(until, addMonths(from, maxMonths))',
      'until',
    ],
    [
      'proximity: a place that is nowhere does not count',
      'domain/proximity.ts',
      'points.length === units.length',
      'points.length > 0',
    ],
  ]),
  ...provenBy('test/rules/replay.test.ts', [
    ['rules: every replay is equal', 'rules/replay.ts', 'one === other ? []', 'one !== undefined ? []'],
    [
      'rules: a replay does not compare the version',
      'rules/replay.ts',
      'contentHash: contentHash(version), factsHash: contentHash(facts)',
      'contentHash: stored.contentHash, factsHash: contentHash(facts)',
    ],
    [
      'rules: a replay does not compare the facts',
      'rules/replay.ts',
      'factsHash: contentHash(facts), evaluation: again',
      'factsHash: stored.factsHash, evaluation: again',
    ],
    [
      'rules: a replay does not compare the outcome',
      'rules/replay.ts',
      'evaluation: again }',
      'evaluation: stored.evaluation }',
    ],
    [
      'rules: what was erased is replayed',
      'rules/replay.ts',
      "if (facts === null) return { result: 'erased', differences: [], engine };",
      "if (facts === null) return { result: 'equal', differences: [], engine };",
    ],
  ]),
  ...provenBy('test/rules/retiring.test.ts', [
    [
      'rules: whoever asked to retire a version retires it',
      'rules/publishing.ts',
      'if (retirementAskedBy === tx.actor.id) throw retiredByAnother();',
    ],
    [
      'rules: a published version is retired without being asked',
      'rules/publishing.ts',
      'if (retirementAskedBy === null) throw retirementNotAsked();',
    ],
    [
      'rules: the retirement of the only version is asked',
      'rules/publishing.ts',
      '  await assertAnotherInForce(tx, found);\n  const row',
      '  const row',
    ],
  ]),
  ...provenBy('test/rules/publishing.test.ts', [
    [
      'rules: the last two versions are retired at once',
      'rules/publishing.ts',
      '  // Two versions retired at once would each find the other in force.\n  await lockRuleSet(tx, ruleSet);\n',
    ],
    [
      'rules: whoever wrote a version publishes it',
      'rules/publishing.ts',
      'if (publisherId === version.authorId) throw samePerson();',
    ],
    [
      'rules: a version takes effect in the past',
      'rules/publishing.ts',
      'if (effectiveAt < tx.now) throw inThePast();',
    ],
    [
      'rules: a parameter may have no value',
      'rules/publishing.ts',
      'if (missing.length > 0) throw notInForce',
      'if (missing.length < 0) throw notInForce',
    ],
    [
      'rules: red cases do not matter',
      'rules/publishing.ts',
      'if (report.green) return report;',
      'return report;',
    ],
    [
      'rules: the only version is retired',
      'rules/publishing.ts',
      "if (found.state === 'published') await assertAnotherInForce(tx, found);",
    ],
    [
      'rules: somebody else’s draft is corrected',
      'rules/publishing.ts',
      'if (tx.actor.id === authorId) return;',
      'return;',
    ],
    [
      'rules: steps out of order are taken',
      'rules/store.ts',
      'if (version.state === state) return;',
      'return;',
    ],
    [
      'rules: two versions get one number',
      'rules/publishing.ts',
      '  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;\n',
    ],
    [
      'rules: a draft may change its rule set',
      'rules/publishing.ts',
      'if (version.ruleSet !== found.ruleSet) throw otherRuleSet(found);',
    ],
    [
      'rules: content that is wrong is kept',
      'rules/publishing.ts',
      'if (version) return version;',
      'return content as never;',
    ],
  ]),
  ...provenBy('test/api/rule-desk.test.ts', [
    [
      'rules: an employer learns that there are open cases',
      'api/rule-sets.ts',
      'if (!hasRole(principal, ...drafters)) return undefined;',
      '',
    ],
  ]),
];
