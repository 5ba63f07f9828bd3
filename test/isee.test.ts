import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  attestationInForce,
  iseeAttestationSchema,
  iseeKinds,
  requiredIseeKind,
  type IseeAttestation,
} from '../domain/isee.ts';
import {
  equivalenceScaleHundredths,
  simulateIsee,
  type IseeSimulationInput,
} from '../domain/isee-simulation.ts';
import { times } from './support/long.ts';

function attestation(change: Partial<IseeAttestation> = {}): IseeAttestation {
  return {
    kind: 'ORDINARIO',
    valueCents: 572_650,
    issuedOn: '2026-02-10',
    validUntil: '2026-12-31',
    protocol: 'INPS-ISEE-2026-00000001A-00',
    ...change,
  };
}

describe('the kind of ISEE', () => {
  it.each([
    [{ service: 'forMinor', parentsApart: true }, 'MINORENNI'],
    [{ service: 'forMinor', parentsApart: false }, 'ORDINARIO'],
    [{ service: 'homeCare', recipientNonSelfSufficient: true }, 'SOCIOSANITARIO'],
    [{ service: 'homeCare', recipientNonSelfSufficient: false }, 'ORDINARIO'],
    [{ service: 'other' }, 'ORDINARIO'],
    [{ service: 'other', parentsApart: true }, 'ORDINARIO'],
  ] as const)('of %o is %s', (need, kind) => {
    expect(requiredIseeKind(need)).toBe(kind);
  });

  it('stays open while the answer it hangs on is missing', () => {
    expect(requiredIseeKind({ service: 'forMinor', recipientNonSelfSufficient: true })).toBeUndefined();
    expect(requiredIseeKind({ service: 'homeCare', parentsApart: true })).toBeUndefined();
  });
});

describe('the attestation in force', () => {
  it('counts from the day of issue to the last day of validity', () => {
    const one = attestation();
    expect(attestationInForce([one], 'ORDINARIO', '2026-02-09')).toBeUndefined();
    expect(attestationInForce([one], 'ORDINARIO', '2026-02-10')).toEqual(one);
    expect(attestationInForce([one], 'ORDINARIO', '2026-12-31')).toEqual(one);
    expect(attestationInForce([one], 'ORDINARIO', '2027-01-01')).toBeUndefined();
  });

  it('is a CORRENTE in the place of an ordinary one, only while it is valid, and of no other kind', () => {
    const ordinary = attestation();
    const current = attestation({
      kind: 'CORRENTE',
      valueCents: 1,
      issuedOn: '2026-05-01',
      validUntil: '2026-10-31',
    });
    expect(attestationInForce([ordinary, current], 'ORDINARIO', '2026-06-01')).toEqual(current);
    expect(attestationInForce([current], 'ORDINARIO', '2026-06-01')).toEqual(current);
    expect(attestationInForce([ordinary, current], 'ORDINARIO', '2026-11-01')).toEqual(ordinary);
    expect(attestationInForce([ordinary, current], 'SOCIOSANITARIO', '2026-06-01')).toBeUndefined();
    expect(attestationInForce([ordinary, current], 'MINORENNI', '2026-06-01')).toBeUndefined();
  });

  it('is never the one of the 2026 budget law', () => {
    const budgetLaw = attestation({ kind: 'ORDINARIO_LB2026', valueCents: 549_180 });
    for (const required of ['ORDINARIO', 'SOCIOSANITARIO', 'MINORENNI'] as const) {
      expect(attestationInForce([budgetLaw], required, '2026-06-01')).toBeUndefined();
    }
  });

  it('is the one issued last, in whatever order they were entered, and of the required kind only', () => {
    const anyAttestation = fc.record({
      kind: fc.constantFrom(...iseeKinds),
      valueCents: fc.integer({ min: 0, max: 5_000_000 }),
      issuedOn: fc.constantFrom('2026-01-15', '2026-03-01', '2026-06-30', '2025-11-11'),
      validUntil: fc.constantFrom('2026-07-01', '2026-12-31', '2025-12-31'),
      protocol: fc.uuid(),
    });
    fc.assert(
      fc.property(fc.array(anyAttestation, { maxLength: 6 }), fc.nat(), (all, turn) => {
        const turned = [...all.slice(turn % (all.length + 1)), ...all.slice(0, turn % (all.length + 1))];
        const found = attestationInForce(all, 'SOCIOSANITARIO', '2026-06-30');
        expect(attestationInForce(turned, 'SOCIOSANITARIO', '2026-06-30')).toEqual(found);
        expect(found?.kind ?? 'SOCIOSANITARIO').toBe('SOCIOSANITARIO');
      }),
      { numRuns: times(4000) },
    );
  });
});

describe('what an attestation may say', () => {
  it.each([
    [
      'a CORRENTE over the turn of the year, six months',
      { kind: 'CORRENTE', issuedOn: '2026-10-01', validUntil: '2027-04-01' },
    ],
    [
      'a CORRENTE to the end of the year',
      { kind: 'CORRENTE', issuedOn: '2026-03-01', validUntil: '2026-12-31' },
    ],
    ['a value of zero', { valueCents: 0 }],
  ] as const)('%s', (_, change) => {
    expect(iseeAttestationSchema.safeParse(attestation(change)).success).toBe(true);
  });

  it.each([
    ['an ordinary one beyond the year', { validUntil: '2027-01-01' }, 'validUntil'],
    [
      'a CORRENTE beyond six months',
      { kind: 'CORRENTE', issuedOn: '2026-10-01', validUntil: '2027-04-02' },
      'validUntil',
    ],
    ['an end before the issue', { validUntil: '2026-02-09' }, 'validUntil'],
    ['fractions of a cent', { valueCents: 0.5 }, 'valueCents'],
    ['a negative value', { valueCents: -1 }, 'valueCents'],
    ['a day that does not exist', { issuedOn: '2026-02-30' }, 'issuedOn'],
    ['a CORRENTE issued on no day at all', { kind: 'CORRENTE', issuedOn: '' }, 'issuedOn'],
    ['no protocol', { protocol: ' ' }, 'protocol'],
  ] as const)('not %s', (_, change, at) => {
    const parsed = iseeAttestationSchema.safeParse(attestation(change));
    expect(parsed.error?.issues.map(({ path }) => path.join('.'))).toContain(at);
  });
});

describe('the simulation', () => {
  const household: IseeSimulationInput = {
    incomeCents: 1_260_000,
    assetsCents: 400_000,
    members: 3,
    children: 2,
    minorChildren: 2,
    childUnder3: true,
    disabledOrNonSelfSufficientMembers: 0,
    parentsWorkedOrAloneWithMinors: true,
    parameters: 'ORDINARIO',
  };

  it('gives the figures of case 10, apart from those of the budget law', () => {
    expect(simulateIsee(household)).toMatchObject({
      simulation: true,
      iseCents: 1_340_000,
      scaleHundredths: 234,
      iseeCents: 572_650,
    });
    expect(simulateIsee({ ...household, parameters: 'ORDINARIO_LB2026' })).toMatchObject({
      scaleHundredths: 244,
      iseeCents: 549_180,
    });
  });

  it.each([
    [1, 100],
    [2, 157],
    [3, 204],
    [4, 246],
    [5, 285],
    [6, 320],
    [7, 355],
  ])('%i members alone weigh %i hundredths', (members, scaleHundredths) => {
    const adults = { ...household, members, children: 0, minorChildren: 0, childUnder3: false };
    expect(equivalenceScaleHundredths(adults)).toBe(scaleHundredths);
  });

  it.each([
    ['ORDINARIO', [0, 0, 20, 35, 50, 50]],
    ['ORDINARIO_LB2026', [0, 10, 25, 40, 55, 55]],
  ] as const)('%s adds for 1 to 6 grown children', (parameters, additions) => {
    const grown = [1, 2, 3, 4, 5, 6].map((children) => ({ ...household, parameters, children, members: 8 }));
    const scales = grown.map((input) =>
      equivalenceScaleHundredths({ ...input, minorChildren: 0, childUnder3: false }),
    );
    expect(scales.map((scale) => scale - 390)).toEqual(additions);
  });

  it('adds half a point for each certified member and 0.20 for minors of working parents', () => {
    const certified = { ...household, childUnder3: false, disabledOrNonSelfSufficientMembers: 2 };
    expect(equivalenceScaleHundredths(certified)).toBe(204 + 100 + 20);
    expect(equivalenceScaleHundredths({ ...certified, parentsWorkedOrAloneWithMinors: false })).toBe(304);
  });

  it('rounds half up once, to the exact cent', () => {
    const alone = { ...household, members: 2, children: 1, minorChildren: 0, childUnder3: false };
    expect(simulateIsee({ ...alone, incomeCents: 0, assetsCents: 2, members: 1, children: 0 }).iseCents).toBe(
      0,
    );
    expect(simulateIsee({ ...alone, incomeCents: 0, assetsCents: 3, members: 1, children: 0 }).iseCents).toBe(
      1,
    );
    fc.assert(
      fc.property(fc.nat(100_000_000), fc.nat(100_000_000), (incomeCents, assetsCents) => {
        const { iseeCents } = simulateIsee({ ...alone, incomeCents, assetsCents });
        // |ISEE × S × 5 − (5 ISR + ISP) × 100| is at most half a unit of 5 S: nearest, ties upwards.
        const excess = BigInt(iseeCents) * 785n - (5n * BigInt(incomeCents) + BigInt(assetsCents)) * 100n;
        expect(2n * excess <= 785n && 2n * excess > -785n).toBe(true);
      }),
      { numRuns: times(4000) },
    );
  });

  it.each([
    { members: 0 },
    { children: 3 },
    { minorChildren: 3 },
    { disabledOrNonSelfSufficientMembers: 4 },
    { minorChildren: 0 },
    { incomeCents: -1 },
    { assetsCents: 0.5 },
  ])('refuses a household that cannot be: %o', (change) => {
    expect(() => simulateIsee({ ...household, ...change })).toThrow(RangeError);
  });
});
