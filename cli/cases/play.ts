import type { z } from 'zod';
import { verifyLedger } from '../../ledger/verify.ts';
import { toPlainDate } from '../../domain/time.ts';
import { act, assessmentIdOf, type Play } from './actions.ts';
import type { CaseCluster } from './cluster.ts';
import { oneByOne, stepsOfEach } from './each.ts';
import type { Answer } from './http.ts';
import { look, type Difference } from './look.ts';
import { inOrder } from './look-at-payments.ts';
import { Organisations } from './organisations.ts';
import type { CaseReading } from './read-case.ts';
import { openCaseStack, type CaseStack } from './stack.ts';
import { setStage } from './stage.ts';
import type { Step } from './steps.ts';
import { VoucherBook } from './voucher-book.ts';
import { answerView, assessmentView, fundView, problemView } from './views.ts';
import { wakeFundsHourly } from './hourly.ts';

/** How a case went: it held, or the first step that did not and why. */
export interface Outcome {
  readonly checks: number;
  readonly failure?: { readonly step: number; readonly differences: readonly Difference[] } | undefined;
}

type ReadCase = Extract<CaseReading, { valid: true }>;

/** Plays a case on a service of its own, and stops at the first step that does not go as the case says. */
export async function playCase(cluster: CaseCluster, { file, language }: ReadCase): Promise<Outcome> {
  const stack = await openCaseStack(await cluster.newDatabase(), file['starts on']);
  try {
    const stage = await setStage(stack, file, language);
    await stack.clock.quiet();
    const today = async () => toPlainDate(await stack.clock.now());
    const organisations = new Organisations(stage);
    const play: Play = {
      file,
      language,
      stage,
      assessmentIds: new Map(),
      organisations,
      vouchers: new VoucherBook(stage, organisations),
      today,
      settle: () => stack.clock.quiet(),
    };
    return await playSteps(stack, play);
  } finally {
    await stack.close();
  }
}

async function playSteps(stack: CaseStack, play: Play): Promise<Outcome> {
  let checks = 0;
  for (const [index, step] of play.file.steps.entries()) {
    const advance = play.file['hourly rounds']
      ? wakeFundsHourly(stack, play)
      : stack.clock.advanceTo.bind(stack.clock);
    await advance(step.on);
    const differences = await playStep(stack, play, step);
    checks += step.expects || step['is refused as'] ? 1 : 0;
    if (differences.length > 0) return { checks, failure: { step: index + 1, differences } };
  }
  const differences = await verifyBooks(stack, play);
  if (differences.length > 0) return { checks, failure: { step: play.file.steps.length, differences } };
  return { checks };
}

async function playStep(stack: CaseStack, play: Play, step: Step): Promise<readonly Difference[]> {
  const refusal = step['is refused as'];
  // Of the whole road to an admission only the last step is refused: what came before it stays.
  const isSingle = refusal !== undefined && step['is admitted'] === undefined;
  const before = isSingle ? await standing(play, step) : undefined;
  const answers = await actAll(play, stepsOfEach(play.file, play.language, step));
  await stack.clock.quiet();
  const answered = answers.flatMap((answer) => (answer ? differencesIn(step, answer) : []));
  if (answered.length > 0) return answered;
  const after = isSingle ? await standing(play, step) : undefined;
  const changed =
    before === after ? [] : [{ what: 'what a refused step leaves', expected: before, found: after }];
  return [...changed, ...(step.expects ? await look(play, step, step.expects) : [])];
}

/** As many at a time as a busy office would, in the order of their names. */
const atOnce = 10;

async function actAll(play: Play, steps: readonly Step[]): Promise<readonly (Answer | undefined)[]> {
  const answers = [];
  for (let from = 0; from < steps.length; from += atOnce)
    answers.push(...(await Promise.all(steps.slice(from, from + atOnce).map((one) => act(play, one)))));
  return answers;
}

function differencesIn(step: Step, { status, body }: Answer): readonly Difference[] {
  const refusal = step['is refused as'];
  if (!refusal)
    return status < 300 ? saidBesides(step, body) : [{ what: 'the answer', expected: 'done', found: body }];
  const parsed = problemView.safeParse(body);
  const problem = parsed.success ? parsed.data : undefined;
  const type = problem?.type.split(':').at(-1);
  if (status < 300 || type !== refusal)
    return [{ what: 'the refusal', expected: refusal, found: type ?? body }];
  const field = problem?.errors?.[0]?.pointer.split('/').at(-1);
  if (step['wrong field'] && step['wrong field'] !== field)
    return [{ what: 'wrong field', expected: step['wrong field'], found: field ?? null }];
  const differences: Difference[] = [];
  const compare = (what: string, expected: unknown, found: unknown) => {
    if (expected === undefined || JSON.stringify(expected) === JSON.stringify(found)) return;
    differences.push({ what, expected, found: found ?? null });
  };
  compare('missing facts', step['missing facts']?.toSorted(), [...(problem?.facts ?? [])].toSorted());
  const codes = problem?.reasons?.map(({ code }) => code) ?? [];
  compare('reasons', step.reasons?.toSorted(), codes.toSorted());
  const instead = step['lawful instead'];
  compare('units by voucher', instead?.['by voucher'], problem?.split?.voucherUnits);
  compare('left in the wallet', instead?.['left in the wallet'], problem?.split?.leftCents);
  compare('units privately', instead?.privately, problem?.split?.privateUnits);
  return differences;
}

/** What a step that was done says of it besides. */
function saidBesides(step: Step, body: unknown): readonly Difference[] {
  const said = answerView.safeParse(body).data;
  const wanted = [
    ['warnings', step.warnings?.toSorted(), said?.warnings?.map(({ code }) => code).toSorted()],
    ['adjustment', step.adjustment && inOrder(step.adjustment), adjustedIn(said)],
  ] as const;
  return wanted.flatMap(([what, expected, found]) =>
    expected === undefined || JSON.stringify(expected) === JSON.stringify(found)
      ? []
      : [{ what, expected, found: found ?? null }],
  );
}

function adjustedIn(said: z.output<typeof answerView> | undefined) {
  const [one] = said?.adjustments ?? [];
  return (
    one &&
    inOrder({
      before: one.taxableBeforeCents,
      taxable: one.taxableCents,
      contributions: one.simulation.contributionsCents,
      base: one.simulation.baseCents,
      irpef: one.simulation.irpefCents,
      cost: one.simulation.costCents,
    })
  );
}

/** What a refused step must leave as it was: the application, the Fund, candidates, signings and vouchers. */
async function standing(play: Play, step: Step): Promise<string> {
  const fund = await play.stage.staff('the fund office').read('/v1/fund', fundView);
  const id = assessmentIdOf(play, step);
  const caseworker = play.stage.staff('the caseworker');
  const assessment = id && (await caseworker.read(`/v1/assessments/${id}`, assessmentView));
  const organisations = await organisationsOf(play);
  const vouchers = await play.vouchers.standing();
  return JSON.stringify({ fund, assessment, organisations, vouchers });
}

async function organisationsOf({ file, organisations }: Play) {
  const found = [];
  for (const name of [...(file.candidates ?? []), ...Object.keys(oneByOne(file.employers))])
    found.push(await organisations.application(name), await organisations.signings(name));
  return found;
}

/** Whatever a case says, its books must balance. */
async function verifyBooks({ services }: CaseStack, { stage }: Play): Promise<readonly Difference[]> {
  const actor = { kind: 'system', id: 'case' } as const;
  const { defects } = await services.database.inAlliance(stage.allianceId, actor, verifyLedger);
  return defects.length === 0 ? [] : [{ what: 'the books', expected: [], found: defects }];
}
