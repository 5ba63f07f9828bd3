import { createTransport } from 'nodemailer';
import type { Locale } from '../domain/text.ts';

/** A message to one address. Its id and date come from the row, so that a repeated send is the same message. */
export interface MailMessage {
  readonly id: string;
  readonly to: string;
  readonly locale: Locale;
  readonly subject: string;
  readonly paragraphs: readonly string[];
  readonly date: Date;
}

export interface ComposedMail {
  readonly messageId: string;
  readonly to: string;
  /** The whole message as it travels (RFC 5322). */
  readonly source: string;
}

/** How a send ended: `refused` will never work for this recipient, `postponed` may work later. */
export type Delivery =
  { readonly kind: 'sent' } | { readonly kind: 'refused' | 'postponed'; readonly code: string };

export interface MailerOptions {
  /** No mail leaves and none is kept: somebody is told of each instead. */
  readonly isOff?: boolean;
  /** `smtp://` or `smtps://`; undefined keeps every mail in the development mailbox. */
  readonly smtpUrl?: string | undefined;
  /** The sender, an address with or without a name. */
  readonly from: string;
  /** Where the service is found; stands at the end of every mail. */
  readonly publicUrl: string;
}

export interface Mailer {
  readonly publicUrl: string;
  readonly isOff: boolean;
  compose(message: MailMessage): Promise<ComposedMail>;
  /** Absent without SMTP. */
  readonly send?: (mail: ComposedMail) => Promise<Delivery>;
}

const connectTimeoutMs = 15_000;
const socketTimeoutMs = 60_000;

export function openMailer(options: MailerOptions): Mailer {
  const sender = addressOf(options.from);
  const compose = composer(options.from, sender);
  const { publicUrl, smtpUrl, isOff = false } = options;
  if (isOff || smtpUrl === undefined) return { publicUrl, isOff, compose };
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: connectTimeoutMs,
    greetingTimeout: connectTimeoutMs,
    socketTimeout: socketTimeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    publicUrl,
    isOff,
    compose,
    async send({ to, source }) {
      try {
        await transport.sendMail({ envelope: { from: sender, to }, raw: source });
        return { kind: 'sent' };
      } catch (error) {
        return failureOf(error);
      }
    },
  };
}

/** Whether the text is one plain address to which a mail can be sent. */
export function isMailAddress(text: string): boolean {
  return (
    text.length <= 254 && /^[^\s@,;:<>()[\]"\\]+@[^\s@,;:<>()[\]"\\.]+(\.[^\s@,;:<>()[\]"\\.]+)+$/.test(text)
  );
}

function composer(from: string, sender: string): Mailer['compose'] {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  return async (message) => {
    const { message: source, messageId } = await transport.sendMail({
      from,
      to: message.to,
      subject: message.subject,
      text: message.paragraphs.join('\n\n'),
      date: message.date,
      messageId: `<${message.id}@${domain}>`,
      headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': message.locale },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { messageId, to: message.to, source: (source as Buffer).toString('utf8') };
  };
}

/** What nodemailer says of an error that a server answered with. */
interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

/**
 * Only what the server says of this recipient or this message is final; a wrong password, a refused sender, a relay
 * that does not know us or a closed door is ours to mend, and the mail waits. The code is kept without the server's
 * words, which may repeat the address.
 */
function failureOf(error: unknown): Delivery {
  const { code, responseCode } = error as SmtpError;
  if (responseCode === undefined) return { kind: 'postponed', code: code ?? 'unknown' };
  return { kind: isFinal(error as SmtpError) ? 'refused' : 'postponed', code: `smtp${responseCode}` };
}

/** RFC 3463: 5.1 speaks of the address (but 5.1.7 and 5.1.8 of the sender's), 5.2 of the mailbox, 5.6 of the content. */
const aboutRecipient = /\b5\.(1\.(?![78]\b)|2\.)\d{1,3}\b/;
const aboutContent = /\b5\.6\.\d{1,3}\b/;
const anyStatus = /\b5\.\d{1,3}\.\d{1,3}\b/;
const aboutSender = /relay|auth|sender|polic|spam|block|denied|\bTLS\b/i;

function isFinal({ command, responseCode = 0, response = '' }: SmtpError): boolean {
  // An address may hold any of the words and numbers looked for.
  const words = response.replaceAll(/<[^<>]*>|\S+@\S+/g, '');
  if (responseCode < 500 || aboutSender.test(words)) return false;
  if (command === 'DATA') return aboutRecipient.test(words) || aboutContent.test(words);
  if (command !== 'RCPT TO') return false;
  if (anyStatus.test(words)) return aboutRecipient.test(words);
  return responseCode === 550 || responseCode === 551 || responseCode === 553;
}

function addressOf(from: string): string {
  return /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim();
}
