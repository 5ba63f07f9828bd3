import { magic, type SettlementDesk } from './settlement-desk.ts';

const header = 'Riferimento;Data;Importo;End_to_end;Esito;Descrizione';

/** As an Italian bank writes an amount. */
export function italianAmount(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${cents < 0 ? '-' : ''}${whole},${digits.slice(-2)}`;
}

export function bankCsv(lines: readonly string[]): string {
  return `\uFEFF${[header, ...lines].join('\r\n')}\r\n`;
}

/** No two lines of the bank have the same reference, whichever test asks. */
let nth = 0;

/**
 * A bank that reads the payment file it was sent and answers each payment by its IBAN; what it delays it says later. A
 * payment it has taken before it does not make again: it says once more what it made of it, and then also that of which
 * the answer was lost the first time.
 */
export function fakeBank(desk: SettlementDesk) {
  const late: string[] = [];
  const taken = new Map<string, string>();
  const lineOf = (endToEndId: string, cents: number, outcome: string) => {
    nth += 1;
    return `CRO${String(nth).padStart(6, '0')};27/11/2026;${italianAmount(-cents)};${endToEndId};${outcome};SEPA`;
  };
  return {
    /** What it says first; a second call of `said` tells what it had kept back. */
    async reads(batchId: string): Promise<string> {
      const { text } = await desk.drawer.get(`/v1/settlement/batches/${batchId}/payment-file`);
      const lines: string[] = [];
      for (const [, block] of text.matchAll(/<CdtTrfTxInf>(.*?)<\/CdtTrfTxInf>/gs)) {
        const endToEndId = /<EndToEndId>(.*?)</.exec(block!)![1]!;
        const cents = Math.round(Number(/<InstdAmt Ccy="EUR">(.*?)</.exec(block!)![1]) * 100);
        const iban = /<IBAN>(.*?)</.exec(block!)![1];
        const known = taken.get(endToEndId);
        const line = known ?? lineOf(endToEndId, cents, iban === magic.rejects ? 'respinto' : 'eseguito');
        taken.set(endToEndId, line);
        if (iban === magic.losesTheReply && known === undefined) continue;
        if (iban === magic.answersLate) late.push(line);
        else lines.push(line);
        if (iban === magic.answersTwice) lines.push(line);
      }
      return bankCsv(lines);
    },
    hasMore: () => late.length > 0,
    /** How many payments it has taken, however often it was sent them. */
    taken: () => taken.size,
    said: () => bankCsv(late.splice(0)),
    lineOf,
  };
}
