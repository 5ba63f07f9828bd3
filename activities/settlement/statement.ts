import { italianCsv } from '../../domain/italian-csv.ts';
import { formatEuro, sumCents } from '../../domain/money.ts';
import { formatDate, type PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { SettlementItem } from '../../prisma/generated/client.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { paragraph, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { toldInvoices } from '../provider-invoice/told.ts';

interface StatementLine {
  readonly number: string;
  readonly capturedOn: PlainDate;
  readonly isRefund: boolean;
  readonly amountCents: number;
  readonly fundCents: number;
  /** What this batch pays of it, or takes off. */
  readonly paidCents: number;
  /** The payment came back after the bank had made it: another batch pays it. */
  readonly isReturned: boolean;
}

/** What one provider is told of one batch: which redemptions it pays, by their numbers and never by people. */
export interface Statement {
  readonly batchCode: string;
  readonly exportedOn: PlainDate;
  readonly allianceName: string;
  readonly providerName: string;
  readonly lines: readonly StatementLine[];
  readonly toProviderCents: number;
  readonly toInpsCents: number;
  /** What it is to invoice, and to whom. */
  readonly invoices: readonly string[];
}

/** The statement of the batch and provider of an item, once the batch has left for the bank. */
export async function statementOf(tx: Tx, item: SettlementItem): Promise<Statement | undefined> {
  const batch = await tx.db.settlementBatch.findUniqueOrThrow({ where: { id: item.batchId } });
  if (!batch.exportedAt) return undefined;
  const { name: allianceName } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const provider = await tx.db.organisation.findUniqueOrThrow({ where: { id: item.providerId } });
  const items = await tx.db.settlementItem.findMany({
    where: { batchId: item.batchId, providerId: item.providerId },
  });
  const totalOf = (payee: SettlementItem['payee']) =>
    sumCents(items.filter((one) => one.payee === payee).map(({ amountCents }) => amountCents));
  return {
    batchCode: batch.code,
    exportedOn: toPlainDate(batch.exportedAt),
    allianceName,
    providerName: provider.name,
    lines: await linesOf(tx, items),
    toProviderCents: totalOf('provider'),
    toInpsCents: totalOf('inps'),
    invoices: await toldInvoices(tx, { batchId: item.batchId, providerId: item.providerId }),
  };
}

async function linesOf(tx: Tx, items: readonly SettlementItem[]): Promise<StatementLine[]> {
  const lines = await tx.db.settlementLine.findMany({
    where: { itemId: { in: items.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
  });
  const redemptions = await tx.db.redemption.findMany({
    where: { id: { in: lines.map(({ redemptionId }) => redemptionId) } },
  });
  const byId = new Map(redemptions.map((one) => [one.id, one]));
  const returned = new Set(items.filter(({ state }) => state === 'returned').map(({ id }) => id));
  return lines.map((line) => {
    const redemption = byId.get(line.redemptionId)!;
    return {
      number: redemption.number,
      capturedOn: toPlainDate(redemption.capturedAt),
      isRefund: line.refundTransferId !== null,
      amountCents: redemption.amountCents,
      fundCents: redemption.fundCents,
      paidCents: line.amountCents,
      isReturned: returned.has(line.itemId),
    };
  });
}

const columns = ['Riscossione', 'Data', 'Valore', 'Al Fondo', 'Pagato'];

export function statementCsv(statement: Statement): string {
  const { lines, batchCode, providerName } = statement;
  return italianCsv([
    ['Distinta', 'Fornitore', ...columns, 'Causale'],
    ...lines.map((line) => [
      batchCode,
      providerName,
      line.number,
      shortDate(line.capturedOn),
      { cents: line.amountCents },
      { cents: line.fundCents },
      { cents: line.paidCents },
      `${line.isRefund ? 'rimborso' : 'riscossione'}${line.isReturned ? ', bonifico tornato' : ''}`,
    ]),
  ]);
}

/** The same, tagged and printable; from the same rows always the same bytes. */
export function statementPdf(statement: Statement): Promise<Bytes> {
  const { allianceName, providerName, batchCode, exportedOn } = statement;
  const title = `Rendiconto della distinta ${batchCode}`;
  return drawPdf(
    {
      title,
      author: allianceName,
      writtenOn: exportedOn,
      footer: title,
      opening: [[allianceName], [providerName, formatDate(exportedOn, 'it')]],
      blocks: blocksOf(statement),
    },
    layoutsUpon(),
  );
}

function blocksOf({ lines, toProviderCents, toInpsCents, invoices }: Statement): readonly Block[] {
  const rows = lines.map((line) => [
    `${line.number}${line.isRefund ? ' (rimborso)' : ''}`,
    shortDate(line.capturedOn),
    formatEuro(line.amountCents),
    formatEuro(line.fundCents),
    formatEuro(line.paidCents),
  ]);
  return [
    paragraph(
      'Le riscossioni qui elencate sono state pagate con questa distinta. Il contributo al Fondo è a carico del fornitore e diventa del Fondo quando la banca conferma il pagamento. I rimborsi fatti dopo il pagamento sono trattenuti.',
    ),
    { kind: 'table', columns, rows },
    paragraph(`Al fornitore, con bonifico: ${formatEuro(toProviderCents)}.`),
    ...(toInpsCents > 0 ? [paragraph(substitution(toInpsCents))] : []),
    ...(lines.some(({ isReturned }) => isReturned) ? [paragraph(cameBack)] : []),
    ...invoices.map(paragraph),
  ];
}

const cameBack =
  'La banca aveva eseguito un pagamento di questa distinta e lo ha riportato indietro: quella somma spetta di nuovo, e la paga una distinta successiva. La fattura resta una sola.';

function substitution(toInpsCents: number): string {
  return `All’INPS, in luogo del fornitore che risulta in debito (intervento sostitutivo): ${formatEuro(toInpsCents)}.`;
}

/** As spreadsheets in Italy read a date, and as it fits a column. */
function shortDate(date: PlainDate): string {
  return date.split('-').toReversed().join('/');
}
