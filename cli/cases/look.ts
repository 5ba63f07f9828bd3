import { taskKinds } from '../../domain/task-kinds.ts';
import { assessmentIdOf, awardOf, ordersOf, type Play } from './actions.ts';
import { groupsOf } from './each.ts';
import { blocks, type Expectations } from './expectations.ts';
import type { Caller } from './http.ts';
import { lookAtCampaign, lookAtOrganisation } from './look-at-organisations.ts';
import { lookAtBookings } from './booking-doing.ts';
import { lookAtVouchers } from './look-at-vouchers.ts';
import { mailsOf } from './mailbox.ts';
import { camelCase } from './sentence.ts';
import type { Step } from './steps.ts';
import {
  assessmentView,
  decisionsView,
  documentsView,
  explanationView,
  fundView,
  tasksView,
  type AssessmentView,
  type AwardView,
} from './views.ts';

/** Something that is not as the case says. */
export interface Difference {
  /** In the English words of the case: `award / amount`. */
  readonly what: string;
  readonly expected: unknown;
  readonly found: unknown;
}

/** Compares what a step expects with what the service shows to those who may see it. */
export async function look(play: Play, step: Step, expected: Expectations): Promise<readonly Difference[]> {
  const differences: Difference[] = [];
  const compare = (what: string, wanted: unknown, found: unknown) => {
    if (wanted === undefined || JSON.stringify(wanted) === JSON.stringify(found)) return;
    differences.push({ what, expected: wanted, found: found ?? null });
  };
  const assessment = await assessmentOf(play, step);
  compare('state', expected.state && camelCase(expected.state), assessment?.state);
  compare('term ends on', expected['term ends on'], assessment?.termEndsOn);
  compare('band', expected.band && camelCase(expected.band), assessment?.band);
  compare('final band', expected['final band'] && camelCase(expected['final band']), assessment?.finalBand);
  if (expected.score) await lookAtScore(play, assessment, expected.score, compare);
  if (expected.award === 'none') compare('award', null, assessment?.awardId ?? null);
  else if (expected.award) await lookAtAward(play, step, assessment, expected.award, compare);
  if (expected.fund) await lookAtFund(play, expected.fund, compare);
  if (expected.tasks) compare('tasks', expected.tasks.toSorted(), await openTasks(play, assessment));
  if (expected.letters)
    compare('letters', expected.letters.map(camelCase), await lettersOf(play, assessment));
  if (expected.mails)
    compare(
      'mails',
      expected.mails.map(camelCase),
      await mailsOf(caseworker(play), assessment?.protocolNumber),
    );
  const groups = groupsOf(play.file, play.language);
  for (const [name, one] of Object.entries(expected.organisations ?? {}))
    for (const each of groups.get(name) ?? [name]) await lookAtOrganisation(play, each, one, compare);
  if (expected.campaign) await lookAtCampaign(play, expected.campaign, compare);
  await lookAtVouchers(play, expected, compare);
  await lookAtBookings(play, expected, compare);
  if (expected['employer learns']) compare('employer learns', [], await learnedByEmployers(play));
  return differences;
}

export type Compare = (what: string, wanted: unknown, found: unknown) => void;

function caseworker(play: Play): Caller {
  return play.stage.staff('the caseworker');
}

async function assessmentOf(play: Play, step: Step): Promise<AssessmentView | undefined> {
  const id = assessmentIdOf(play, step);
  return id === undefined ? undefined : caseworker(play).read(`/v1/assessments/${id}`, assessmentView);
}

async function lookAtScore(
  play: Play,
  assessment: AssessmentView | undefined,
  expected: NonNullable<Expectations['score']>,
  compare: Compare,
): Promise<void> {
  compare('score / total', expected.total, assessment?.scoreHundredths ?? null);
  const { items } = await caseworker(play).read(`/v1/assessments/${assessment?.id}/decisions`, decisionsView);
  const score = items.find(({ kind, supersededAt }) => kind === 'fragilityScore' && supersededAt === null);
  const explained =
    score &&
    (await caseworker(play).read(`/v1/decisions/${score.id}/explanation?reason=check`, explanationView));
  for (const [word, letter] of Object.entries(blocks)) {
    const found = explained?.en.blocks.find(({ block }) => block === letter)?.points;
    const hundredths = found === undefined ? null : Math.round(Number(found) * 100);
    compare(`score / ${word}`, expected[word as keyof typeof blocks], hundredths);
  }
}

async function lookAtAward(
  play: Play,
  step: Step,
  assessment: AssessmentView | undefined,
  expected: Exclude<NonNullable<Expectations['award']>, 'none'>,
  compare: Compare,
): Promise<void> {
  if (!assessment?.awardId) return compare('award', 'an award', null);
  const award = await awardOf(play, step);
  compare('award / state', expected.state && camelCase(expected.state), award.state);
  compare('award / amount', expected.amount, award.amountCents);
  compare('award / not funded', expected['not funded'], notFunded(assessment, award));
  compare('award / released', expected.released, award.releasedCents);
  compare('award / paid', expected.paid, award.paidCents);
  for (const [need, units] of Object.entries(expected.units ?? {})) {
    const orders = await ordersOf(play, step, need);
    compare(
      `award / units / ${need}`,
      units,
      orders.reduce((sum, order) => sum + order.units, 0),
    );
  }
}

function notFunded({ needs }: AssessmentView, { amountCents }: AwardView): number {
  const asked = needs.reduce((sum, need) => sum + (need.units - need.coveredUnits) * need.unitPriceCents, 0);
  return asked - amountCents;
}

async function lookAtFund(
  play: Play,
  expected: NonNullable<Expectations['fund']>,
  compare: Compare,
): Promise<void> {
  const fund = await play.stage.staff('the fund office').read('/v1/fund', fundView);
  compare('fund / available', expected.available, fund.availableCents);
  compare('fund / committed', expected.committed, fund.committedCents);
  compare('fund / reserve', expected.reserve, fund.reserveCents);
  compare('fund / pledged', expected.pledged, fund.pledgedCents);
}

/** The tasks that are open on the application and its award, whoever may see them, in English words. */
async function openTasks(play: Play, assessment: AssessmentView | undefined): Promise<readonly string[]> {
  const seen = new Map<string, string>();
  const watchers = [
    'the caseworker',
    'the commission',
    'another commission member',
    'the fund office',
    'another fund officer',
    'the administrator',
  ] as const;
  for (const subjectId of [assessment?.id, assessment?.awardId]) {
    if (!subjectId) continue;
    for (const watcher of watchers) {
      const { items } = await play.stage
        .staff(watcher)
        .read(`/v1/tasks?subjectId=${subjectId}&limit=100`, tasksView);
      for (const { id, kind } of items) seen.set(id, kind);
    }
  }
  return [...seen.values()].map((kind) => taskKinds[kind as keyof typeof taskKinds]?.en ?? kind).toSorted();
}

const letterPrefix = 'letter.';

/** The letters on an application, by kind, oldest first; papers that people brought are left out. */
async function lettersOf(play: Play, assessment: AssessmentView | undefined): Promise<readonly string[]> {
  if (!assessment) return [];
  const path = `/v1/documents?subjectKind=assessment&subjectId=${assessment.id}&limit=100`;
  const { items } = await caseworker(play).read(path, documentsView);
  return items
    .filter(({ kind }) => kind.startsWith(letterPrefix))
    .toSorted((one, other) => Date.parse(one.createdAt) - Date.parse(other.createdAt))
    .map(({ kind }) => kind.slice(letterPrefix.length));
}

/** What employers can find out: any case they may list, any mail that was written to them. */
async function learnedByEmployers(play: Play): Promise<readonly string[]> {
  const learned: string[] = [];
  for (const employer of play.stage.employers()) {
    for (const path of ['/v1/assessments', '/v1/awards', '/v1/tasks', '/v1/people']) {
      const status = await employer.status(path);
      if (status === 200) learned.push(`${path} answers ${status}`);
    }
    learned.push(...(await mailsOf(employer)));
  }
  return learned;
}
