import { z } from 'zod';
import { contentOf, textHashOf } from '../activities/charter-versions.ts';
import { aboutOf } from '../activities/charter-signing/consent.ts';
import { openEvidence } from '../activities/charter-signing/evidence.ts';
import { openSigning } from '../activities/charter-signing/open-signing.ts';
import { lockSigningForStep } from '../activities/charter-signing/signing.ts';
import { representativeOf, representativeOrThrow } from '../activities/representatives.ts';
import { verificationOf } from '../activities/signed-copy.ts';
import { declaredBefore } from '../activities/provider-onboarding/declared-twice.ts';
import { rolesInCharter } from '../activities/provider-onboarding/wake.ts';
import { fieldsOf } from '../domain/charter-declarations.ts';
import { charterText, obligationsOf } from '../domain/charter.ts';
import { signingStates } from '../domain/charter-steps.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Locale } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { CharterSigning } from '../prisma/generated/client.ts';
import { constraintName } from '../prisma/retry.ts';
import type { Vault } from '../vault/vault.ts';
import { reachableSignings, signingOrThrow } from './charter-signing-access.ts';
import { signingListItem, signingParams, signingStep, signingView } from './charter-signing-schema.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { stepsInSigning } from './possible-signing-steps.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments } from './schema.ts';
import { signingCodeRoute } from './signing-code-route.ts';

const tag = 'charter';
const path = '/v1/charter-signings';
const onePath = `${path}/{signingId}`;
const readers = ['caseworker', 'administrator', 'auditor', 'representative'] as const;

const open = route({
  kind: 'write',
  operation: 'openCharterSigning',
  method: 'post',
  path,
  tag,
  summary: {
    it: 'Invita un ente a firmare la carta pubblicata; dopo un rifiuto o una scadenza, di nuovo',
    en: 'Invite an organisation to sign the published charter; after a refusal or an expiry, again',
  },
  who: ['caseworker'],
  status: 201,
  body: z.strictObject({ organisationId: id }),
  reply: signingStep,
  async write(tx, { body: { organisationId }, principal }, services) {
    if ((await tx.db.organisation.count({ where: { id: organisationId } })) === 0)
      throw invalidField('/body/organisationId', {
        it: 'nessun ente dell’alleanza ha questo codice',
        en: 'no organisation of the alliance has this identifier',
      });
    const version = await tx.db.charterVersion.findFirst({ where: { state: 'published' } });
    if (!version) throw nothingPublished;
    await representativeOrThrow(tx, organisationId);
    const openedBy = principal.accountId;
    const signing = await refusingTwins(() =>
      openSigning(tx, services, { organisationId, version, openedBy }),
    );
    const { id: signingId, state, waitingFor, dueOn } = signing;
    return { signingId, state, waitingFor, dueOn: fromDateColumn(dueOn) };
  },
});

const list = route({
  kind: 'read',
  operation: 'listCharterSignings',
  method: 'get',
  path,
  tag,
  summary: { it: 'Le firme della carta', en: 'The signings of the charter' },
  who: readers,
  query: cursorQuery.extend({ organisationId: id.optional(), state: z.enum(signingStates).optional() }),
  reply: page(signingListItem),
  async read(tx, { query, principal }) {
    const { organisationId, state } = query;
    const rows = await tx.db.charterSigning.findMany({
      ...pageArguments(query),
      where: {
        AND: [
          reachableSignings(principal),
          { ...(organisationId ? { organisationId } : {}), ...(state ? { state } : {}) },
        ],
      },
    });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: await Promise.all(items.map((row) => listItem(tx, principal, row))), nextCursor };
  },
});

const get = route({
  kind: 'read',
  operation: 'getCharterSigning',
  method: 'get',
  path: onePath,
  tag,
  summary: {
    it: 'Una firma: il testo esatto, gli obblighi dell’ente, che cosa manca',
    en: 'A signing: the exact text, the organisation’s obligations, what is missing',
  },
  who: readers,
  params: signingParams,
  reply: signingView,
  async read(tx, { params, principal, locale }, { vault }) {
    const signing = await signingOrThrow(tx, principal, params.signingId);
    const version = await tx.db.charterVersion.findUniqueOrThrow({ where: { id: signing.charterVersionId } });
    const organisation = await tx.db.organisation.findUniqueOrThrow({
      where: { id: signing.organisationId },
    });
    const roles = await rolesInCharter(tx, organisation);
    const content = contentOf(version);
    const { title, articles } = charterText(content, 'it');
    return {
      ...(await listItem(tx, principal, signing)),
      text: {
        title,
        articles: articles.map((one) => ({
          title: one.title,
          paragraphs: [...one.paragraphs],
          obligations: [...one.obligations],
        })),
      },
      textHash: textHashOf(content),
      obligations: obligationsOf(content, roles).map((one) => ({
        key: one.key,
        text: one.text[locale],
        declarations: [...fieldsOf(one)],
      })),
      missing: await missingOf(tx, signing),
      paperPreparedAt: await preparedAtOf(tx, signing),
      verification: await verificationIn(tx, vault, signing, locale),
      declaredBefore: hasRole(principal, 'representative')
        ? await declaredBefore(tx, vault, signing.organisationId)
        : null,
      codeSuffices: content.signing.codeSufficesFor.includes('charter'),
    };
  },
});

const requestCode = signingCodeRoute({
  operation: 'requestSigningCode',
  path: `${onePath}/codes`,
  tag,
  summary: {
    it: 'Manda per e-mail un codice per firmare: dieci minuti, una volta, in questa sessione',
    en: 'Mail a code to sign with: ten minutes, once, in this session',
  },
  params: signingParams,
  async find(tx, { params, principal }) {
    const { id: signingId } = await signingOrThrow(tx, principal, params.signingId);
    const signing = await lockSigningForStep(tx, signingId, 'signCharter');
    const { version } = await aboutOf(tx, signing);
    const { organisationId } = signing;
    return { paper: { kind: 'charter', signingId }, organisationId, charter: version.content };
  },
});

async function listItem(
  tx: Tx,
  principal: Principal,
  row: CharterSigning,
): Promise<z.input<typeof signingListItem>> {
  const version = await tx.db.charterVersion.findUniqueOrThrow({
    where: { id: row.charterVersionId },
    select: { number: true },
  });
  return {
    id: row.id,
    organisationId: row.organisationId,
    charterVersionId: row.charterVersionId,
    charterNumber: version.number,
    previousId: row.previousId,
    state: row.state,
    waitingFor: row.waitingFor,
    possible: [...(await stepsInSigning(tx, principal, row))],
    dueOn: fromDateColumn(row.dueOn),
    openedBy: row.openedBy,
    method: row.method as 'code' | 'file' | null,
    signedAt: instantIn(row.signedAt),
    countersignedAt: instantIn(row.countersignedAt),
    closedAt: instantIn(row.closedAt),
  };
}

async function preparedAtOf(tx: Tx, { paperId }: CharterSigning): Promise<string | null> {
  if (!paperId) return null;
  const { createdAt } = await tx.db.document.findUniqueOrThrow({ where: { id: paperId } });
  return createdAt.toISOString();
}

/** What was verified of the file, for whoever reads the signing: nothing of whom the evidence speaks. */
async function verificationIn(tx: Tx, vault: Vault, signing: CharterSigning, locale: Locale) {
  if (signing.method !== 'file') return null;
  const evidence = await openEvidence(tx, vault, signing);
  if (!('copy' in evidence)) return null;
  const { text, ...found } = verificationOf(evidence.copy);
  return { ...found, text: text[locale] };
}

async function missingOf(tx: Tx, { state, organisationId }: CharterSigning) {
  if (state === 'signed') return ['countersignature' as const];
  if (state !== 'open') return [];
  const isRepresented = (await representativeOf(tx, organisationId)) !== null;
  return [
    ...(isRepresented ? [] : ['representative' as const]),
    'signature' as const,
    'countersignature' as const,
  ];
}

async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (constraintName(error) !== 'charter_signing_open_once') throw error;
    throw new Refusal('alreadyExists', {
      detail: {
        it: 'Per questo ente una firma di questa versione è già aperta, o già fatta.',
        en: 'For this organisation a signing of this version is open already, or done.',
      },
      possible: ['listCharterSignings'],
    });
  }
}

const nothingPublished = new Refusal('stepNotPossible', {
  detail: {
    it: 'Nessuna carta è pubblicata: chi amministra ne pubblichi una.',
    en: 'No charter is published: an administrator publishes one.',
  },
  possible: ['publishCharterVersion'],
});

export const charterSigningRoutes = [open, list, get, requestCode];
