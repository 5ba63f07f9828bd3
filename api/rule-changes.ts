import { z } from 'zod';
import { officeDid, askAdministrators, type OfficeTask } from '../activities/office-tasks.ts';
import { recordAudit } from '../activities/audit.ts';
import { missingRuleSets, toAdoptRules } from '../activities/missing-rules.ts';
import type { AuditAction } from '../domain/audit-names.ts';
import { Refusal } from '../domain/refusal.ts';
import { instantOf } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import {
  askRetirement,
  publishVersion,
  retireVersion,
  reviseVersion,
  sendVersion,
  submitShipped,
  submitVersion,
} from '../rules/publishing.ts';
import type { LoadedVersion } from '../rules/store.ts';
import type { Vault } from '../vault/vault.ts';
import { route } from './route.ts';
import { publication, retirement, stepOf, submission, versionContent, versionStep } from './rule-schema.ts';
import { id } from './schema.ts';

const tag = 'rules';
const who = ['administrator'] as const;
const versionParams = z.strictObject({ versionId: id });

const send = route({
  kind: 'write',
  operation: 'sendVersion',
  method: 'post',
  path: '/v1/rule-versions',
  tag,
  summary: {
    it: 'Invia una versione cambiata, come bozza: ogni errore al suo posto, tutti insieme',
    en: 'Send a changed version, as a draft: every error at its place, all at once',
  },
  who,
  status: 201,
  body: versionContent,
  reply: versionStep,
  refusals: ['ruleVersionInvalid'],
  async write(tx, { body }, { vault }) {
    return done(tx, vault, 'ruleVersion.sent', await sendVersion(tx, body));
  },
});

const adoptShipped = route({
  kind: 'write',
  operation: 'adoptShippedRules',
  method: 'post',
  path: '/v1/rule-versions/shipped',
  tag,
  summary: {
    it: 'Prende le regole fornite con il servizio che l’alleanza non ha ancora, e le manda in revisione: le pubblica un’altra persona',
    en: 'Take the rules that are shipped with the service and that the alliance does not have yet, and hand them to review: another person publishes them',
  },
  who,
  status: 201,
  reply: z.strictObject({ versions: z.array(versionStep) }),
  async write(tx, { principal }, { vault }) {
    const submitted = await submitShipped(tx, await missingRuleSets(tx));
    if (submitted.length === 0) throw nothingMissing;
    const versions = [];
    for (const version of submitted) {
      await askOthersToPublish(tx, version);
      versions.push(await done(tx, vault, 'ruleVersion.adopted', version));
    }
    await officeDid(tx, toAdoptRules(tx.allianceId), principal.accountId);
    return { versions };
  },
});

const nothingMissing = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’alleanza ha già tutte le regole che il servizio usa, in vigore o in revisione.',
    en: 'The alliance has every rule set that the service uses already, in force or in review.',
  },
  possible: ['publishVersion', 'sendVersion'],
});

const revise = route({
  kind: 'write',
  operation: 'reviseVersion',
  method: 'put',
  path: '/v1/rule-versions/{versionId}',
  tag,
  summary: {
    it: 'Sostituisce il contenuto di una bozza; dopo l’invio in revisione non si può più',
    en: 'Replace the content of a draft; no longer once it was submitted',
  },
  who,
  params: versionParams,
  body: versionContent,
  reply: versionStep,
  refusals: ['ruleVersionInvalid'],
  async write(tx, { params, body }, { vault }) {
    return done(tx, vault, 'ruleVersion.revised', await reviseVersion(tx, params.versionId, body));
  },
});

const submit = route({
  kind: 'write',
  operation: 'submitVersion',
  method: 'post',
  path: '/v1/rule-versions/{versionId}/submission',
  tag,
  summary: {
    it: 'Prova i casi della bozza e, se tornano, la manda in revisione, dicendo perché si cambia',
    en: 'Run the draft’s cases and, green, hand it to review, saying why it changes',
  },
  who,
  params: versionParams,
  body: submission,
  reply: versionStep,
  refusals: ['ruleCasesRed'],
  async write(tx, { params, body: { reason } }, { vault }) {
    const version = await submitVersion(tx, params.versionId, reason);
    await askOthersToPublish(tx, version);
    return done(tx, vault, 'ruleVersion.submitted', version);
  },
});

const publish = route({
  kind: 'write',
  operation: 'publishVersion',
  method: 'post',
  path: '/v1/rule-versions/{versionId}/publication',
  tag,
  summary: {
    it: 'Pubblica una versione, da un istante in poi; mai chi l’ha scritta',
    en: 'Publish a version from an instant on; never by its author',
  },
  who,
  params: versionParams,
  body: publication,
  reply: versionStep,
  refusals: ['samePerson', 'ruleCasesRed', 'ruleVersionInvalid'],
  async write(tx, { principal, params, body: { from } }, { vault }) {
    const effectiveAt = from === 'now' ? tx.now : instantOf(from.date, from.time);
    const version = await publishVersion(tx, params.versionId, effectiveAt);
    await officeDid(tx, toPublish(version), principal.accountId);
    return done(tx, vault, 'ruleVersion.published', version);
  },
});

const askToRetire = route({
  kind: 'write',
  operation: 'askRetirement',
  method: 'post',
  path: '/v1/rule-versions/{versionId}/retirement-request',
  tag,
  summary: {
    it: 'Chiede di ritirare una versione pubblicata, dicendo perché: la ritira un’altra persona',
    en: 'Ask to retire a published version, saying why: another person retires it',
  },
  who,
  params: versionParams,
  body: retirement,
  reply: versionStep,
  async write(tx, { principal, params, body: { reason } }, { vault }) {
    const version = await askRetirement(tx, params.versionId);
    await askAdministrators(tx, toRetire(version), [principal.accountId]);
    return done(tx, vault, 'ruleVersion.retirementAsked', version, reason);
  },
});

const retire = route({
  kind: 'write',
  operation: 'retireVersion',
  method: 'post',
  path: '/v1/rule-versions/{versionId}/retirement',
  tag,
  summary: {
    it: 'Ritira una versione, dicendo perché; mai l’unica in vigore; se pubblicata, mai chi ne ha chiesto il ritiro',
    en: 'Retire a version, saying why; never the only one in force; a published one never by who asked for it',
  },
  who,
  params: versionParams,
  body: retirement,
  reply: versionStep,
  refusals: ['samePerson'],
  async write(tx, { principal, params, body: { reason } }, { vault }) {
    const version = await retireVersion(tx, params.versionId);
    for (const task of [toPublish(version), toRetire(version)])
      await officeDid(tx, task, principal.accountId);
    return done(tx, vault, 'ruleVersion.retired', version, reason);
  },
});

/** Whoever wrote it is not asked. */
async function askOthersToPublish(tx: Tx, version: LoadedVersion): Promise<void> {
  await askAdministrators(tx, toPublish(version), [version.authorId]);
}

/** What a version in review asks of the administrators who did not write it. */
function toPublish({ id: subjectId }: LoadedVersion): OfficeTask {
  return { kind: 'publishVersion', subjectKind: 'ruleVersion', subjectId };
}

/** What a request to retire asks of the other administrators; completed by hand, the version stays in force. */
function toRetire({ id: subjectId }: LoadedVersion): OfficeTask {
  return { kind: 'weighRetirement', subjectKind: 'ruleVersion', subjectId };
}

async function done(tx: Tx, vault: Vault, action: AuditAction, version: LoadedVersion, reason?: string) {
  await recordAudit(tx, vault, {
    action,
    subjectKind: 'ruleVersion',
    subjectId: version.id,
    ...(reason === undefined ? {} : { reason }),
    detail: { subject: { kind: 'alliance', id: tx.allianceId }, value: { after: standingOf(version) } },
  });
  return stepOf(version);
}

/** Rules are nobody's: what became of one stays readable. */
function standingOf({ ruleSet, version, state, effectiveAt, contentHash, reason }: LoadedVersion) {
  return { ruleSet, version, state, effectiveAt, contentHash, reason };
}

export const ruleChangeRoutes = [send, adoptShipped, revise, submit, publish, askToRetire, retire];
