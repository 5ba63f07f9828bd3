import type { Decided, Letter, LetterHead } from '../../activities/letters/letter.ts';

/** A letter of each kind, to be rendered. */
const head: LetterHead = {
  allianceName: 'Alleanza di prova',
  protocolNumber: '2026-000124',
  writtenOn: '2026-11-22',
  application: { protocolNumber: '2026-000123', receivedOn: '2026-10-30' },
  recipient: { name: 'Bianca Provini', address: 'Via Nazionale 1\n24060 Casazza (BG)' },
  beneficiaryName: null,
  officerName: 'Sara Assistente',
  serviceUrl: 'https://alleanza.example',
};

const decided: Decided = {
  blocks: [
    { label: 'Carico di cura', points: '16', maxPoints: '20' },
    { label: 'Condizione economica', points: '22,5', maxPoints: '25' },
  ],
  scoreHundredths: 3850,
  finalBand: 'high',
  deciderName: 'Carlo Commissario',
  reason: 'È sola con due figli.\r\n\nPiù ore di nido le danno respiro: città, né, €.',
};

const nursery = {
  description: 'Nido d’infanzia',
  unit: 'week' as const,
  units: 12,
  fundedUnits: 10,
  unitPriceCents: 9500,
  capLeftCents: 96_000,
};
const camp = {
  description: 'Centro estivo',
  unit: 'week' as const,
  units: 2,
  fundedUnits: 2,
  unitPriceCents: 14_000,
  capLeftCents: 100_000,
};

export const letters = {
  receipt: { ...head, kind: 'receipt', needs: [nursery], termEndsOn: '2026-11-30' },
  documentRequest: {
    ...head,
    kind: 'documentRequest',
    documents: ['Attestazione ISEE'],
    dueOn: '2026-12-22',
  },
  grant: {
    ...head,
    ...decided,
    kind: 'grant',
    amountCents: 123_000,
    needs: [nursery, camp],
    money: { state: 'held' },
  },
  refusal: { ...head, ...decided, kind: 'refusal' },
  closure: { ...head, kind: 'closure', reason: 'I documenti non sono arrivati.' },
  withdrawal: { ...head, kind: 'withdrawal', withdrawnOn: '2026-11-20' },
  release: {
    ...head,
    kind: 'release',
    amountCents: 123_000,
    releasedCents: 28_000,
    needs: [{ description: 'Centro estivo', unit: 'week', units: 2 }],
    deciderName: 'Sara Assistente',
    reason: 'La famiglia cambia provincia.',
  },
  waitingEnded: { ...head, kind: 'waitingEnded', amountCents: 123_000, waitedUntil: '2027-02-20' },
} as const satisfies { readonly [Kind in Letter['kind']]: Extract<Letter, { kind: Kind }> };
