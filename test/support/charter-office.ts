import { randomUUID } from 'node:crypto';
import { openSigning } from '../../activities/charter-signing/open-signing.ts';
import { signCharter } from '../../activities/charter-signing/sign.ts';
import { shippedCharter, textHashOf } from '../../activities/charter-versions.ts';
import { openMail } from '../../activities/mail.ts';
import { recordRepresentative } from '../../activities/representatives.ts';
import { sendSigningCode } from '../../activities/signing-code.ts';
import type { NotingStep } from '../../activities/submission.ts';
import { obligationsOf, type OrganisationRole } from '../../domain/charter.ts';
import type { Actor, Tx } from '../../prisma/database.ts';
import { demoAllianceId } from '../../prisma/seed/index.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { expect } from 'vitest';
import { Refusal } from '../../domain/refusal.ts';
import { testActor } from './database.ts';
import { openSeededDatabase } from './seeded-database.ts';
import { seedVault as vault } from './seed.ts';

export const start = new Date('2026-06-01T08:00:00Z');
export const opener = accountId('chiara');
export const colleague = accountId('marco');
export const signatory = { name: 'Giulia Ombretta Valserini', taxCode: 'RSSMRA80A01H501U' };
export const textHash = textHashOf(shippedCharter);

export const declared = {
  collectiveAgreementCode: 'T151',
  headcount: 24,
  law68Base: 20,
  disabledWorkersEmployed: 1,
  durcIssuedOn: '2026-05-01',
  riskAssessmentOn: '2026-01-10',
};

/** What whoever represents an organisation of these roles has to say to sign, all of it in order. */
export function signature(roles: readonly OrganisationRole[], code: string) {
  return {
    textHash,
    obligations: obligationsOf(shippedCharter, roles).map(({ key }) => key),
    declarations: declared,
    typedName: 'valserini giulia ombretta',
    code,
  };
}

async function represented(tx: Tx, roles: OrganisationRole[]) {
  const made = { allianceId: tx.allianceId, createdAt: tx.now };
  const { id: organisationId } = await tx.db.organisation.create({
    data: { ...made, name: `Ente ${randomUUID()}`, comuneIstat: '016128', roles },
  });
  const email = `${randomUUID()}@example.org`;
  const holder = { label: 'Rappresentante', email, organisationId };
  const account = await tx.db.account.create({ data: { ...made, ...holder, roles: ['representative'] } });
  await recordRepresentative(tx, vault, { organisationId, accountId: account.id, ...signatory });
  const tokenId = await session(tx, account.id);
  return { organisationId, accountId: account.id, tokenId, otherTokenId: await session(tx, account.id) };
}

async function session(tx: Tx, holderId: string): Promise<string> {
  const row = await tx.db.token.create({
    data: {
      allianceId: tx.allianceId,
      accountId: holderId,
      kind: 'session',
      label: 'test',
      hash: new Uint8Array(Buffer.from(randomUUID())),
      roles: [],
      expiresAt: new Date('2199-01-01'),
      createdAt: tx.now,
    },
  });
  return row.id;
}

/** The demonstration on a database alone, with a clock that is moved: steps are taken by calling them. */
export async function openCharterOffice() {
  let now = start;
  const test = await openSeededDatabase({ clock: { now: () => Promise.resolve(now) } });
  const services = { database: test.database, vault, publicUrl: 'http://localhost' };
  const within = <T>(work: (tx: Tx) => Promise<T>, by?: string): Promise<T> => {
    const actor: Actor = by ? { kind: 'account', id: by } : testActor;
    return test.database.inAlliance(demoAllianceId, actor, work);
  };
  const roles: OrganisationRole[] = ['provider', 'employer'];
  const office = {
    test,
    services,
    within,
    roles,
    moveTo: (instant: Date) => void (now = instant),
    now: () => now,
    /** An organisation with somebody who represents it, and the sessions they are in. */
    represented: () => within((tx) => represented(tx, roles), accountId('sara')),
    async invited() {
      const who = await office.represented();
      const signing = await office.open(who.organisationId);
      return { ...who, signingId: signing.id };
    },
    open: (organisationId: string) =>
      within(async (tx) => {
        const version = await tx.db.charterVersion.findFirstOrThrow({ where: { state: 'published' } });
        return openSigning(tx, services, { organisationId, version, openedBy: opener });
      }, opener),
    /** Asks for a code and reads it where it was sent to. */
    async code(who: { signingId: string; accountId: string; tokenId: string }): Promise<string> {
      return within(async (tx) => {
        await sendSigningCode(tx, vault, { kind: 'charter', signingId: who.signingId }, who);
        const mail = await tx.db.mail.findFirstOrThrow({
          where: { template: 'signingCode', subjectId: who.signingId },
          orderBy: { id: 'desc' },
        });
        const sealed = (await openMail(tx, vault, mail, mail.sealed!)) as { params: { code: string } };
        return sealed.params.code;
      });
    },
    take: (
      step: unknown,
      who: { signingId: string; accountId: string; tokenId?: string },
      body: unknown = {},
    ) =>
      within((tx) => {
        const { signingId: subjectId, accountId: by, tokenId = randomUUID() } = who;
        const submission = { id: randomUUID(), accountId: by, tokenId, subjectId, params: {}, body };
        return (step as NotingStep)(tx, submission as never, services);
      }, who.accountId),
    /** An organisation that signed. */
    async signed() {
      const who = await office.invited();
      await office.take(signCharter, who, signature(roles, await office.code(who)));
      return who;
    },
    rowOf: (id: string) => within(({ db }) => db.charterSigning.findUniqueOrThrow({ where: { id } })),
    close: () => test.close(),
  };
  return office;
}

export type CharterOffice = Awaited<ReturnType<typeof openCharterOffice>>;

/** The no that came of it, thrown. */
export async function refusedBy(answer: Promise<unknown>): Promise<Refusal> {
  const refusal = await answer.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  return refusal as Refusal;
}

export function pointersOf({ refusal }: Refusal): readonly string[] {
  return (refusal.errors ?? []).map(({ pointer }) => pointer);
}

/** As the owner of the database would, around all code. */
export async function writtenBy(office: CharterOffice, sql: string): Promise<void> {
  const client = await office.test.superuser();
  await client.query(sql);
}
