import { describe, expect, it } from 'vitest';
import { readEuro } from '../domain/money.ts';
import { walletStanding, type WalletFacts } from '../domain/wallet.ts';
import { lastTellableMonth, namesOnePerson, warningsOf, type PlanEvent } from '../domain/welfare-plan.ts';
import { readCreditFile, refuseLines } from '../activities/welfare-plan/credit-file.ts';
import { Refusal } from '../domain/refusal.ts';
import { impossibleTaxCode } from '../prisma/seed/impossible-numbers.ts';

describe('whom a plan is for', () => {
  const employees = [
    { givenName: 'Lucia', familyName: 'Bianchi' },
    { givenName: 'Nicolò Maria', familyName: "D'Amico" },
  ];

  it.each([
    'Operai di livello 3 e 4',
    'Sede di via Lucia, Lovere',
    'Chi lavora qui da più di 5 anni',
    'Part time fino a 24 ore',
    'Reparto Bianchi e colori',
  ])('is a category: %s', (value) => {
    expect(namesOnePerson(value, employees)).toBe(false);
  });

  it.each([
    'Bianchi Lucia',
    'la sig.ra LUCIA BIANCHI, sede di Lovere',
    'nicolo maria d’amico',
    'RSSMRA80A01H501U',
    'chi scrive da lucia@ditta.example',
    'matricola n. 1042',
  ])('is not a person: %s', (value) => {
    expect(namesOnePerson(value, employees)).toBe(true);
  });

  it('is worth a look when the category counts one person, and when nobody obliges the employer', () => {
    const level = { source: 'collectiveAgreement', population: 'level' } as const;
    expect(warningsOf({ ...level, membersToday: 1 })).toEqual(['categoryOfOne']);
    expect(warningsOf({ ...level, membersToday: 2 })).toEqual([]);
    expect(warningsOf({ ...level, population: 'everybody', membersToday: 1 })).toEqual([]);
    expect(warningsOf({ ...level, source: 'voluntary' })).toEqual(['fivePerMille']);
  });
});

describe('a wallet', () => {
  const plan = {
    state: 'active',
    validFrom: '2026-01-01',
    validUntil: '2026-12-31',
    graceDays: 30,
  } as const;
  const facts = (change: Partial<WalletFacts> = {}): WalletFacts => ({
    plan,
    isClosed: false,
    jobs: [{ startedOn: '2020-01-01', endedOn: null }],
    ...change,
  });
  const left = facts({ jobs: [{ startedOn: '2020-01-01', endedOn: '2026-05-15' }] });

  it.each<[string, WalletFacts, string, ReturnType<typeof walletStanding>]>([
    ['before the plan', facts(), '2025-12-31', { stop: 'notYet', ordersUntil: '2026-12-31' }],
    ['on its first day', facts(), '2026-01-01', { stop: null, ordersUntil: '2026-12-31' }],
    ['on its last day', facts(), '2026-12-31', { stop: null, ordersUntil: '2026-12-31' }],
    ['after it', facts(), '2027-01-01', { stop: 'planOver', ordersUntil: '2026-12-31' }],
    ['on the last day of the job', left, '2026-05-15', { stop: null, ordersUntil: '2026-06-14' }],
    ['on the last day of grace', left, '2026-06-14', { stop: null, ordersUntil: '2026-06-14' }],
    ['the day after', left, '2026-06-15', { stop: 'left', ordersUntil: '2026-06-14' }],
    [
      'of a plan without grace',
      facts({ ...left, plan: { ...plan, graceDays: 0 } }),
      '2026-05-16',
      { stop: 'left', ordersUntil: '2026-05-15' },
    ],
    [
      'of a plan that ends within the grace',
      facts({ jobs: [{ startedOn: '2020-01-01', endedOn: '2026-12-15' }] }),
      '2026-12-31',
      { stop: null, ordersUntil: '2026-12-31' },
    ],
    [
      'of somebody who came back',
      facts({ jobs: [...left.jobs, { startedOn: '2026-09-01', endedOn: null }] }),
      '2026-09-01',
      { stop: null, ordersUntil: '2026-12-31' },
    ],
    [
      'of somebody who comes back tomorrow',
      facts({ jobs: [...left.jobs, { startedOn: '2026-09-01', endedOn: null }] }),
      '2026-08-31',
      { stop: 'left', ordersUntil: '2026-06-14' },
    ],
    [
      'of somebody who had two jobs there, of which the first ended last',
      facts({
        jobs: [
          { startedOn: '2021-01-01', endedOn: '2026-05-15' },
          { startedOn: '2020-01-01', endedOn: '2026-05-20' },
        ],
      }),
      '2026-06-19',
      { stop: null, ordersUntil: '2026-06-19' },
    ],
    [
      'of nobody who ever worked there',
      facts({ jobs: [] }),
      '2026-05-01',
      { stop: 'left', ordersUntil: null },
    ],
    [
      'of a plan that was closed',
      facts({ plan: { ...plan, state: 'closed' } }),
      '2026-05-01',
      { stop: 'planClosed', ordersUntil: null },
    ],
    ['that was closed', facts({ isClosed: true }), '2026-05-01', { stop: 'closed', ordersUntil: null }],
  ])('%s', (_what, given, on, standing) => {
    expect(walletStanding(given, on)).toEqual(standing);
  });
});

describe('what an employer is told of a plan', () => {
  const events = (month: string, kind: PlanEvent['kind'], ...wallets: number[]): PlanEvent[] =>
    wallets.map((wallet) => ({ month, kind, walletId: `w${wallet}` }));

  it('comes from five people at least', () => {
    expect(lastTellableMonth([])).toBeUndefined();
    expect(lastTellableMonth(events('2026-01', 'issued', 1, 2, 3, 4))).toBeUndefined();
    expect(lastTellableMonth(events('2026-01', 'issued', 1, 2, 3, 4, 4, 4))).toBeUndefined();
    expect(lastTellableMonth(events('2026-01', 'issued', 1, 2, 3, 4, 5))).toBe('2026-01');
  });

  it('and so does the difference to what was told before', () => {
    const january = events('2026-01', 'issued', 1, 2, 3, 4, 5, 6);
    const lonely = [...january, ...events('2026-02', 'issued', 1)];
    expect(lastTellableMonth(lonely)).toBe('2026-01');
    expect(lastTellableMonth([...lonely, ...events('2026-03', 'issued', 2, 3, 4)])).toBe('2026-01');
    expect(lastTellableMonth([...lonely, ...events('2026-03', 'issued', 2, 3, 4, 5)])).toBe('2026-03');
  });

  it('of each kind: one person’s lapsed voucher holds it back', () => {
    const january = events('2026-01', 'issued', 1, 2, 3, 4, 5);
    expect(lastTellableMonth([...january, ...events('2026-01', 'ended', 1)])).toBeUndefined();
    expect(lastTellableMonth([...january, ...events('2026-02', 'ended', 1, 2, 3, 4, 5)])).toBe('2026-02');
  });
});

describe('an amount', () => {
  it.each([
    ['1.140,50', 114_050],
    ['1140,5', 114_050],
    ['12', 1_200],
    ['0,01', 1],
    ['€ 1.140,00', 114_000],
    ['12,00 €', 1_200],
    ['1.234.567,89', 123_456_789],
  ])('is read as an Italian spreadsheet writes it: %s', (text, cents) => {
    expect(readEuro(text)).toBe(cents);
  });

  it.each(['', '12.50', '1,234.50', '1.23', '-5', '+5', '1e3', '12,345', ',50', '1 000', 'NaN', '٥'])(
    'is not guessed: %s',
    (text) => {
      expect(readEuro(text)).toBeUndefined();
    },
  );
});

describe('a list of credits', () => {
  const [first, second] = [1, 2].map((number) =>
    impossibleTaxCode({ number, birthDate: '1980-05-17', sex: 'F' }),
  ) as [string, string];
  const read = (text: string) => readCreditFile(new Uint8Array(Buffer.from(text)));

  it('is read with its line numbers, byte order mark, CRLF and empty lines and all', () => {
    expect(
      read(`\uFEFFCodice fiscale;Importo\r\n${first};1.140,50\r\n\r\n${second.toLowerCase()};"12"\r\n`),
    ).toEqual({
      lines: [
        { number: 2, taxCode: first, amountCents: 114_050 },
        { number: 4, taxCode: second, amountCents: 1_200 },
      ],
      wrong: [],
    });
  });

  it('names every wrong line by its number, and repeats nothing that stands there', () => {
    const lines = [
      `${first};10,00`,
      `${first};5,00`,
      'ROSSI;10,00',
      `${second};10.00`,
      `${second};0`,
      second,
    ];
    const { wrong } = read(['codice fiscale;importo', ...lines].join('\n'));
    const refused = refusalOf(() => refuseLines(wrong.toReversed()));
    expect(refused.refusal.errors?.map(({ pointer }) => pointer)).toEqual(
      [3, 4, 5, 6, 7].map((number) => `/file/${number}`),
    );
    const told = JSON.stringify(refused.refusal);
    for (const secret of [first, second, 'ROSSI']) expect(told).not.toContain(secret);
    expect(told).toContain('ripete la persona della riga 2');
  });

  it.each([
    ['nothing', ''],
    ['headers alone', 'codice fiscale;importo\n'],
    ['other headers', `importo;codice fiscale\n10;${first}\n`],
    ['commas between cells', `codice fiscale,importo\n${first},10\n`],
    ['open quotes', `codice fiscale;importo\n"${first};10\n`],
    ['too many lines', `codice fiscale;importo\n${`${first};10\n`.repeat(2_001)}`],
  ])('is refused whole: %s', (_what, text) => {
    expect(refusalOf(() => read(text)).code).toBe('invalidRequest');
  });

  it('is refused when it is not UTF-8, or too big', () => {
    expect(refusalOf(() => readCreditFile(new Uint8Array([0xe0, 0x0a]))).code).toBe('invalidRequest');
    expect(refusalOf(() => readCreditFile(new Uint8Array(256 * 1024 + 1))).code).toBe('invalidRequest');
  });

  function refusalOf(work: () => unknown): Refusal {
    try {
      work();
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
    throw new Error('nothing was refused');
  }
});
