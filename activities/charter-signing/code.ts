import { randomInt, randomUUIDv7, timingSafeEqual } from 'node:crypto';
import { signingCodeLimits } from '../../domain/charter-steps.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, SigningCode } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { queueMail } from '../mail.ts';

const minuteMs = 60_000;

/** Who asks for a code or types it, and in which session: a code is good only where it was asked for. */
export interface CodeHolder {
  readonly accountId: string;
  readonly tokenId: string;
}

/**
 * Mails a code, six digits, to the address of the account. Only its HMAC is kept, under the alliance's key: a plain
 * hash of six digits is found in a moment. Lock the signing first: the newest code of a signing counts.
 */
export async function sendSigningCode(
  tx: Tx,
  vault: Vault,
  signing: CharterSigning,
  { accountId, tokenId }: CodeHolder,
): Promise<Date> {
  const hourAgo = new Date(tx.now.getTime() - 60 * minuteMs);
  const recent = await tx.db.signingCode.count({
    where: { signingId: signing.id, createdAt: { gt: hourAgo } },
  });
  if (recent >= signingCodeLimits.perHour) throw tooMany;
  const id = randomUUIDv7();
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const expiresAt = new Date(tx.now.getTime() + signingCodeLimits.minutes * minuteMs);
  await tx.db.signingCode.create({
    data: {
      id,
      allianceId: tx.allianceId,
      signingId: signing.id,
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
    about: { kind: 'charterSigning', id: signing.id },
  });
  return expiresAt;
}

/**
 * Uses a code up, once. A refusal is returned, not thrown: what was noted of a wrong try must stay.
 */
export async function useSigningCode(
  tx: Tx,
  vault: Vault,
  signing: CharterSigning,
  { accountId, tokenId, code }: CodeHolder & { readonly code: string },
): Promise<SigningCode | Refusal> {
  const newest = await tx.db.signingCode.findFirst({
    where: { signingId: signing.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const isTheirs = newest?.accountId === accountId && newest.tokenId === tokenId;
  if (!newest || !isTheirs || newest.usedAt !== null || newest.expiresAt <= tx.now) return askAgain;
  if (newest.attempts >= signingCodeLimits.attempts) return askAgain;
  const isRight = areEqual(await hashOf(tx, vault, newest.id, code), newest.hash);
  if (!isRight) {
    const { attempts } = await tx.db.signingCode.update({
      where: { id: newest.id },
      data: { attempts: { increment: 1 } },
    });
    return attempts >= signingCodeLimits.attempts ? askAgain : wrong(signingCodeLimits.attempts - attempts);
  }
  return tx.db.signingCode.update({ where: { id: newest.id }, data: { usedAt: tx.now } });
}

function hashOf(tx: Tx, vault: Vault, id: string, code: string): Promise<string> {
  return vault.fingerprint(tx, `signing-code/${id}/${code}`);
}

function areEqual(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

const askAgain = new Refusal('codeNotValid', {
  detail: {
    it: 'Il codice è scaduto, già usato, sbagliato troppe volte o chiesto in un’altra sessione: chiederne uno nuovo.',
    en: 'The code has expired, was used, was mistyped too often or asked for in another session: ask for a new one.',
  },
  possible: ['requestSigningCode'],
});

function wrong(left: number): Refusal {
  return new Refusal('codeNotValid', {
    detail: {
      it: `Il codice è sbagliato. Tentativi rimasti: ${left}.`,
      en: `The code is wrong. Tries left: ${left}.`,
    },
    possible: ['signCharter', 'requestSigningCode'],
  });
}

const tooMany = new Refusal('stepNotPossible', {
  detail: {
    it: 'In un’ora si possono chiedere al massimo cinque codici: riprovare più tardi.',
    en: 'Five codes an hour can be asked for at most: try again later.',
  },
  possible: [],
});
