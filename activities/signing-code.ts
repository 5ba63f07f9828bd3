import { randomInt, randomUUIDv7, timingSafeEqual } from 'node:crypto';
import { signingCodeLimits } from '../domain/charter-steps.ts';
import { Refusal } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { SigningCode } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { queueMail } from './mail.ts';
import { subjectOf, waysToSign, type PaperToSign } from './paper-to-sign.ts';

const minuteMs = 60_000;

/** Who asks for a code or types it, and in which session: a code is good only where it was asked for. */
export interface CodeHolder {
  readonly accountId: string;
  readonly tokenId: string;
}

/**
 * Mails a code, six digits, to the address of the account. Only its HMAC is kept, under the alliance's key: a plain
 * hash of six digits is found in a moment. Lock what is signed first: the newest code of a paper counts.
 */
export async function sendSigningCode(
  tx: Tx,
  vault: Vault,
  paper: PaperToSign,
  { accountId, tokenId }: CodeHolder,
): Promise<Date> {
  const hourAgo = new Date(tx.now.getTime() - 60 * minuteMs);
  const recent = await tx.db.signingCode.count({
    where: { ...keyOf(paper), createdAt: { gt: hourAgo } },
  });
  if (recent >= signingCodeLimits.perHour) throw tooMany;
  const id = randomUUIDv7();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(tx.now.getTime() + signingCodeLimits.minutes * minuteMs);
  await tx.db.signingCode.create({
    data: {
      id,
      allianceId: tx.allianceId,
      ...keyOf(paper),
      accountId,
      tokenId,
      hash: await hashOf(tx, vault, id, code),
      expiresAt,
      createdAt: tx.now,
    },
  });
  await queueMail(tx, vault, {
    template: 'signingCode',
    recipientId: accountId,
    params: { code, minutes: signingCodeLimits.minutes },
    dedupeKey: `signingCode/${id}`,
    about: subjectOf(paper),
  });
  return expiresAt;
}

/**
 * Uses a code up, once. A refusal is returned, not thrown: what was noted of a wrong try must stay.
 */
export async function useSigningCode(
  tx: Tx,
  vault: Vault,
  paper: PaperToSign,
  { accountId, tokenId, code }: CodeHolder & { readonly code: string },
): Promise<SigningCode | Refusal> {
  const newest = await tx.db.signingCode.findFirst({
    where: keyOf(paper),
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const isTheirs = newest?.accountId === accountId && newest.tokenId === tokenId;
  const { askForCode } = waysToSign[paper.kind];
  if (!newest || !isTheirs || newest.usedAt !== null || newest.expiresAt <= tx.now)
    return askAgain(askForCode);
  if (newest.attempts >= signingCodeLimits.attempts) return askAgain(askForCode);
  const isRight = areEqual(await hashOf(tx, vault, newest.id, code), newest.hash);
  if (!isRight) {
    const { attempts } = await tx.db.signingCode.update({
      where: { id: newest.id },
      data: { attempts: { increment: 1 } },
    });
    const left = signingCodeLimits.attempts - attempts;
    return left === 0 ? askAgain(askForCode) : wrong(paper, left);
  }
  return tx.db.signingCode.update({ where: { id: newest.id }, data: { usedAt: tx.now } });
}

function keyOf(paper: PaperToSign) {
  return paper.kind === 'charter' ? { signingId: paper.signingId } : { applicationId: paper.applicationId };
}

function hashOf(tx: Tx, vault: Vault, id: string, code: string): Promise<string> {
  return vault.fingerprint(tx, `signing-code/${id}/${code}`);
}

function areEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

function askAgain(askForCode: string): Refusal {
  return new Refusal('codeNotValid', {
    detail: {
      it: 'Il codice è scaduto, già usato, sbagliato troppe volte o chiesto in un’altra sessione: ne chieda uno nuovo.',
      en: 'The code has expired, was used, was mistyped too often or asked for in another session: ask for a new one.',
    },
    possible: [askForCode],
  });
}

function wrong({ kind }: PaperToSign, left: number): Refusal {
  const { byCode, askForCode } = waysToSign[kind];
  return new Refusal('codeNotValid', {
    detail: {
      it: `Il codice è sbagliato. Tentativi rimasti: ${left}.`,
      en: `The code is wrong. Tries left: ${left}.`,
    },
    possible: [byCode, askForCode],
  });
}

const tooMany = new Refusal('stepNotPossible', {
  detail: {
    it: 'In un’ora si possono chiedere al massimo cinque codici: riprovi più tardi.',
    en: 'Five codes an hour can be asked for at most: try again later.',
  },
  possible: [],
});
