import type { Dossier, FactParameters } from '../../domain/fragility.ts';
import type { Member } from '../../domain/household.ts';
import type { IseeAttestation } from '../../domain/isee.ts';

/** FRAG-1 as domain §2.10 and §6.9 give it. */
export const frag1: FactParameters = {
  functionPointsPerAdlLost: 250,
  functionPointsPerIadlLost: 125,
  nonSelfSufficientFromAdlLost: 3,
  adultFromAgeYears: 18,
  youngChildUntilAgeYears: 3,
  childUntilAgeYears: 14,
  workShockLookbackMonths: 6,
  reducedWorkFromPercent: 30,
  contractEndingWithinDays: 90,
  arrearsFromMonths: 3,
};

export const day = '2026-06-10';
export const evidence = { foundBy: 'caseworker', foundOn: '2026-06-01', note: 'colloquio', documentIds: [] };
export const documentId = '0199a000-0000-7000-8000-000000000001';

export function adult(change: Partial<Member> = {}): Member {
  return {
    personId: 'adult',
    birthDate: '1986-04-02',
    certificate: 'none',
    independent: evidence,
    ...change,
  };
}

export function lost(adl: number, iadl: number): Partial<Member> {
  return {
    independent: undefined,
    katzAdl: { orientation: 'functionsLost', score: adl },
    lawtonIadl: { formVersion: 'cronos-it', score: 8 - iadl },
  };
}

export function child(birthDate: string, change: Partial<Member> = {}): Member {
  return { personId: `child-${birthDate}`, birthDate, certificate: 'none', ...change };
}

export function isee(valueCents: number, kind: IseeAttestation['kind'] = 'ORDINARIO'): IseeAttestation {
  return { kind, valueCents, issuedOn: '2026-02-01', validUntil: '2026-12-31', protocol: `INPS-${kind}` };
}

export const nothingFound: Dossier['findings'] = {
  work: { events: [], evidence },
  housing: { evictionOrder: false, arrearsMonths: 0, overcrowded: false, evidence },
  network: { value: 'adequate', evidence },
  soleCaregiver: { value: false, evidence },
};

export function dossier(change: Partial<Dossier> = {}): Dossier {
  return {
    members: [adult()],
    findings: nothingFound,
    iseeAttestations: [isee(990_000)],
    needs: [{ service: 'other', forPersonId: 'adult' }],
    ...change,
  };
}
