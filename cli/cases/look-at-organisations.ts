import { taskKinds } from '../../domain/task-kinds.ts';
import type { Play } from './actions.ts';
import type { Campaign } from './expectations.ts';
import type { Compare } from './look.ts';
import { mailsIn } from './mailbox.ts';
import type { OrganisationExpectations } from './organisation-expectations.ts';
import { organisationMailTemplates } from './organisation-words.ts';
import { camelCase } from './sentence.ts';
import {
  campaignView,
  charterVersionsView,
  providerDecisionsView,
  standingView,
  suspensionsView,
  tasksView,
} from './views.ts';

const staff = [
  'the caseworker',
  'another caseworker',
  'the commission',
  'the administrator',
  'another administrator',
] as const;

/** Compares what a case expects of an organisation with what the service shows of it. */
export async function lookAtOrganisation(
  play: Play,
  name: string,
  expected: OrganisationExpectations,
  compare: Compare,
): Promise<void> {
  const against: Compare = (what, wanted, found) =>
    compare(`organisations / ${name} / ${what}`, wanted, found);
  await lookAtApplication(play, name, expected, against);
  if (expected['not met'] || expected.proximity) await lookAtDecisions(play, name, expected, against);
  if (expected.charter || expected['sign by']) {
    const last = (await play.organisations.signings(name)).at(-1);
    against('charter', expected.charter, last?.state ?? 'none');
    against('sign by', expected['sign by'], last?.dueOn);
  }
  await lookAtStanding(play, name, expected, against);
  await lookAtSuspensions(play, name, expected, against);
  if (expected.tasks) against('tasks', expected.tasks.toSorted(), await openTasks(play, name));
  if (expected.mails) against('mails', expected.mails.map(camelCase), await mailsOfOrganisation(play, name));
}

async function lookAtApplication(
  { organisations }: Play,
  name: string,
  expected: OrganisationExpectations,
  compare: Compare,
): Promise<void> {
  const found = await organisations.application(name);
  const missing = found?.steps.filter(({ state }) => state !== 'done').map(({ step }) => step);
  compare('application', expected.application && camelCase(expected.application), found?.state);
  compare('missing', expected.missing, missing);
  compare(
    'missing documents',
    expected['missing documents']?.map(camelCase),
    found?.documentsMissing.map(({ category }) => category),
  );
  const reason = expected['refused because'];
  compare('refused because', reason && camelCase(reason), found?.refusal?.reason);
  compare('letter', expected.letter, found?.letterDocumentId ? 'yes' : 'no');
}

/** What the rules said last: the newest answer of each rule set, and of proximity that of each category. */
async function lookAtDecisions(
  { organisations, stage }: Play,
  name: string,
  expected: OrganisationExpectations,
  compare: Compare,
): Promise<void> {
  const path = `${organisations.applicationPath(name)}/decisions`;
  const { items } = await stage.staff('the caseworker').read(path, providerDecisionsView);
  const current = items.filter(({ superseded }) => !superseded);
  const unmet = current.flatMap(({ requirements }) =>
    requirements.filter(({ standing }) => standing !== 'met').map(({ rule }) => rule),
  );
  const near = current.find(({ ruleSet }) => ruleSet === 'provider-proximity');
  compare('not met', expected['not met']?.toSorted(), [...new Set(unmet)].toSorted());
  compare('proximity / class', expected.proximity?.class, near?.class);
  compare('proximity / metres', expected.proximity?.metres, near?.distanceMetres);
}

async function lookAtStanding(
  { organisations, stage }: Play,
  name: string,
  expected: OrganisationExpectations,
  compare: Compare,
): Promise<void> {
  const keys = ['provider', 'days left', 'regularise by', 'redeemable until', 'revoked from'] as const;
  if (keys.every((key) => expected[key] === undefined)) return;
  const path = `${await organisations.providerPath(name)}/standing`;
  const found = await stage.staff('the caseworker').read(path, standingView);
  compare('provider', expected.provider, found.state);
  for (const [word, days] of Object.entries(expected['days left'] ?? {})) {
    const paper = found.documents.find(({ category }) => category === camelCase(word));
    compare(`days left / ${word}`, days, paper?.daysLeft);
  }
  compare('regularise by', expected['regularise by'], found.regularisation?.regulariseBy);
  compare('redeemable until', expected['redeemable until'], found.redeemableUntil);
  compare('revoked from', expected['revoked from'], found.revocation?.effectiveOn);
}

async function lookAtSuspensions(
  { organisations, stage }: Play,
  name: string,
  expected: OrganisationExpectations,
  compare: Compare,
): Promise<void> {
  if (!expected.suspended && !expected['suspended as']) return;
  const path = `/v1/organisations/${await organisations.organisationIdOrThrow(name)}/suspensions?limit=200`;
  const { items } = await stage.staff('the caseworker').read(path, suspensionsView);
  const running = items.filter(({ liftedAt }) => liftedAt === null);
  const grounds = running.map(({ ground }) => ground);
  compare('suspended', expected.suspended?.map(camelCase), grounds);
  compare(
    'suspended as',
    expected['suspended as'],
    running.map(({ role }) => role ?? 'everything'),
  );
}

/** The tasks on the application, the signings and the admission, whoever may see them, in English words. */
async function openTasks({ organisations, stage }: Play, name: string): Promise<readonly string[]> {
  const application = await organisations.application(name);
  const isProvider = application?.state === 'admitted';
  const path = isProvider && `${await organisations.providerPath(name)}/standing`;
  const standing = path && (await stage.staff('the caseworker').read(path, standingView));
  const signings = (await organisations.signings(name)).map(({ id }) => id);
  const seen = new Map<string, string>();
  const watchers = [...staff.map((one) => stage.staff(one)), ...(isProvider ? [stage.caller(name)] : [])];
  for (const subjectId of [application?.id, ...signings, standing ? standing.admissionId : undefined]) {
    if (!subjectId) continue;
    for (const watcher of watchers) {
      const { items } = await watcher.read(`/v1/tasks?subjectId=${subjectId}&limit=100`, tasksView);
      for (const { id, kind } of items) seen.set(id, kind);
    }
  }
  return [...seen.values()].map((kind) => taskKinds[kind as keyof typeof taskKinds]?.en ?? kind).toSorted();
}

/** In order of time; those of one minute in the order of the words, for who is written to first means nothing. */
async function mailsOfOrganisation({ organisations }: Play, name: string): Promise<readonly string[]> {
  const seen = new Map<string, { readonly template: string; readonly minute: number }>();
  for (const side of ['candidate', 'representative'] as const) {
    if (!(await organisations.hasAccount(name, side))) continue;
    const reader = await organisations[side](name);
    for (const { id, template, sentAt } of await mailsIn(reader))
      seen.set(id, { template, minute: Math.floor(Date.parse(sentAt) / 60_000) });
  }
  const rank = ({ template }: { readonly template: string }) => organisationMailTemplates.indexOf(template);
  return [...seen.values()]
    .filter((mail) => rank(mail) >= 0)
    .toSorted((one, other) => one.minute - other.minute || rank(one) - rank(other))
    .map(({ template }) => template);
}

/** How the campaign of the charter in force goes. */
export async function lookAtCampaign({ stage }: Play, expected: Campaign, compare: Compare): Promise<void> {
  const caller = stage.staff('the administrator');
  const { items } = await caller.read('/v1/charter-versions?limit=200', charterVersionsView);
  const inForce = items.find(({ state }) => state === 'published');
  const { counts } = await caller.read(`/v1/charter-versions/${inForce?.id}/campaign`, campaignView);
  for (const [word, count] of Object.entries(expected))
    compare(`campaign / ${word}`, count, counts[camelCase(word)]);
}
