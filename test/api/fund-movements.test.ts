import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movementFile } from '../../api/movement-file.ts';
import { readItalianCsv } from '../../domain/italian-csv.ts';
import { fundSolidarity } from '../../ledger/accounts.ts';
import { post } from '../../ledger/post.ts';
import { contributionReceived, fundHold } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { startApi, type Caller, type TestApi } from './support.ts';

const DONATIONS = 60;
const formula = '=HYPERLINK("http://example.org")';

let api: TestApi;
let officer: Caller;

beforeAll(async () => {
  api = await startApi();
  officer = await api.signIn('fundOfficer');
  await api.inAlliance(async (tx) => {
    for (let number = 1; number <= DONATIONS; number += 1)
      await post(
        tx,
        contributionReceived({
          id: transferId('test', `donation ${number}`),
          effectiveOn: number <= 20 ? '2026-01-31' : '2026-02-01',
          bankRef: number === 1 ? formula : `DONO ${number}`,
          amountCents: 1_000 + number,
          reserve: { numerator: 1, denominator: 10 },
        }),
      );
    const award = { awardId: 'an award', amountCents: 1_929 };
    await post(tx, fundHold({ id: transferId('test', 'hold'), effectiveOn: '2026-02-02', ...award }));
  });
});
afterAll(() => api.close());

async function fileOf(query: string, caller = officer) {
  const reply = await caller.get(`/v1/fund/movements/file${query}`);
  expect(reply.status).toBe(200);
  return { ...reply, ...readItalianCsv(reply.text)! };
}

describe('the file of an account’s entries', () => {
  it('has all of them, more than a page of the list, newest first', async () => {
    const { text, headers, header, lines } = await fileOf('');
    expect(headers.get('content-type')).toMatch(/^text\/csv/);
    expect(headers.get('content-disposition')).toContain('fondo-movimenti-solidarity.csv');
    expect(text).toContain('\r\n');
    expect(header).toEqual(['data', 'che cosa', 'importo', 'messo da parte', 'riferimento']);
    expect((await officer.get('/v1/fund/movements')).body['items']).toHaveLength(50);
    expect(lines).toHaveLength(DONATIONS + 1);
    expect(lines[0]!.cells).toEqual([
      '2026-02-02',
      'Messo da parte per un’assegnazione (in attesa di approvazione)',
      '',
      '-19,29',
      'an award',
    ]);
    expect(lines[1]!.cells).toEqual(['2026-02-01', 'Donazione o saldo iniziale', '9,54', '', 'DONO 60']);
  });

  it('keeps what a spreadsheet would take for a formula from being one', async () => {
    const { lines } = await fileOf('');
    expect(lines.at(-1)!.cells.at(-1)).toBe(`'${formula}`);
  });

  it('is of the account and of the days that are asked for, as the list is', async () => {
    const { lines } = await fileOf('?account=reserve&from=2026-01-01&until=2026-01-31');
    expect(lines).toHaveLength(20);
    const listed = await officer.get('/v1/fund/movements?account=reserve&until=2026-01-31&limit=200');
    expect((listed.body['items'] as { businessRef: string }[]).map(({ businessRef }) => businessRef)).toEqual(
      lines.map(({ cells }) => cells.at(-1)!.replace(/^'/, '')),
    );
    expect((await fileOf('?from=2026-02-02')).lines).toHaveLength(1);
    expect((await fileOf('?account=pledged')).lines).toEqual([]);
  });

  it('is in the language of whoever asks', async () => {
    const reply = await officer.request('GET', '/v1/fund/movements/file?from=2026-02-02', {
      headers: { 'accept-language': 'en' },
    });
    expect(reply.text).toContain('Set aside for an award (waiting for approval)');
  });

  it('is whole or is none', async () => {
    const made = (most: number) =>
      api.inAlliance((tx) => movementFile(tx, fundSolidarity, { until: '2026-01-31' }, 'it', most));
    await expect(made(20)).resolves.toBeInstanceOf(Uint8Array);
    await expect(made(19)).rejects.toThrow('invalidRequest');
  });
});
