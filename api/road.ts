import { createHash } from 'node:crypto';
import { withSealedDetail } from '../activities/sealed-detail.ts';
import { storeAnswer } from '../activities/submission.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma } from '../prisma/generated/client.ts';
import { problemOf, storedRefusal, type StoredRefusal } from './problem.ts';
import type { Principal } from './principal.ts';
import type { Call, ProcessRoute, WriteRoute } from './route.ts';
import type { ApiServices } from './services.ts';
import { claim, readSubmission, type KeyedRequest, type SubmissionRow } from './submission-row.ts';
import { accepted, inProgress, keyReused, type Answer } from './standing-answers.ts';

export type { Answer } from './standing-answers.ts';

type AnyWrite = WriteRoute<never, never, never, never>;
type AnyProcess = ProcessRoute<never, never, never, never>;
type AnyCall = Call<never, never, never>;

/** The identity of a request: same key and same hash is the same request told twice. */
export function requestHash(method: string, path: string, content: unknown): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    createHash('sha256')
      .update(JSON.stringify([method, path, content]))
      .digest(),
  );
}

/** A write of one transaction: claim the key, do the work, store the answer; all of it or nothing. */
export async function answerWrite(
  services: ApiServices,
  route: AnyWrite,
  call: AnyCall,
  request: KeyedRequest,
): Promise<Answer> {
  const status = route.status ?? 200;
  try {
    const examined = await examine(services, route, call, request);
    if ('answer' in examined) return examined.answer;
    return await inPrincipal(services, call.principal, async (tx) => {
      const kept = await keyed(tx, services, request);
      const claimed = await claim(tx, call.principal, route.operation, kept);
      if (!claimed.isNew) return answerOf(claimed.row, kept, call) ?? inProgress(call);
      const body = await route.write(tx, examined.call, services);
      if (body instanceof Refusal) return storeRefusal(tx, call, claimed.row.id, body);
      await storeAnswer(tx, claimed.row.id, { status, body: withoutSecrets(body, route.toldOnce) });
      return { status, body };
    });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.code === 'temporarilyUnavailable') throw error;
    return keepRefusal(services, route.operation, call, request, error);
  }
}

/**
 * What must be looked into first is so between two transactions: whoever may not write is refused before, and a
 * request told again is answered from its row.
 */
async function examine(
  services: ApiServices,
  { beforehand }: AnyWrite,
  call: AnyCall,
  request: KeyedRequest,
): Promise<{ readonly call: AnyCall } | { readonly answer: Answer }> {
  if (!beforehand) return { call };
  const answer = await inPrincipal(services, call.principal, async (tx) => {
    const earlier = await readSubmission(tx, call.principal.accountId, request.key);
    if (earlier) return answerOf(earlier, await keyed(tx, services, request), call) ?? inProgress(call);
    await beforehand.admit(tx, call);
    return undefined;
  });
  return answer ? { answer } : { call: { ...call, content: await beforehand.examine(call) } };
}

/**
 * A write that a process gives effect: claimed inert, sent by id, answered from the submission's row. Only a new one
 * is judged at the door: a step that moved the case out of its caller's reach is still answered when told again.
 */
export async function answerProcess(
  services: ApiServices,
  route: AnyProcess,
  call: AnyCall,
  request: KeyedRequest,
): Promise<Answer> {
  const { principal } = call;
  const cargo = await cargoOf(services, route, call, request);
  if ('answer' in cargo) return cargo.answer;
  const { kept, ...claimed } = await inPrincipal(services, principal, async (tx) => {
    const kept = await keyed(tx, services, request);
    const earlier = await readSubmission(tx, principal.accountId, request.key);
    if (earlier) return { kept, isNew: false, row: earlier };
    const address = await route.address(tx, call, services);
    const payload = await services.vault.seal(tx, { kind: 'alliance', id: tx.allianceId }, 'submission', {
      tokenId: principal.tokenId,
      params: call.params,
      body: cargo.body,
    });
    return { kept, ...(await claim(tx, principal, route.operation, kept, { address, payload })) };
  });
  const settled = answerOf(await opened(services, principal, claimed.row), kept, call);
  if (settled) return settled;
  const { process, subjectId } = claimed.row.address!;
  await services.processes.send({
    process,
    subjectId,
    operation: route.operation,
    allianceId: principal.allianceId,
    submissionId: claimed.row.id,
  });
  const told = await services.database.gate.stepAnswer(principal.allianceId, claimed.row.id);
  const row = await opened(services, principal, { ...claimed.row, ...told });
  return answerOf(row, kept, call, claimed.isNew) ?? accepted(claimed.row.id);
}

/**
 * What a process is to give effect. Looking into it ends in a no as with any write: kept, and told again alike. A
 * request told again is not looked into: its row has what came of it.
 */
async function cargoOf(
  services: ApiServices,
  route: AnyProcess,
  call: AnyCall,
  request: KeyedRequest,
): Promise<{ readonly body: unknown } | { readonly answer: Answer }> {
  if (!route.beforehand) return { body: call.body ?? null };
  try {
    const lookInto = await inPrincipal(services, call.principal, async (tx) => {
      const earlier = await readSubmission(tx, call.principal.accountId, request.key);
      return earlier ? undefined : route.beforehand!(tx, call, services);
    });
    return { body: (await lookInto?.()) ?? null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'temporarilyUnavailable') throw error;
    return { answer: await keepRefusal(services, route.operation, call, request, error) };
  }
}

/** An answer that seals why it is a no is opened for whoever asked. */
async function opened(
  services: ApiServices,
  principal: Principal,
  row: SubmissionRow,
): Promise<SubmissionRow> {
  const { refusal } = (row.result ?? {}) as { refusal?: StoredRefusal };
  if (!refusal?.sealedDetail) return row;
  return inPrincipal(services, principal, async (tx) => ({
    ...row,
    result: { refusal: await withSealedDetail(tx, services.vault, refusal) },
  }));
}

/** The hash is kept under the alliance's key: a plain one of a short dossier could be guessed, also after erasure. */
async function keyed(tx: Tx, { vault }: ApiServices, request: KeyedRequest): Promise<KeyedRequest> {
  const print = await vault.fingerprint(tx, request.hash);
  return { ...request, hash: new Uint8Array(Buffer.from(print, 'hex')) };
}

function withoutSecrets(body: object, toldOnce: readonly string[] = []): Prisma.InputJsonObject {
  return Object.fromEntries(Object.entries(body).filter(([field]) => !toldOnce.includes(field)));
}

/** A refusal rolled the work back; it is kept by itself, so that the same key is told the same no. */
async function keepRefusal(
  services: ApiServices,
  operation: string,
  call: AnyCall,
  request: KeyedRequest,
  refusal: Refusal,
): Promise<Answer> {
  return inPrincipal(services, call.principal, async (tx) => {
    const kept = await keyed(tx, services, request);
    const claimed = await claim(tx, call.principal, operation, kept);
    if (!claimed.isNew) return answerOf(claimed.row, kept, call) ?? inProgress(call);
    return storeRefusal(tx, call, claimed.row.id, refusal);
  });
}

async function storeRefusal(tx: Tx, call: AnyCall, submissionId: string, refusal: Refusal): Promise<Answer> {
  const stored = storedRefusal(refusal);
  const body = { refusal: stored } as unknown as Prisma.InputJsonObject;
  await storeAnswer(tx, submissionId, { status: refusal.status, body });
  return { status: refusal.status, body: problemOf(stored, call.locale, `urn:uuid:${submissionId}`) };
}

function answerOf(
  row: SubmissionRow,
  request: KeyedRequest,
  call: AnyCall,
  isFirst = false,
): Answer | undefined {
  if (Buffer.compare(row.requestHash, request.hash) !== 0) throw keyReused;
  if (row.status === null) return undefined;
  const replayed = isFirst ? {} : { replayed: true };
  const refusal = (row.result as { refusal?: StoredRefusal } | null)?.refusal;
  if (refusal)
    return { status: row.status, body: problemOf(refusal, call.locale, `urn:uuid:${row.id}`), ...replayed };
  return { status: row.status, body: row.result, ...replayed };
}

function inPrincipal<T>(
  services: ApiServices,
  principal: Principal,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  return services.database.inAlliance(
    principal.allianceId,
    { kind: 'account', id: principal.accountId },
    work,
  );
}
