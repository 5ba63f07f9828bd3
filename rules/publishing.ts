import { Refusal } from '../domain/refusal.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { contentHash } from './canonical.ts';
import { runCases, type CasesReport } from './cases.ts';
import { checkVersion } from './check.ts';
import { parametersMissingOn } from './parameters.ts';
import type { RuleSetVersion } from './schema.ts';
import { shippedVersions } from './shipped.ts';
import { assertState, fromRow, inForceAt, lockVersion, type LoadedVersion } from './store.ts';

/**
 * The road of a rule set version: sent (draft) → submitted with green cases (in review) → published by a
 * second person from an instant on → retired by two. The database guards every step again (0004_rule_guards,
 * 0017_second_persons).
 */

/**
 * Keeps what was sent as the next draft of its rule set. `content` is any JSON value; throws the refusal
 * `ruleVersionInvalid` with every error at its place.
 */
export async function sendVersion(tx: Tx, content: unknown): Promise<LoadedVersion> {
  return createDraft(tx, checkedOrThrow(content), tx.actor.id);
}

/** Replaces the content of a draft, by its author only; what was submitted is never edited. */
export async function reviseVersion(tx: Tx, id: string, content: unknown): Promise<LoadedVersion> {
  const found = await lockVersion(tx, id);
  assertState(found, 'draft', ['sendVersion']);
  assertAuthor(tx, found);
  const version = checkedOrThrow(content);
  if (version.ruleSet !== found.ruleSet) throw otherRuleSet(found);
  const row = await tx.db.ruleVersion.update({ where: { id }, data: contentColumns(version) });
  return fromRow(row);
}

/** Runs the draft's own cases and, green, hands it to review with its author's word on why. Throws the refusal `ruleCasesRed` otherwise. */
export async function submitVersion(tx: Tx, id: string, reason: string): Promise<LoadedVersion> {
  const draft = await lockVersion(tx, id);
  assertState(draft, 'draft');
  assertAuthor(tx, draft);
  return submit(tx, draft, reason);
}

/**
 * Puts a version in force from `effectiveAt` on (an instant the caller read off the clocks of Europe/Rome,
 * never in the past: what was decided stays decided). Refused to its author, and when its cases turned red.
 */
export async function publishVersion(tx: Tx, id: string, effectiveAt: Date): Promise<LoadedVersion> {
  const found = await lockVersion(tx, id);
  assertState(found, 'inReview');
  if (effectiveAt < tx.now) throw inThePast();
  return publish(tx, found, tx.actor.id, effectiveAt);
}

/** Asks that a published version stop being in force; another person retires it. Asked again, the last one counts. */
export async function askRetirement(tx: Tx, id: string): Promise<LoadedVersion> {
  const found = await lockVersion(tx, id);
  assertState(found, 'published', found.state === 'retired' ? [] : ['retireVersion']);
  await assertAnotherInForce(tx, found);
  const row = await tx.db.ruleVersion.update({ where: { id }, data: { retirementAskedBy: tx.actor.id } });
  return fromRow(row);
}

/**
 * Takes a version out of use: a draft or a version in review is given up, a published one stops being in
 * force now. Refused when a rule set that is in force would be left without any version, and, of a published
 * one, unless another person asked for it: it took two to put it in force.
 */
export async function retireVersion(tx: Tx, id: string): Promise<LoadedVersion> {
  const found = await lockVersion(tx, id);
  if (found.state === 'retired') assertState(found, 'published');
  if (found.state === 'published') await assertAnotherInForce(tx, found);
  if (found.state === 'published') assertAskedByAnother(tx, found);
  const row = await tx.db.ruleVersion.update({
    where: { id },
    data: { state: 'retired', retiredAt: tx.now, retiredBy: tx.actor.id },
  });
  return fromRow(row);
}

/** Takes the shipped content of rule sets into the road: sent and handed to review by whoever asks, published by nobody yet. */
export async function submitShipped(tx: Tx, ruleSets: readonly string[]): Promise<readonly LoadedVersion[]> {
  const submitted: LoadedVersion[] = [];
  for (const version of shippedVersions.filter(({ ruleSet }) => ruleSets.includes(ruleSet)))
    submitted.push(await submit(tx, await createDraft(tx, version, tx.actor.id)));
  return submitted;
}

/**
 * Gives an alliance the shipped rule sets as version 1, by the same road: checked, cases run, published by
 * the second of two accounts. A rule set the alliance already has is left alone.
 */
export async function shipVersionOne(
  tx: Tx,
  people: { readonly authorId: string; readonly publisherId: string; readonly effectiveAt: Date },
): Promise<readonly LoadedVersion[]> {
  const shipped: LoadedVersion[] = [];
  for (const version of shippedVersions) {
    const existing = await tx.db.ruleVersion.count({ where: { ruleSet: version.ruleSet } });
    if (existing > 0) continue;
    const draft = await createDraft(tx, version, people.authorId);
    const submitted = await submit(tx, draft);
    shipped.push(await publish(tx, submitted, people.publisherId, people.effectiveAt));
  }
  return shipped;
}

async function createDraft(tx: Tx, version: RuleSetVersion, authorId: string): Promise<LoadedVersion> {
  const { allianceId } = tx;
  const { ruleSet } = version;
  // Two administrators sending at once each get a number of their own.
  await lockRuleSet(tx, ruleSet);
  const last = await tx.db.ruleVersion.aggregate({ where: { ruleSet }, _max: { version: true } });
  const row = await tx.db.ruleVersion.create({
    data: {
      allianceId,
      ruleSet,
      version: (last._max.version ?? 0) + 1,
      ...contentColumns(version),
      authorId,
      createdAt: tx.now,
    },
  });
  return fromRow(row);
}

async function submit(tx: Tx, draft: LoadedVersion, reason?: string): Promise<LoadedVersion> {
  const report = await greenReportOrThrow(draft.content);
  await tx.db.parameter.createMany({
    data: draft.content.parameters.map(({ name, value, unit, validFrom, validUntil, source }) => ({
      allianceId: tx.allianceId,
      ruleVersionId: draft.id,
      name,
      value,
      unit,
      validFrom: validFrom === null ? null : toDateColumn(validFrom),
      validUntil: validUntil === null ? null : toDateColumn(validUntil),
      source,
    })),
  });
  const casesReport = { ...report, contentHash: draft.contentHash } as unknown as Prisma.InputJsonObject;
  const row = await tx.db.ruleVersion.update({
    where: { id: draft.id },
    data: { state: 'inReview', submittedAt: tx.now, casesReport, ...(reason ? { reason } : {}) },
  });
  return fromRow(row);
}

async function publish(
  tx: Tx,
  version: LoadedVersion,
  publisherId: string,
  effectiveAt: Date,
): Promise<LoadedVersion> {
  if (publisherId === version.authorId) throw samePerson();
  const missing = parametersMissingOn(version.content, toPlainDate(effectiveAt));
  if (missing.length > 0) throw notInForce(missing, toPlainDate(effectiveAt));
  await greenReportOrThrow(version.content);
  const row = await tx.db.ruleVersion.update({
    where: { id: version.id },
    data: { state: 'published', publisherId, effectiveAt, publishedAt: tx.now },
  });
  return fromRow(row);
}

function contentColumns(version: RuleSetVersion) {
  return { content: version as unknown as Prisma.InputJsonObject, contentHash: contentHash(version) };
}

function checkedOrThrow(content: unknown): RuleSetVersion {
  const { version, errors } = checkVersion(content);
  if (version) return version;
  throw new Refusal('ruleVersionInvalid', {
    detail: {
      it: `La versione ha ${errors.length} ${errors.length === 1 ? 'errore' : 'errori'}.`,
      en: `The version has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}.`,
    },
    errors: errors.map(({ pointer, it, en }) => ({ pointer, message: { it, en } })),
  });
}

/** The cases run again at each step: the engine under them may have changed since the step before. */
async function greenReportOrThrow(version: RuleSetVersion): Promise<CasesReport> {
  const report = await runCases(version);
  if (report.green) return report;
  const red = report.cases.flatMap(({ name, differences }, index) =>
    differences.map(({ key, expected, found }) => ({
      pointer: `/cases/${index}/expect/${key}`,
      message: {
        it: `${name.it}: atteso ${expected}, trovato ${found}.`,
        en: `${name.en}: expected ${expected}, found ${found}.`,
      },
    })),
  );
  const unproven = report.unprovenRules.map((rule) => ({
    pointer: `/rules/${version.rules.findIndex(({ name }) => name === rule)}`,
    message: { it: `Nessun caso prova la regola ${rule}.`, en: `No case proves the rule ${rule}.` },
  }));
  throw new Refusal('ruleCasesRed', {
    detail: {
      it: 'I casi della versione non tornano tutti: correggere le regole o i casi.',
      en: 'Not all cases of the version are green: correct the rules or the cases.',
    },
    errors: [...red, ...unproven],
  });
}

/** One at a time does what counts the versions of a rule set, until the end of its transaction. */
async function lockRuleSet(tx: Tx, ruleSet: string): Promise<void> {
  const name = `${tx.allianceId}/${ruleSet}`;
  await tx.db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}

async function assertAnotherInForce(tx: Tx, { id, ruleSet, effectiveAt }: LoadedVersion): Promise<void> {
  // Two versions retired at once would each find the other in force.
  await lockRuleSet(tx, ruleSet);
  if (effectiveAt !== null && effectiveAt > tx.now) return;
  const others = await tx.db.ruleVersion.count({
    where: { AND: [inForceAt(ruleSet, tx.now), { id: { not: id } }] },
  });
  if (others > 0) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'È l’unica versione in vigore: pubblicarne prima un’altra.',
      en: 'It is the only version in force: publish another one first.',
    },
    possible: ['publishVersion'],
  });
}

function assertAuthor(tx: Tx, { authorId }: LoadedVersion): void {
  if (tx.actor.id === authorId) return;
  throw new Refusal('notAllowed', {
    detail: { it: 'La bozza è di un’altra persona.', en: 'The draft is somebody else’s.' },
  });
}

function samePerson(): Refusal {
  return new Refusal('samePerson', {
    detail: {
      it: 'Chi ha scritto una versione non la pubblica.',
      en: 'Whoever wrote a version does not publish it.',
    },
  });
}

function assertAskedByAnother(tx: Tx, { retirementAskedBy }: LoadedVersion): void {
  if (retirementAskedBy === null) throw retirementNotAsked();
  if (retirementAskedBy === tx.actor.id) throw retiredByAnother();
}

function retirementNotAsked(): Refusal {
  return new Refusal('stepNotPossible', {
    detail: {
      it: 'Per ritirare una versione pubblicata servono due persone: una lo chiede, un’altra che amministra la ritira.',
      en: 'It takes two people to retire a published version: one asks for it, another administrator retires it.',
    },
    possible: ['askRetirement'],
  });
}

function retiredByAnother(): Refusal {
  return new Refusal('samePerson', {
    detail: {
      it: 'Chi ha chiesto di ritirare una versione pubblicata non la ritira: la ritira un’altra persona che amministra.',
      en: 'Whoever asked to retire a published version does not retire it: another administrator does.',
    },
  });
}

function inThePast(): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'Una versione non entra in vigore nel passato: ciò che è deciso resta deciso.',
      en: 'A version does not take effect in the past: what is decided stays decided.',
    },
    errors: [
      { pointer: '/body/from', message: { it: 'L’istante è passato.', en: 'The instant has passed.' } },
    ],
  });
}

function notInForce(names: readonly string[], date: string): Refusal {
  return new Refusal('ruleVersionInvalid', {
    detail: {
      it: `Il ${date} non hanno valore: ${names.join(', ')}.`,
      en: `On ${date} these have no value: ${names.join(', ')}.`,
    },
  });
}

function otherRuleSet({ ruleSet }: LoadedVersion): Refusal {
  return new Refusal('ruleVersionInvalid', {
    detail: { it: `La bozza è di ${ruleSet}.`, en: `The draft belongs to ${ruleSet}.` },
    errors: [{ pointer: '/ruleSet', message: { it: `Atteso ${ruleSet}.`, en: `Expected ${ruleSet}.` } }],
  });
}
