import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCluster, type CaseCluster } from '../cli/cases/cluster.ts';
import { playFiles } from '../cli/cases/command.ts';
import { playCase, type Outcome } from '../cli/cases/play.ts';
import { readCase } from '../cli/cases/read-case.ts';
import { grossOf } from '../cli/cases/opening-balance.ts';
import { isAlive, waitUntil } from '../runtime/processes.ts';

const folder = new URL('./cases/', import.meta.url);
/** A provider whose paper lapses. */
const lapse = await readFile(new URL('42-a-durc-that-lapses-on-christmas-day.yaml', folder), 'utf8');
const caseTen = await readFile(new URL('10-fragilita-alta.yaml', folder), 'utf8');
/** Where fifty organisations have a charter to sign. */
const fifty = await readFile(new URL('60-cinquanta-carte.yaml', folder), 'utf8');
/** The story up to the decision, where there is something of everything to look at. */
const untilDecision = caseTen.slice(0, caseTen.indexOf('  - il: 2026-05-12'));

let cluster: CaseCluster;
beforeAll(async () => {
  cluster = await startCluster();
}, 120_000);
afterAll(() => cluster.stop());

async function play(yaml: string): Promise<Outcome> {
  const reading = readCase(yaml);
  if (!reading.valid) throw new Error(JSON.stringify(reading.errors));
  return playCase(cluster, reading);
}

function replaced(yaml: string, changes: readonly (readonly [right: string, wrong: string])[]): string {
  return changes.reduce((text, [right, wrong]) => {
    expect(text).toContain(right);
    return text.replace(right, wrong);
  }, yaml);
}

const minute = 60_000;

describe('a case', () => {
  it(
    'that tells the truth holds: case 10, whole',
    async () => {
      expect(await play(caseTen)).toEqual({ checks: 7 });
    },
    3 * minute,
  );

  it(
    'that expects a cent more of the award fails, and says what was found',
    async () => {
      const outcome = await play(replaced(untilDecision, [['importo: 950,00', 'importo: 950,01']]));
      expect(outcome.failure).toEqual({
        step: 5,
        differences: [{ what: 'award / amount', expected: 95_001, found: 95_000 }],
      });
    },
    3 * minute,
  );

  it(
    'that is wrong everywhere is told everything at once',
    async () => {
      const wrong = replaced(untilDecision, [
        ['stato: accolta', 'stato: respinta\n      il termine scade il: 2026-06-04\n      fascia: media'],
        ['fascia finale: alta', 'fascia finale: molto alta\n      punteggio: { casa: 7,01, totale: 60,99 }'],
        ['stato: impegnata', 'stato: in erogazione\n        liberato: 0,01\n        pagato: 0,01'],
        ['non finanziato: 190,00', 'non finanziato: 190,01'],
        ['{ nido: 10 }', '{ nido: 11 }'],
        [
          'disponibile: 4.050,00, impegnato: 950,00',
          'disponibile: 4.050,01, impegnato: 0, riserva: 0, promesso: 1,00',
        ],
        ['[approvare una spesa del Fondo]', '[]\n      lettere: [ricevuta]\n      avvisi: []'],
      ]);
      const { failure } = await play(wrong);
      expect(failure?.differences.map(({ what }) => what)).toEqual([
        'state',
        'term ends on',
        'band',
        'final band',
        'score / total',
        'score / housing',
        'award / state',
        'award / not funded',
        'award / released',
        'award / paid',
        'award / units / nido',
        'fund / available',
        'fund / committed',
        'fund / reserve',
        'fund / pledged',
        'tasks',
        'letters',
        'mails',
      ]);
    },
    3 * minute,
  );

  it(
    'that calls a provider in order whose paper has lapsed fails, and says for what it is suspended',
    async () => {
      const inOrder = replaced(lapse, [
        [
          'provider: suspended, days left: { durc: -1 }, suspended: [durc]',
          'provider: admitted, days left: { durc: 0 }, suspended: []',
        ],
      ]);
      expect((await play(inOrder)).failure).toEqual({
        step: 3,
        differences: [
          { what: 'organisations / The Nursery / provider', expected: 'admitted', found: 'suspended' },
          { what: 'organisations / The Nursery / days left / durc', expected: 0, found: -1 },
          { what: 'organisations / The Nursery / suspended', expected: [], found: ['durc'] },
        ],
      });
    },
    3 * minute,
  );

  it(
    'that expects of many one mail too many fails, and says it of each of them',
    async () => {
      const invited = fifty
        .slice(0, fifty.indexOf('  - { il: 2026-05-06'))
        .replace(/quanti: \d+/g, 'quanti: 2');
      const tooMany = 'ogni Lenta: { avvisi: [invito a firmare, promemoria della Carta] }';
      const outcome = await play(
        `${invited}  - { il: 2026-05-05 11:00, ci si aspetta: { enti: { ogni Muta: { avvisi: [invito a firmare] }, ${tooMany} } } }\n`,
      );
      const [expected, found] = [['charterInvitation', 'charterReminder'], ['charterInvitation']];
      const differences = ['Lenta 1', 'Lenta 2'].map((name) => ({
        what: `organisations / ${name} / mails`,
        expected,
        found,
      }));
      expect(outcome.failure).toEqual({ step: 7, differences });
    },
    3 * minute,
  );

  it(
    'fails when a step is refused that should not be, or not refused that should',
    async () => {
      const tooEarly = replaced(untilDecision, [
        ['dichiara completo il fascicolo: sì', 'propone: { esito: diniego }'],
      ]);
      expect((await play(tooEarly)).failure).toMatchObject({
        step: 3,
        differences: [{ what: 'the answer' }],
      });
      const welcome = replaced(untilDecision, [
        ['apre la domanda: nido', 'apre la domanda: nido\n    viene rifiutato come: relation-not-valid'],
      ]);
      expect((await play(welcome)).failure).toMatchObject({
        step: 1,
        differences: [{ what: 'the refusal', expected: 'relation-not-valid' }],
      });
    },
    3 * minute,
  );
});

describe('the shipped cases', async () => {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));

  it('are case 10, at least twelve of our own, seventeen of the charter and of providers, and thirty of vouchers', () => {
    const between = (first: number, last: number) =>
      names.filter((name) => Number.parseInt(name) >= first && Number.parseInt(name) <= last);
    expect(between(10, 39).length).toBeGreaterThan(12);
    expect(between(40, 69).length).toBeGreaterThanOrEqual(17);
    expect(between(70, 199).length).toBeGreaterThanOrEqual(30);
  });
});

describe('the command', () => {
  it('plays nothing when a file has errors, and says so with its exit code', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'case-')), 'wrong.yaml');
    await writeFile(path, caseTen.replace('apre la domanda', 'apre la porta'));
    expect(await playFiles([path])).toBe(2);
    expect(await playFiles([])).toBe(2);
    await rm(join(path, '..'), { recursive: true });
  });

  it(
    'leaves no process behind when it is killed in the middle of a case',
    async () => {
      const path = fileURLToPath(new URL('10-fragilita-alta.yaml', folder));
      const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
      const runner = spawn(process.execPath, [main, 'cases', path], { stdio: 'ignore' });
      const children = () => descendantsOf(runner.pid ?? 0);
      // Postgres with its keeper, and the test server with its guard.
      expect(await waitUntil(async () => (await children()).length >= 6, 90_000)).toBe(true);
      const left = await children();
      runner.kill('SIGKILL');
      await once(runner, 'exit');
      expect(await waitUntil(() => left.every((pid) => !isAlive(pid)), 30_000)).toBe(true);
    },
    3 * minute,
  );
});

/** Children, grandchildren and so on, by the parent that /proc names. */
async function descendantsOf(pid: number): Promise<readonly number[]> {
  const parents = new Map<number, number>();
  for (const entry of await readdir('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
    parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
  }
  const found = [pid];
  for (const ancestor of found) {
    for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  }
  return found.slice(1);
}

it('the opening balance is exactly what the case says, whatever the tenth of the reserve', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), (availableCents) => {
      const gross = grossOf(availableCents);
      expect(gross - Math.round(gross / 10)).toBe(availableCents);
    }),
    { numRuns: 5000 },
  );
});
