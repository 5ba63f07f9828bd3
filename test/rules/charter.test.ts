import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disabledWorkersDue, protectedWorkersDue, type QuotaNumbers } from '../../domain/disability-quota.ts';
import { durcAgeDays, durcValidUntil, greatestShortfallCents } from '../../domain/durc.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { explain } from '../../rules/explain.ts';
import type { Facts } from '../../rules/facts.ts';
import type { RequirementsOutcome } from '../../rules/outcome.ts';
import { parametersOn } from '../../rules/parameters.ts';
import { replay, storeDecision } from '../../rules/replay.ts';
import { requirementsIn } from '../../rules/requirements.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { times } from '../support/long.ts';
import { completeFacts, nearFirstCase, partialFacts } from './random-facts.ts';

const seed = 20261126;
const charter = shippedVersionOrThrow('charter-compliance');
const parameters = parametersOn(charter, '2026-11-22');
const numbers = parameters as unknown as QuotaNumbers & { readonly durcValidityDays: number };
const inOrder: Facts = charter.cases[0]!.facts;
const ask = (facts: Facts) => evaluate(charter, parameters, { ...inOrder, ...facts });
const isCompliant = async (facts: Facts) =>
  ((await ask(facts)).outcome as RequirementsOutcome | null)?.compliant ?? null;

/** Every requirement as the regulation words it, in the order of the rule set; nothing of ours in it. */
function unmetByHand(facts: Facts): readonly string[] {
  const n = (name: string) => Number(facts[name]);
  const isProvider = facts['role'] === 'provider';
  const isAlone = n('employees') === 0;
  const broken: Readonly<Record<string, boolean>> = {
    'charter-signed': ['lapsed', 'never'].includes(String(facts['charterSigned'])),
    'fund-share-signed': facts['fundShareSigned'] === false,
    'collective-agreement-declared': !isAlone && facts['collectiveAgreementDeclared'] === false,
    'durc-in-date': n('durcAgeDays') > 120,
    'durc-regular': n('durcGreatestShortfallCents') > 15_000,
    'disability-quota': n('law68Base') > 14 && n('disabledWorkersEmployed') < n('disabledWorkersDue'),
    'protected-reserve': n('law68Base') > 50 && n('protectedWorkersEmployed') < n('protectedWorkersDue'),
    'no-exploitation': facts['exploitationConviction'] === true || facts['judicialControl'] === true,
    'risk-assessment-declared': !isAlone && String(facts['riskAssessmentDate']) > String(facts['assessedOn']),
    'minors-certificates':
      isProvider && facts['servesMinors'] === true && facts['minorsStaffCertified'] === false,
    'care-authorised':
      isProvider &&
      (facts['offersCare'] === true || facts['offersChildcare'] === true) &&
      facts['authorisationInForce'] === false,
  };
  return Object.keys(broken).filter((name) => broken[name]);
}

describe('CE-2026.1', () => {
  it('asks what the charter says, written again by hand, of random organisations', async () => {
    const seen = new Map<string, number>();
    const count = (name: string) => seen.set(name, (seen.get(name) ?? 0) + 1);
    await fc.assert(
      fc.asyncProperty(fc.oneof(completeFacts(charter), nearFirstCase(charter)), async (facts) => {
        const { status, outcome } = await evaluate(charter, parameters, facts);
        const unmet = unmetByHand(facts);
        expect(status).toBe('decided');
        expect(outcome).toEqual({
          kind: 'requirements',
          compliant: unmet.length === 0,
          unmet,
          undetermined: [],
        });
        for (const name of unmet.length === 0 ? ['compliant'] : unmet) count(name);
      }),
      { numRuns: times(10_000), seed },
    );
    console.log(
      `CE-2026.1 by hand: ${times(10_000)} organisations, seed ${seed}, ${JSON.stringify([...seen])}`,
    );
    expect([...seen.keys()].toSorted()).toEqual(
      ['compliant', ...charter.rules.map(({ name }) => name)].toSorted(),
    );
    expect(seen.get('compliant')).toBeGreaterThan(times(10_000) / 20);
  });

  it('tells each requirement by itself, also while the whole is incomplete', async () => {
    const evaluation = await ask({ durcAgeDays: null, offersCare: null, offersChildcare: null });
    expect(evaluation).toMatchObject({ status: 'incomplete', outcome: null, missingFacts: ['durcAgeDays'] });
    const told = requirementsIn(charter, evaluation, 'it');
    expect(told.map(({ rule }) => rule)).toEqual(charter.rules.map(({ name }) => name));
    expect(told.filter(({ standing }) => standing !== 'met')).toEqual([
      {
        rule: 'durc-in-date',
        title: 'DURC verificato da non più giorni di quanti vale, l’ultimo compreso',
        standing: 'unknown',
        unmet: null,
        missing: [{ fact: 'durcAgeDays', label: 'giorni dalla verifica del DURC' }],
      },
    ]);
  });

  it('says in one sentence what is not in order, and what is still to be found out', async () => {
    const both = explain(charter, await ask({ durcGreatestShortfallCents: 15_100, durcAgeDays: null }));
    expect(both.it.sentence).toBe(
      'Il parere è che non tutti i requisiti sono rispettati: Il DURC non è regolare: il debito verso un ente supera la tolleranza, con sanzioni e interessi. Ne resta uno da accertare.',
    );
    expect(both.en.sentence).toBe(
      'The advice is that not every requirement is met: The DURC is not regular: the debt towards one body is above the tolerance, with penalties and interest. 1 is still to be found out.',
    );
    expect(explain(charter, await ask({})).en.sentence).toBe('The advice is that every requirement is met.');
    expect(both.it.rules.find(({ rule }) => rule === 'durc-regular')?.condition).toMatchObject({
      found: '151,00 €',
      required: 'al massimo 150,00 €',
      source: expect.stringContaining('interpello Min. Lavoro 3/2025'),
    });
  });

  it('is replayed to the same answer, whatever was missing', async () => {
    await fc.assert(
      fc.asyncProperty(partialFacts(charter, 8), async (facts) => {
        const stored = storeDecision(charter, parameters, facts, await evaluate(charter, parameters, facts));
        expect(await replay(charter, stored)).toMatchObject({ result: 'equal', differences: [] });
      }),
      { numRuns: times(400), seed },
    );
  });
});

describe('the DURC', () => {
  it('verified on 1 August 2026 is good through 29 November and no longer', async () => {
    const on = (day: string) => isCompliant({ assessedOn: day, durcAgeDays: durcAgeDays('2026-08-01', day) });
    expect([await on('2026-08-01'), await on('2026-11-22'), await on('2026-11-29')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([await on('2026-11-30'), await on('2027-08-01')]).toEqual([false, false]);
  });

  it('has its last day where the rule sees it', async () => {
    const last = durcValidUntil('2026-08-01', numbers.durcValidityDays);
    expect(last).toBe('2026-11-29');
    expect(durcAgeDays('2026-08-01', last)).toBe(numbers.durcValidityDays);
    expect(() => durcAgeDays('2026-08-01', '2026-07-31')).toThrow(RangeError);
  });

  it('stays regular up to 150.00 € towards each body, with what the debt has grown by', async () => {
    const debt = (debtCents: number, interestCents: number, penaltiesCents = 0) => ({
      debtCents,
      interestCents,
      penaltiesCents,
    });
    const with_ = (...debts: Parameters<typeof greatestShortfallCents>[0]) =>
      isCompliant({ durcGreatestShortfallCents: greatestShortfallCents(debts) });
    expect(await with_()).toBe(true);
    expect(await with_(debt(14_800, 200))).toBe(true);
    expect(await with_(debt(14_900, 200))).toBe(false);
    expect(await with_(debt(14_800, 100, 101))).toBe(false);
    expect(await with_(debt(15_000, 0), debt(15_000, 0))).toBe(true);
    expect(await with_(debt(0, 0), debt(15_001, 0))).toBe(false);
  });
});

describe('the quota of L. 68/1999', () => {
  it('asks for as many as the declared base gives, and for one fewer no longer', async () => {
    for (const base of [14, 15, 35, 36, 50, 51, 150, 151, 1000]) {
      const [disabled, reserved] = [disabledWorkersDue(base, numbers), protectedWorkersDue(base, numbers)];
      const facts = {
        law68Base: base,
        disabledWorkersDue: disabled,
        protectedWorkersDue: reserved,
        disabledWorkersEmployed: disabled,
        protectedWorkersEmployed: reserved,
      };
      expect(await isCompliant(facts)).toBe(true);
      if (disabled > 0)
        expect(await isCompliant({ ...facts, disabledWorkersEmployed: disabled - 1 })).toBe(false);
      if (reserved > 0)
        expect(await isCompliant({ ...facts, protectedWorkersEmployed: reserved - 1 })).toBe(false);
    }
  });

  it('changes from a day on when the law does, with no change of code', async () => {
    const changed = structuredClone(charter);
    const percent = changed.parameters.find(({ name }) => name === 'disabilityQuotaPercent')!;
    percent.validUntil = '2027-12-31';
    changed.parameters.push({ ...percent, value: 10, validFrom: '2028-01-01', validUntil: null });
    const dueOn = (day: string) =>
      disabledWorkersDue(100, parametersOn(changed, day) as unknown as QuotaNumbers);
    expect([dueOn('2027-12-31'), dueOn('2028-01-01')]).toEqual([7, 10]);
  });
});
