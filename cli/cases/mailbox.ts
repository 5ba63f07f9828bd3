import { z } from 'zod';
import { mailsToPeople } from './expectations.ts';
import type { Caller } from './http.ts';
import { mailboxView } from './views.ts';

/**
 * The mails that the caller may see in the development mailbox, oldest first, by the names of their templates; with
 * a protocol number, only those that went to people about that application.
 */
export async function mailsOf(caller: Caller, protocolNumber?: string): Promise<readonly string[]> {
  const oldestFirst = await mailsIn(caller);
  if (protocolNumber === undefined) return oldestFirst.map(({ template }) => template);
  const found: string[] = [];
  for (const { id, template } of oldestFirst) {
    if (!mailsToPeople.has(template)) continue;
    if ((await mailSource(caller, id)).includes(protocolNumber)) found.push(template);
  }
  return found;
}

/** What the caller may see, oldest first. */
export async function mailsIn(caller: Caller) {
  return (await caller.read('/v1/dev/mailbox?limit=200', mailboxView)).items.toReversed();
}

/** A mail as it would travel, its lines made whole again. */
export async function mailSource(caller: Caller, id: string): Promise<string> {
  return (await caller.read(`/v1/dev/mailbox/${id}`, z.string())).replace(/=\r?\n/g, '');
}
