import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import {
  charterWord,
  contentOf,
  publishCharter,
  reviseCharter,
  sendCharter,
} from '../activities/charter-versions.ts';
import type { AuditAction } from '../domain/audit-names.ts';
import { charterContent, charterText } from '../domain/charter.ts';
import { notFound } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { CharterVersion, Prisma } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import {
  charterStep,
  charterSummary,
  charterTextView,
  charterVersionParams,
  charterView,
  stepOfCharter,
  summaryOfCharter,
} from './charter-schema.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, page, pageArguments, plainDate } from './schema.ts';

const tag = 'charter';
const path = '/v1/charter-versions';
const onePath = `${path}/{charterVersionId}`;

/** The charter is everybody's once it is published; what is still being written is for those who write and check it. */
const drafters = ['administrator', 'auditor'] as const;

const list = route({
  kind: 'read',
  operation: 'listCharterVersions',
  method: 'get',
  path,
  tag,
  summary: { it: 'Le versioni della carta etica', en: 'The versions of the ethical charter' },
  who: 'signedIn',
  query: cursorQuery,
  reply: page(charterSummary),
  async read(tx, { query, principal, locale }) {
    const rows = await tx.db.charterVersion.findMany({
      where: visibleTo(principal),
      ...pageArguments(query),
    });
    return asPage(
      rows.map((row) => summaryOfCharter(row, locale)),
      query.limit,
    );
  },
});

const get = route({
  kind: 'read',
  operation: 'getCharterVersion',
  method: 'get',
  path: onePath,
  tag,
  summary: {
    it: 'Una versione della carta, con gli obblighi',
    en: 'A version of the charter, with its obligations',
  },
  who: 'signedIn',
  params: charterVersionParams,
  reply: charterView,
  async read(tx, { params, principal, locale }) {
    const version = await versionOrThrow(tx, principal, params.charterVersionId);
    return { ...summaryOfCharter(version, locale), content: contentOf(version) };
  },
});

const read = route({
  kind: 'read',
  operation: 'readCharter',
  method: 'get',
  path: `${onePath}/text`,
  tag,
  summary: { it: 'Il testo della carta, come si legge', en: 'The text of the charter, as it is read' },
  who: 'signedIn',
  params: charterVersionParams,
  query: z.strictObject({ language: z.enum(['it', 'en']).optional() }),
  reply: charterTextView,
  async read(tx, { params, query, principal, locale }) {
    const version = await versionOrThrow(tx, principal, params.charterVersionId);
    const { title, articles } = charterText(contentOf(version), query.language ?? locale);
    return {
      title,
      articles: articles.map((one) => ({
        title: one.title,
        paragraphs: [...one.paragraphs],
        obligations: [...one.obligations],
      })),
    };
  },
});

const send = route({
  kind: 'write',
  operation: 'sendCharterVersion',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Invia una nuova versione della carta, come bozza',
    en: 'Send a new version of the charter, as a draft',
  },
  who: ['administrator'],
  status: 201,
  body: charterContent,
  reply: charterStep,
  async write(tx, { body, principal }, { vault }) {
    return done(tx, vault, 'charterVersion.sent', await sendCharter(tx, body, principal.accountId));
  },
});

const revise = route({
  kind: 'write',
  operation: 'reviseCharterVersion',
  method: 'put',
  path: onePath,
  tag,
  summary: {
    it: 'Sostituisce il contenuto di una propria bozza',
    en: 'Replace the content of one’s own draft',
  },
  who: ['administrator'],
  params: charterVersionParams,
  body: charterContent,
  reply: charterStep,
  async write(tx, { params, body }, { vault }) {
    return done(tx, vault, 'charterVersion.revised', await reviseCharter(tx, params.charterVersionId, body));
  },
});

const publish = route({
  kind: 'write',
  operation: 'publishCharterVersion',
  method: 'post',
  path: `${onePath}/publication`,
  tag,
  summary: {
    it: 'Pubblica una versione della carta; mai chi l’ha scritta',
    en: 'Publish a version of the charter; never by its author',
  },
  who: ['administrator'],
  params: charterVersionParams,
  body: z.strictObject({
    effectiveOn: plainDate.optional().meta({ description: 'From which day on; today if not said' }),
    invitationsAMinute: z.int().min(1).max(6000).optional().meta({
      description: 'How many who signed the version before are invited each minute; 60 if not said',
    }),
  }),
  reply: charterStep,
  refusals: ['samePerson'],
  async write(tx, { params, body, principal }, { vault }) {
    const effectiveOn = body.effectiveOn ?? toPlainDate(tx.now);
    const version = await publishCharter(
      tx,
      params.charterVersionId,
      effectiveOn,
      principal.accountId,
      body.invitationsAMinute,
    );
    return done(tx, vault, 'charterVersion.published', version);
  },
});

/** The hash goes into the trail, whose seals then tell whether the text that people signed is still the same. */
async function done(tx: Tx, vault: Vault, action: AuditAction, version: CharterVersion) {
  await recordAudit(tx, vault, {
    action,
    subjectKind: 'charterVersion',
    subjectId: version.id,
    reason: `sha256:${version.contentHash}`,
  });
  return stepOfCharter(version);
}

function visibleTo(principal: Principal): Prisma.CharterVersionWhereInput {
  return hasRole(principal, ...drafters) ? {} : { state: { not: 'draft' } };
}

async function versionOrThrow(tx: Tx, principal: Principal, id: string): Promise<CharterVersion> {
  const version = await tx.db.charterVersion.findFirst({ where: { AND: [{ id }, visibleTo(principal)] } });
  if (!version) throw notFound(charterWord);
  return version;
}

export const charterVersionRoutes = [list, get, read, send, revise, publish];
