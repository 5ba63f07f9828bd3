import { randomUUID } from 'node:crypto';
import { recordRepresentative, type Signatory } from '../../activities/representatives.ts';
import { issueToken } from '../../api/auth.ts';
import type { OrganisationRole } from '../../domain/charter.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Vault } from '../../vault/vault.ts';
import { callerWith, type Caller, type Reply } from './caller.ts';
import { declared } from './charter-office.ts';

/** Whose certificate the makers of signed files have: whoever represents the organisations of these tests. */
export const lucia: Signatory = { name: 'Lucia Bianchi', taxCode: 'BNCLCU85A41F205X' };

/** An organisation that Lucia represents, and the account she does it by. */
export async function organisationOfLucia(
  tx: Tx,
  vault: Vault,
  roles: OrganisationRole[] = ['localBody', 'employer'],
): Promise<{ readonly organisationId: string; readonly accountId: string }> {
  const made = { allianceId: tx.allianceId, createdAt: tx.now };
  const { id: organisationId } = await tx.db.organisation.create({
    data: { ...made, name: `Ente ${randomUUID()}`, comuneIstat: '016128', roles },
  });
  const holder = { label: 'Rappresentante', email: `${randomUUID()}@example.org`, organisationId };
  const { id: accountId } = await tx.db.account.create({
    data: { ...made, ...holder, roles: ['representative'] },
  });
  await recordRepresentative(tx, vault, { organisationId, accountId, ...lucia });
  return { organisationId, accountId };
}

/** A fresh session of an account, speaking HTTP. */
export async function sessionOf(tx: Tx, url: string, accountId: string): Promise<Caller> {
  const expiresAt = new Date(tx.now.getTime() + 86_400_000);
  const token = { accountId, kind: 'session', label: 'test', roles: ['representative'], expiresAt } as const;
  const { secret } = await issueToken(tx, { ...token, roles: [...token.roles] });
  return callerWith(url, secret);
}

/** What Lucia accepts and declares for her organisation, as the signing asks it. */
export async function consentOf(signer: Caller, at: string, change: object = {}) {
  const { body } = await signer.get(at);
  const { durcIssuedOn: _ofProviders, ...declarations } = declared;
  return {
    textHash: body.textHash as string,
    obligations: body.obligations.map(({ key }: { key: string }) => key) as string[],
    declarations: { ...declarations, riskAssessmentOn: '2026-01-10', ...change },
  };
}

/** The bytes behind an address; of a refusal, its problem. */
export async function download(url: string, caller: Caller, path: string): Promise<Buffer> {
  const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${caller.token}` } });
  return Buffer.from(await response.arrayBuffer());
}

export interface UploadOptions {
  readonly name?: string;
  readonly key?: string;
  readonly language?: 'it' | 'en';
}

/** Sends a file as a browser's form does. */
export async function upload(
  url: string,
  caller: Caller,
  path: string,
  file: Uint8Array,
  { name = 'carta.pdf', key = randomUUID(), language = 'en' }: UploadOptions = {},
): Promise<Reply> {
  const form = new FormData();
  form.set('file', new Blob([Uint8Array.from(file)]), name);
  const headers = {
    authorization: `Bearer ${caller.token}`,
    'idempotency-key': key,
    'accept-language': language,
  };
  const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: form });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** Where signings are opened and signed: the service in a test, and who invites. */
export interface Desk {
  readonly url: string;
  readonly vault: Vault;
  within<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  caseworker(): Promise<Caller>;
}

/** A signing that waits for Lucia, where it is, and Lucia in her session. */
export interface Invited {
  readonly id: string;
  readonly at: string;
  readonly accountId: string;
  readonly signer: Caller;
}

export async function invitedAt(desk: Desk): Promise<Invited> {
  const { organisationId, accountId } = await desk.within((tx) => organisationOfLucia(tx, desk.vault));
  const caseworker = await desk.caseworker();
  const { signingId: id } = await caseworker.does('/v1/charter-signings', { organisationId });
  const signer = await desk.within((tx) => sessionOf(tx, desk.url, accountId));
  return { id: id as string, at: `/v1/charter-signings/${id}`, accountId, signer };
}

export type Prepared = Invited & { readonly paper: Buffer };

/** A signing, a new one if none is given, with the paper that was prepared from what Lucia declares. */
export async function preparedAt(desk: Desk, change: object = {}, given?: Invited): Promise<Prepared> {
  const where = given ?? (await invitedAt(desk));
  await where.signer.does(`${where.at}/paper`, await consentOf(where.signer, where.at, change));
  return { ...where, paper: await download(desk.url, where.signer, `${where.at}/paper`) };
}

/** Sends Lucia's file to her signing. */
export function sendCopy(
  { url }: Desk,
  { at, signer }: Invited,
  file: Uint8Array,
  options?: UploadOptions,
): Promise<Reply> {
  return upload(url, signer, `${at}/signed-copy`, file, options);
}
