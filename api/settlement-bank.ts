import { z } from 'zod';
import { reconcileList } from '../activities/settlement/answers.ts';
import { comparedBalances, enterBankBalance } from '../activities/settlement/bank-balance.ts';
import { MOST_BALANCE_CENTS } from '../activities/settlement/bank-entry.ts';
import { readBankCsv } from '../activities/settlement/bank-csv.ts';
import { reconcileStatement } from '../activities/settlement/bank-statement.ts';
import { bankLineExplanations, explainBankLine } from '../activities/settlement/explain.ts';
import { readReason } from '../activities/settlement/never-was.ts';
import { networkVolume } from '../activities/settlement/network-volume.ts';
import { reconcileBalances } from '../activities/settlement/reconcile-balances.ts';
import { addDays } from '../domain/plain-date.ts';
import { isToBeNotified } from '../domain/settlement.ts';
import { toPlainDate } from '../domain/time.ts';
import { BankLineOutcome } from '../prisma/generated/enums.ts';
import { refuseFuture } from './invalid-field.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments, plainDate, prose } from './schema.ts';
import { bankLine, shownBankLine } from './settlement-schema.ts';

const tag = 'settlement';
const readers = ['fundOfficer', 'administrator', 'auditor'] as const;

const reconciled = z
  .strictObject({ confirmed: z.int(), rejected: z.int(), unknown: z.int(), repeated: z.int() })
  .meta({ id: 'Reconciled' });

const importLines = route({
  kind: 'write',
  operation: 'importBankLines',
  method: 'post',
  path: '/v1/settlement/bank-lines',
  tag,
  summary: {
    it: 'Importa i movimenti della banca (CSV): conferma i pagamenti, fa tornare i respinti, mette in sospeso gli ignoti',
    en: 'Import the bank’s lines (CSV): payments are confirmed or come back, unknown lines wait in suspense',
  },
  who: ['fundOfficer'],
  body: z.strictObject({ csv: z.string().min(1).max(900_000) }),
  reply: reconciled,
  write: (tx, { body }, services) => reconcileList(tx, services, readBankCsv(body.csv)),
});

const importStatement = route({
  kind: 'write',
  operation: 'importBankStatement',
  method: 'post',
  path: '/v1/settlement/bank-statements',
  tag,
  summary: {
    it: 'Importa l’estratto conto della banca (camt.053.001.08), con gli stessi effetti dell’elenco in CSV',
    en: 'Import the bank’s statement (camt.053.001.08), to the same effect as the CSV list',
  },
  who: ['fundOfficer'],
  body: z.strictObject({ xml: z.string().min(1).max(900_000) }),
  reply: reconciled,
  write: (tx, { body }, services) => reconcileStatement(tx, services, body.xml),
});

const listLines = route({
  kind: 'read',
  operation: 'listBankLines',
  method: 'get',
  path: '/v1/settlement/bank-lines',
  tag,
  summary: {
    it: 'I movimenti della banca e ciò a cui rispondono',
    en: 'The bank’s lines and what they answer',
  },
  who: readers,
  query: cursorQuery.extend({ outcome: z.enum(BankLineOutcome).optional() }),
  reply: page(bankLine),
  async read(tx, { query: { outcome, ...paging } }, { vault }) {
    const rows = await tx.db.bankLine.findMany({
      ...pageArguments(paging),
      where: outcome ? { outcome } : {},
    });
    const shown = await Promise.all(
      rows.map(async (row) => shownBankLine(row, await readReason(tx, vault, row))),
    );
    return asPage(shown, paging.limit);
  },
});

const explain = route({
  kind: 'write',
  operation: 'explainBankLine',
  method: 'post',
  path: '/v1/settlement/bank-lines/{bankLineId}/explanation',
  tag,
  summary: {
    it: 'Dice che cos’è un movimento in sospeso: ciò che è registrato altrove o non c’è mai stato ne esce, un pagamento tornato spetta di nuovo',
    en: 'Say what a line in suspense is: what is recorded elsewhere or never was leaves it, a payment that came back is owed again',
  },
  who: ['fundOfficer'],
  params: z.strictObject({ bankLineId: id }),
  body: z.strictObject({
    explanation: z.enum(bankLineExplanations),
    endToEndId: z
      .string()
      .min(1)
      .max(35)
      .optional()
      .meta({ description: 'Of a payment that came back: which one, where the line does not say' }),
    reason: prose(500).optional().meta({
      description: 'Why, of a line that no bank had and of what is none of the list; it names nobody',
    }),
  }),
  reply: z.strictObject({ id }),
  async write(tx, { params, body }, services) {
    const { id: explainedId } = await explainBankLine(tx, services, params.bankLineId, body);
    return { id: explainedId };
  },
});

const compared = z
  .strictObject({
    balanceOn: plainDate,
    bankCents: z.int(),
    ledgerCents: z.int(),
    differenceCents: z.int().meta({ description: 'Zero when bank and books agree' }),
    enteredCents: z.int().meta({ description: 'As entered by hand; the bank’s statement counts before it' }),
  })
  .meta({ id: 'ComparedBalance' });

const enterBalance = route({
  kind: 'write',
  operation: 'enterBankBalance',
  method: 'post',
  path: '/v1/settlement/balances',
  tag,
  summary: {
    it: 'Registra il saldo di fine giornata del conto vincolato e lo confronta con i libri',
    en: 'Enter the segregated account’s balance at the end of a day and compare it with the books',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({ balanceOn: plainDate, balanceCents: z.int().min(0).max(MOST_BALANCE_CENTS) }),
  reply: compared,
  async write(tx, { body }) {
    refuseFuture(tx, body.balanceOn, '/body/balanceOn');
    const entered = await enterBankBalance(tx, body);
    await reconcileBalances(tx);
    return entered;
  },
});

const listBalances = route({
  kind: 'read',
  operation: 'listBankBalances',
  method: 'get',
  path: '/v1/settlement/balances',
  tag,
  summary: {
    it: 'I saldi del conto vincolato accanto ai libri, giorno per giorno; senza date, gli ultimi 31 giorni',
    en: 'The segregated account’s balances beside the books, day by day; without dates, the last 31 days',
  },
  who: readers,
  query: z.strictObject({ from: plainDate.optional(), until: plainDate.optional() }),
  reply: z.strictObject({ items: z.array(compared) }),
  async read(tx, { query }) {
    const until = query.until ?? toPlainDate(tx.now);
    return { items: [...(await comparedBalances(tx, query.from ?? addDays(until, -31), until))] };
  },
});

const getVolume = route({
  kind: 'read',
  operation: 'getNetworkVolume',
  method: 'get',
  path: '/v1/settlement/network-volume',
  tag,
  summary: {
    it: 'Quanto si è speso in buoni negli ultimi dodici mesi; oltre 1.000.000 € la rete va notificata (PSD2)',
    en: 'What was spent by voucher in the last twelve months; above €1,000,000 the network is notified (PSD2)',
  },
  who: readers,
  reply: z
    .strictObject({
      since: plainDate,
      volumeCents: z.int().meta({ description: 'Captured, less what was refunded' }),
      toBeNotified: z.boolean(),
    })
    .meta({ id: 'NetworkVolume' }),
  async read(tx) {
    const { since, volumeCents } = await networkVolume(tx);
    return { since, volumeCents, toBeNotified: isToBeNotified(volumeCents) };
  },
});

export const settlementBankRoutes = [
  importLines,
  importStatement,
  listLines,
  explain,
  enterBalance,
  listBalances,
  getVolume,
];
