import { z } from 'zod';
import type { Play } from './actions.ts';
import type { Expectations } from './expectations.ts';
import type { Compare } from './look.ts';
import { camelCase } from './sentence.ts';

const item = z.object({ id: z.uuid(), payee: z.string(), amountCents: z.int(), providerId: z.uuid() });
const payments = z.object({ items: z.array(item) });
const invoices = z.object({ items: z.array(z.unknown()) });
const dryRunView = z.object({
  items: z.array(item.omit({ id: true })),
  leftOut: z.array(z.object({ providerId: z.uuid(), reason: z.string() })),
});

/** Compares what a case expects of payments with what the Fund office and the providers read of them. */
export async function lookAtPayments(play: Play, expected: Expectations, compare: Compare): Promise<void> {
  const { stage, organisations } = play;
  for (const [word, payee] of [
    ['providers paid', 'provider'],
    ['INPS paid', 'inps'],
  ] as const)
    for (const [name, cents] of Object.entries(expected[word] ?? {}))
      compare(`${word} / ${name}`, cents, sumOf(await confirmed(play, name), payee));
  for (const [name, count] of Object.entries(expected['invoices missing'] ?? {})) {
    const id = await organisations.organisationIdOrThrow(name);
    const path = `/v1/settlement/provider-invoices?providerId=${id}&missing=true&limit=200`;
    const { items } = await stage.staff('the fund office').read(path, invoices);
    compare(`invoices missing / ${name}`, count, items.length);
  }
  if (expected['to be paid'] || expected['left out']) await lookAhead(play, expected, compare);
  for (const [name, one] of Object.entries(expected.statements ?? {})) {
    const lines = await statementOf(play, name);
    const sumOfColumn = (column: number) => lines.reduce((sum, line) => sum + centsIn(line[column]!), 0);
    compare(`statements / ${name} / lines`, one.lines, lines.length);
    compare(`statements / ${name} / value`, one.value, sumOfColumn(4));
    compare(`statements / ${name} / to the Fund`, one['to the Fund'], sumOfColumn(5));
    compare(`statements / ${name} / paid`, one.paid, sumOfColumn(6));
  }
}

async function confirmed({ stage, organisations }: Play, name: string) {
  const id = await organisations.organisationIdOrThrow(name);
  const path = `/v1/settlement/items?providerId=${id}&state=confirmed&limit=200`;
  return (await stage.staff('the fund office').read(path, payments)).items;
}

function sumOf(items: readonly { payee: string; amountCents: number }[], payee: string): number {
  return items.reduce((sum, one) => sum + (one.payee === payee ? one.amountCents : 0), 0);
}

/** What a batch drawn up now would do. */
async function lookAhead({ stage, organisations }: Play, expected: Expectations, compare: Compare) {
  const { items, leftOut } = await stage.staff('the fund office').read('/v1/settlement/dry-run', dryRunView);
  for (const [name, cents] of Object.entries(expected['to be paid'] ?? {})) {
    const id = await organisations.organisationIdOrThrow(name);
    const own = items.filter(({ providerId }) => providerId === id);
    compare(`to be paid / ${name}`, cents, sumOf(own, 'provider'));
  }
  if (!expected['left out']) return;
  const reasons: Record<string, string> = {};
  for (const [name, reason] of Object.entries(expected['left out']))
    reasons[await organisations.organisationIdOrThrow(name)] = camelCase(reason);
  const found = Object.fromEntries(leftOut.map(({ providerId, reason }) => [providerId, reason]));
  compare('left out', inOrder(reasons), inOrder(found));
}

/** The cells of each line of the last statement that the provider reads, as it comes for a spreadsheet. */
async function statementOf({ stage }: Play, name: string): Promise<readonly (readonly string[])[]> {
  const caller = stage.caller(name);
  const last = (await caller.read('/v1/settlement/items?limit=200', payments)).items.at(-1);
  if (!last) return [];
  return cellsOf(await caller.read(`/v1/settlement/items/${last.id}/statement?format=csv`, z.string()));
}

/** The lines below the header. No cell of these tables holds a semicolon. */
export function cellsOf(csv: string): readonly (readonly string[])[] {
  return csv
    .split('\r\n')
    .slice(1)
    .filter((line) => line !== '')
    .map((line) => line.split(';'));
}

export function centsIn(cell: string): number {
  return Number(cell.replace(',', ''));
}

export function inOrder<T>(record: Readonly<Record<string, T>>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => one.localeCompare(other)));
}
