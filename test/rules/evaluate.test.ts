import { describe, expect, it } from 'vitest';
import type { Condition } from '../../rules/condition.ts';
import { evaluate } from '../../rules/evaluate.ts';
import type { Facts } from '../../rules/facts.ts';
import type { AccessOutcome } from '../../rules/outcome.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { truthOf } from '../../rules/three-valued.ts';
import { parameters } from './random-conditions.ts';
import { randomAccess, randomClasses, randomRequirements, randomScore } from './random-versions.ts';

const yes: Condition = { fact: 'answer', operator: 'equal', value: true };
const no: Condition = { fact: 'answer', operator: 'equal', value: false };
const low: Condition = { fact: 'level', operator: 'equal', value: 'low' };

describe('an evaluation', () => {
  it('asks only for the facts that keep something open', async () => {
    const settledInside: Condition = {
      all: [{ any: [yes, low] }, { fact: 'count', operator: 'greaterThan', value: 1 }],
    };
    const version = randomScore([settledInside, low, no, no]);
    const { status, missingFacts } = await evaluate(version, parameters, {
      answer: true,
      children: 0,
      level: 'top',
    });
    expect([status, missingFacts]).toEqual(['incomplete', ['count']]);
    const evaluation = await evaluate(version, parameters, { answer: true, children: 0 });
    expect(evaluation.missingFacts).toEqual(['count']);
  });

  it('stands without a fact that can change nothing: the block is already at its highest', async () => {
    const version = randomScore([low, no, yes, no]);
    const { status, outcome } = await evaluate(version, parameters, { answer: true });
    expect(status).toBe('decided');
    expect(outcome).toMatchObject({ scoreHundredths: 300, band: 'high' });
  });

  it('does not stand without it where the contract needs every fact', async () => {
    const { outcomeContract, ...version } = randomScore([low, no, yes, no]);
    const strict = { ...version, outcomeContract: { ...outcomeContract, needsEveryFact: true } };
    const { status, missingFacts } = await evaluate(strict as never, parameters, { answer: true });
    expect(status).toBe('incomplete');
    expect(missingFacts).toContain('level');
  });

  it('multiplies points by a fact, up to the rule’s own maximum, and waits for that fact', async () => {
    const version = randomScore([no, yes, no, no]);
    const scoreWith = async (facts: Facts) => await evaluate(version, parameters, { answer: true, ...facts });
    expect((await scoreWith({ children: 1 })).outcome).toMatchObject({ scoreHundredths: 200 });
    expect((await scoreWith({ children: 3 })).outcome).toMatchObject({ scoreHundredths: 300 });
    expect(await scoreWith({})).toMatchObject({ status: 'incomplete', missingFacts: ['children'] });
  });

  it('refuses to believe a condition both proved and refuted', () => {
    expect(() => truthOf(true, true)).toThrow(/both proved and refuted/);
  });
});

describe('access', () => {
  /** Eligible in every line below: the first requirement is `first or not second`, the second `second or third`. */
  const outcomeOf = async (conditions: readonly Condition[], facts: Facts) =>
    (await evaluate(randomAccess(conditions), parameters, facts)).outcome as AccessOutcome | null;
  const known: Facts = { answer: true, children: 3, income: 3, used: 1 };

  it('takes the smallest of several multipliers, and nothing when there is none', async () => {
    expect((await outcomeOf([yes, yes, yes, yes], known))?.cap).toEqual({
      fullCents: 1150,
      percent: 60,
      capCents: 690,
      usedCents: 1,
      remainingCents: 689,
    });
    expect((await outcomeOf([yes, yes, yes, no], known))?.cap).toMatchObject({
      percent: 100,
      capCents: 1150,
    });
    expect((await outcomeOf([no, no, yes, no], known))?.cap).toMatchObject({
      percent: 0,
      capCents: 0,
      remainingCents: 0,
    });
  });

  it('has no cap when the cap’s own rule does not hold, and still tells what was used', async () => {
    expect((await outcomeOf([yes, yes, no, yes], known))?.cap).toEqual({
      fullCents: 0,
      percent: 60,
      capCents: 0,
      usedCents: 1,
      remainingCents: 0,
    });
    const unused = await evaluate(randomAccess([yes, yes, no, yes]), parameters, { ...known, used: null });
    expect(unused).toMatchObject({ status: 'incomplete', missingFacts: ['used'] });
  });

  it('has no share when the share’s own rule does not hold, without asking for its fact', async () => {
    const outcome = await outcomeOf([no, no, yes, yes], { ...known, income: null });
    expect(outcome).toMatchObject({ eligible: true, share: { numerator: 0, denominator: 1 } });
    expect((await outcomeOf([yes, yes, yes, yes], known))?.share).toEqual({ numerator: 2, denominator: 4 });
  });

  it('says which requirements nobody can settle beside those that are not met', async () => {
    const version = shippedVersionOrThrow('fund-access');
    const facts = { finalBand: 'light', employerAdherence: 'none', residentInTerritory: true };
    const { outcome } = await evaluate(version, parametersOn(version, '2026-06-01'), facts);
    expect(outcome).toMatchObject({
      eligible: false,
      unmet: ['band-medium-or-above', 'part-of-the-alliance'],
      undetermined: ['isee-within-limit'],
    });
  });

  it('grants nothing on a parameter that cannot be compared, though no fact is missing', async () => {
    const version = shippedVersionOrThrow('fund-access');
    const broken = { ...parametersOn(version, '2026-06-01'), eligibleIseeMaxCents: 'a lot' };
    const evaluation = await evaluate(version, broken, version.cases[0]!.facts);
    expect(evaluation).toMatchObject({ status: 'incomplete', outcome: null, missingFacts: [] });
  });
});

describe('requirements', () => {
  const askedOf = (facts: Facts) => evaluate(randomRequirements([yes, low]), parameters, facts);

  it('are kept to only with every one proved', async () => {
    expect((await askedOf({ answer: true, level: 'low' })).outcome).toEqual({
      kind: 'requirements',
      compliant: true,
      unmet: [],
      undetermined: [],
    });
    expect(await askedOf({ answer: true })).toMatchObject({
      status: 'incomplete',
      outcome: null,
      missingFacts: ['level'],
    });
    expect(await askedOf({})).toMatchObject({ status: 'incomplete', missingFacts: ['answer', 'level'] });
  });

  it('are not kept to with one refuted, and say what nobody can settle beside it', async () => {
    expect(await askedOf({ level: 'top' })).toMatchObject({
      status: 'decided',
      missingFacts: [],
      outcome: { compliant: false, unmet: ['rule-1'], undetermined: ['rule-0'] },
    });
  });
});

describe('a class', () => {
  const notMid: Condition = { fact: 'level', operator: 'notEqual', value: 'mid' };
  /** First with an answer of yes, last at a low level; admitted in the first class, and at every level but the middle. */
  const sorted = async (facts: Facts) => {
    const evaluation = await evaluate(randomClasses([yes, low, notMid]), parameters, facts);
    const { outcome } = evaluation;
    return outcome?.kind === 'classification'
      ? [outcome.class, outcome.compliant]
      : [evaluation.status, evaluation.missingFacts];
  };

  it('is the first of the contract’s that holds, and what is left when none does', async () => {
    expect(await sorted({ answer: true, level: 'low' })).toEqual(['first', true]);
    expect(await sorted({ answer: false, level: 'low' })).toEqual(['last', true]);
    expect(await sorted({ answer: false, level: 'mid' })).toEqual(['left', false]);
    expect(await sorted({ answer: false, level: 'top' })).toEqual(['left', true]);
  });

  it('waits for one before it that is unknown, and for none after it', async () => {
    expect(await sorted({ level: 'low' })).toEqual(['incomplete', ['answer']]);
    expect(await sorted({ answer: true })).toEqual(['first', true]);
    expect(await sorted({ answer: false })).toEqual(['incomplete', ['level']]);
  });

  it('waits for the requirements beside it', async () => {
    const version = randomClasses([yes, yes, low]);
    const facts = { answer: false };
    expect(await evaluate(version, parameters, facts)).toMatchObject({
      status: 'incomplete',
      missingFacts: ['level'],
    });
  });
});
