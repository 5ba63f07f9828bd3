import { Command } from 'commander';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { AnyMutant } from '../support/mutant.ts';
import { changedSince, concernedBy } from './changed.ts';
import { openLane, type Lane } from './lane.ts';
import { mutants } from './list.ts';
import type { Verdict } from './verdict.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const LANES = 2;

interface Outcome {
  readonly mutant: AnyMutant;
  readonly verdict: Verdict;
  readonly seconds: number;
}

interface Options {
  readonly changed?: string | true;
  readonly atMost?: string;
  readonly table?: string;
}

/**
 * Takes out each guard in turn and expects the test that proves it to turn red. Exit 1 when one can be taken out
 * unnoticed, and when a run proves nothing: its test is red anyway, or no test ran.
 */
async function main(names: readonly string[], options: Options): Promise<boolean> {
  const chosen = choose(names, options);
  if (chosen.length === 0) return names.length === 0;
  const controls = new Map<string, Control>();
  const outcomes: Outcome[] = [];
  const queue = chosen.toSorted((one, other) => one.provenBy.localeCompare(other.provenBy));
  // Asked to stop, it ends what is under way, tells what it knows, and leaves no server behind.
  process.once('SIGINT', () => queue.splice(0));
  process.once('SIGTERM', () => queue.splice(0));
  const lanes: Lane[] = [];
  for (let lane = 0; lane < Math.min(LANES, queue.length); lane += 1) lanes.push(await openLane(root));
  try {
    await Promise.all(lanes.map((lane) => work(lane, queue, controls, outcomes)));
  } finally {
    for (const lane of lanes) await lane.close();
  }
  if (options.table) writeFileSync(options.table, tableOf(outcomes));
  return summarize(outcomes);
}

function choose(names: readonly string[], { changed, atMost }: Options): readonly AnyMutant[] {
  const isNamed = ({ name, provenBy }: AnyMutant) =>
    names.length === 0 || names.some((part) => name.includes(part) || provenBy.includes(part));
  const named = mutants.filter(isNamed);
  if (!changed) return named;
  const base = changed === true ? process.env['MUTANTS_BASE'] || 'HEAD~1' : changed;
  const files = changedSince(root, base);
  if (!files) {
    console.log(`No mutant is tried: this clone does not know ${base}.`);
    return [];
  }
  const concerned = concernedBy(files, named);
  const tried = concerned.slice(0, Number(atMost ?? concerned.length));
  console.log(`${tried.length} tried of ${concerned.length} mutants that the change since ${base} concerns.`);
  return tried;
}

async function work(
  lane: Lane,
  queue: AnyMutant[],
  controls: Map<string, Control>,
  outcomes: Outcome[],
): Promise<void> {
  for (let mutant = take(queue, controls); mutant; mutant = take(queue, controls)) {
    const { provenBy } = mutant;
    const control = controls.get(provenBy) ?? controlOf(lane.control(provenBy));
    controls.set(provenBy, control);
    const shown = await control.verdict;
    const start = Date.now();
    const verdict = shown.kind === 'green' ? await lane.judge(mutant) : redAnyway(provenBy, shown);
    const outcome = { mutant, verdict, seconds: Math.round((Date.now() - start) / 1000) };
    outcomes.push(outcome);
    console.log(lineOf(outcome));
  }
}

/** The run of a test file with every guard in place, once for all the mutants that it proves. */
interface Control {
  readonly verdict: Promise<Verdict>;
  isDone: boolean;
}

function controlOf(verdict: Promise<Verdict>): Control {
  const control = { verdict, isDone: false };
  void verdict.finally(() => (control.isDone = true));
  return control;
}

/** Rather one whose control has run, or has not begun, than wait for the control that another lane runs. */
function take(queue: AnyMutant[], controls: ReadonlyMap<string, Control>): AnyMutant | undefined {
  const ready = queue.findIndex(({ provenBy }) => controls.get(provenBy)?.isDone ?? true);
  return queue.splice(Math.max(ready, 0), 1)[0];
}

function redAnyway(provenBy: string, control: Exclude<Verdict, { kind: 'green' }>): Verdict {
  const what = control.kind === 'red' ? `${control.by}: ${control.why}` : control.why;
  return { kind: 'broken', why: `with its guard in place ${provenBy} is not green: ${what}` };
}

function lineOf({ mutant, verdict, seconds }: Outcome): string {
  if (verdict.kind === 'green') return `UNNOTICED: ${mutant.name} (${mutant.provenBy}, ${seconds} s)`;
  if (verdict.kind === 'broken') return `BROKEN: ${mutant.name}: ${verdict.why}`;
  return `red, as it must be: ${mutant.name} (${verdict.by}, ${seconds} s)`;
}

function tableOf(outcomes: readonly Outcome[]): string {
  const words = { red: 'red', green: 'UNNOTICED', broken: 'BROKEN' } as const;
  const rows = outcomes
    .toSorted((one, other) => one.mutant.name.localeCompare(other.mutant.name))
    .map(({ mutant, verdict, seconds }) => {
      const by =
        verdict.kind === 'red' ? `${verdict.by}: ${verdict.why}` : 'why' in verdict ? verdict.why : '';
      return `| ${[mutant.name, words[verdict.kind], String(seconds), by].map(cell).join(' | ')} |`;
    });
  return ['| mutant | result | seconds | by |', '| --- | --- | --- | --- |', ...rows, ''].join('\n');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

function summarize(outcomes: readonly Outcome[]): boolean {
  const count = (kind: Verdict['kind']) => outcomes.filter(({ verdict }) => verdict.kind === kind).length;
  console.log(`${count('red')} red, ${count('green')} unnoticed, ${count('broken')} broken`);
  return count('red') === outcomes.length;
}

const command = new Command('test:mutants')
  .argument('[names...]', 'parts of names of mutants or of test files')
  .option('--changed [base]', 'only what the change since a commit concerns (HEAD~1, or MUTANTS_BASE)')
  .option('--at-most <n>', 'no more than so many, the nearest to the change first')
  .option('--table <file>', 'also write the results as a Markdown table')
  .action(async (names: string[], options: Options) => {
    process.exitCode = (await main(names, options)) ? 0 : 1;
  });
await command.parseAsync();
