import type { Text } from '../domain/text.ts';

/**
 * Who a template writes to. There is none for employers: they never learn that somebody asked for anything. An
 * account of theirs gets its invitation, and what concerns the charter they are to sign: neither speaks of anybody.
 * What goes to a provider goes to the organisation's own address.
 */
export type Audience = 'person' | 'staff' | 'provider';

/** A mail's text. The subject is the same for everybody: it shows on locked screens and in others' mail logs. */
export interface MailText {
  readonly subject: Text;
  readonly paragraphs: readonly Text[];
}

/** Who writes, and where its service is. */
export interface Sender {
  readonly allianceName: string;
  readonly publicUrl: string;
}

interface Template<Params> {
  readonly audience: Audience;
  readonly write: (params: Params, sender: Sender) => MailText;
}

export function toPerson<Params>(write: (params: Params, sender: Sender) => MailText) {
  return { audience: 'person', write } as const satisfies Template<Params>;
}

export function toStaff<Params>(write: (params: Params, sender: Sender) => MailText) {
  return { audience: 'staff', write } as const satisfies Template<Params>;
}

export function toProvider<Params>(write: (params: Params, sender: Sender) => MailText) {
  return { audience: 'provider', write } as const satisfies Template<Params>;
}
