import shippedJson from '../charters/1.json' with { type: 'json' };
import { charterContent, charterText, type CharterContent } from '../domain/charter.ts';
import { toDateColumn, type PlainDate } from '../domain/plain-date.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { CharterVersion, Prisma } from '../prisma/generated/client.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { contentHash } from '../rules/canonical.ts';
import { AlteredVersionError } from '../rules/rule-error.ts';
import { charterCampaignId } from '../workflows/contract.ts';
import { wakeUp } from './wakeup.ts';
import { wakeOnboarding } from './provider-onboarding/wake.ts';

/** The charter every alliance starts with; a changed one is sent and published like any other. */
export const shippedCharter: CharterContent = charterContent.parse(shippedJson);

/** A version's content; throws when it is not the one that was hashed: somebody went around the application. */
export function contentOf(
  version: Pick<CharterVersion, 'number' | 'content' | 'contentHash'>,
): CharterContent {
  if (contentHash(version.content) !== version.contentHash)
    throw new AlteredVersionError('charter', version.number);
  return version.content as unknown as CharterContent;
}

/** What a signer's reading is held to: SHA-256 of the Italian text, parameters in their places. */
export function textHashOf(content: CharterContent): string {
  return contentHash(charterText(content, 'it'));
}

/** Keeps what was sent as the alliance's next draft. */
export async function sendCharter(
  tx: Tx,
  content: CharterContent,
  authorId: string,
): Promise<CharterVersion> {
  const { allianceId } = tx;
  // Two administrators sending at once each get a number of their own.
  await lockCharters(tx);
  const last = await tx.db.charterVersion.aggregate({ _max: { number: true } });
  const number = (last._max.number ?? 0) + 1;
  return tx.db.charterVersion.create({
    data: { allianceId, number, ...columnsOf(content), authorId, createdAt: tx.now },
  });
}

/** Replaces the content of a draft, by its author only. */
export async function reviseCharter(tx: Tx, id: string, content: CharterContent): Promise<CharterVersion> {
  const draft = await lockDraftOrThrow(tx, id);
  if (draft.authorId !== tx.actor.id) throw somebodyElses();
  return tx.db.charterVersion.update({ where: { id }, data: columnsOf(content) });
}

/**
 * Puts a draft before everybody, by somebody who did not write it; the one before it is superseded, and whoever signed
 * that one is brought along by the campaign of this one, at so many invitations a minute.
 */
export async function publishCharter(
  tx: Tx,
  id: string,
  effectiveOn: PlainDate,
  publisherId: string,
  invitationsAMinute?: number,
): Promise<CharterVersion> {
  await lockCharters(tx);
  const draft = await lockDraftOrThrow(tx, id);
  if (draft.authorId === publisherId) throw samePerson();
  if (effectiveOn < toPlainDate(tx.now)) throw inThePast();
  const { count } = await tx.db.charterVersion.updateMany({
    where: { state: 'published' },
    data: { state: 'superseded', supersededAt: tx.now },
  });
  if (count > 0) await wakeUp(tx, charterCampaignId(id));
  await wakeOnboarding(tx);
  return tx.db.charterVersion.update({
    where: { id },
    data: {
      state: 'published',
      publisherId,
      effectiveOn: toDateColumn(effectiveOn),
      publishedAt: tx.now,
      ...(invitationsAMinute === undefined ? {} : { invitationsAMinute }),
    },
  });
}

/** Gives an alliance the shipped charter as version 1, by the same road; one that has a charter is left alone. */
export async function shipCharterOne(
  tx: Tx,
  people: { readonly authorId: string; readonly publisherId: string },
): Promise<void> {
  if ((await tx.db.charterVersion.count()) > 0) return;
  const { id } = await sendCharter(tx, shippedCharter, people.authorId);
  await publishCharter(tx, id, toPlainDate(tx.now), people.publisherId);
}

export async function isPublished(tx: Tx, id: string): Promise<boolean> {
  return (await tx.db.charterVersion.count({ where: { id, state: 'published' } })) > 0;
}

/** Nobody supersedes the version before the transaction ends; refused when somebody did already. */
export async function holdPublished(tx: Tx, id: string): Promise<void> {
  await tx.db.$queryRaw`SELECT id FROM charter_version WHERE id = ${id}::uuid FOR SHARE`;
  if (!(await isPublished(tx, id))) throw notPublished;
}

async function lockCharters({ db, allianceId }: Tx): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${allianceId}/charter`}, 0))`;
}

async function lockDraftOrThrow(tx: Tx, id: string): Promise<CharterVersion> {
  const version = await lockRow(tx, 'charter_version', id);
  if (!version) throw notFound(charterWord);
  if (version.state === 'draft') return version;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: `La versione ${version.number} è pubblicata: non cambia più. Inviarne una nuova.`,
      en: `Version ${version.number} is published: it no longer changes. Send a new one.`,
    },
    possible: ['sendCharterVersion'],
  });
}

function columnsOf(content: CharterContent) {
  return { content: content as unknown as Prisma.InputJsonObject, contentHash: contentHash(content) };
}

export const charterWord = { it: 'Versione della carta', en: 'Charter version' };

const notPublished = new Refusal('stepNotPossible', {
  detail: {
    it: 'Si firma soltanto la versione pubblicata: nel frattempo ne è uscita un’altra.',
    en: 'Only the published version is signed: another one came out meanwhile.',
  },
  possible: ['listCharterVersions'],
});

function somebodyElses(): Refusal {
  return new Refusal('notAllowed', {
    detail: { it: 'La bozza è di un’altra persona.', en: 'The draft is somebody else’s.' },
  });
}

function samePerson(): Refusal {
  return new Refusal('samePerson', {
    detail: {
      it: 'Chi ha scritto la carta non la pubblica.',
      en: 'Whoever wrote the charter does not publish it.',
    },
  });
}

function inThePast(): Refusal {
  return new Refusal('invalidRequest', {
    detail: {
      it: 'La carta non entra in vigore nel passato.',
      en: 'The charter does not take effect in the past.',
    },
    errors: [
      { pointer: '/body/effectiveOn', message: { it: 'il giorno è passato', en: 'the day has passed' } },
    ],
  });
}
