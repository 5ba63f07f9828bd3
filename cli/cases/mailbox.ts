import { z } from 'zod';
import { mailsToPeople } from './expectations.ts';
import type { Caller } from './http.ts';
import { mailboxView } from './views.ts';

/**
 * The mails that the caller may see in the development mailbox, oldest first, by the names of their templates; with
 * a protocol number, only those that went to people about that application.
 */
export async function mailsOf(caller: Caller, protocolNumber?: string): Promise<readonly string[]> {
  const { items } = await caller.read('/v1/dev/mailbox?limit=200', mailboxView);
  const oldestFirst = items.toReversed();
  if (protocolNumber === undefined) return oldestFirst.map(({ template }) => template);
  const found: string[] = [];
  for (const { id, template } of oldestFirst) {
    if (!mailsToPeople.has(template)) continue;
    const source = await caller.read(`/v1/dev/mailbox/${id}`, z.string());
    if (withoutSoftBreaks(source).includes(protocolNumber)) found.push(template);
  }
  return found;
}

function withoutSoftBreaks(source: string): string {
  return source.replace(/=\r?\n/g, '');
}
