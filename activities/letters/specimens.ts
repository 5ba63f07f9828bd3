import type { Decided, FundedNeed, GrantMoney, Letter, LetterHead } from './letter.ts';

const head: LetterHead = {
  allianceName: 'Ufficio',
  protocolNumber: '0',
  writtenOn: '2026-01-01',
  application: { protocolNumber: '0', receivedOn: '2026-01-01' },
  recipient: { name: 'Nome', address: null },
  beneficiaryName: null,
  officerName: 'Nome',
  serviceUrl: 'https://esempio.example',
};

const decided: Decided = {
  blocks: [],
  scoreHundredths: 0,
  finalBand: 'high',
  deciderName: 'Nome',
  reason: '',
};

const need: FundedNeed = {
  description: '',
  unit: 'week',
  units: 2,
  fundedUnits: 1,
  unitPriceCents: 100,
  capLeftCents: 150,
};

const grants: readonly GrantMoney[] = [
  { state: 'held' },
  { state: 'awaited', until: '2026-01-01' },
  { state: 'inReview' },
  { state: 'givenBack' },
];

const released = {
  kind: 'release',
  amountCents: 100,
  needs: [need],
  deciderName: 'Nome',
  reason: '',
} as const;

/** A letter of each kind about nobody: the words that they print are those of the fixed text. */
export const specimenLetters: readonly Letter[] = [
  { ...head, kind: 'receipt', needs: [need], termEndsOn: '2026-01-01' },
  { ...head, kind: 'documentRequest', documents: [''], dueOn: '2026-01-01' },
  ...grants.map((money) => ({
    ...head,
    ...decided,
    kind: 'grant' as const,
    amountCents: 100,
    needs: [need],
    money,
  })),
  { ...head, ...decided, kind: 'refusal' },
  { ...head, kind: 'closure', reason: '' },
  { ...head, kind: 'withdrawal', withdrawnOn: '2026-01-01' },
  { ...head, ...released, releasedCents: 100 },
  { ...head, ...released, releasedCents: 50 },
  { ...head, kind: 'waitingEnded', amountCents: 100, waitedUntil: '2026-01-01' },
];
