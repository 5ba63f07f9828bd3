import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server that does what the recipient's name says: refuse, say (so and so), delay, swallow, drop (the first time), slam. */
export interface MailServer {
  readonly url: string;
  readonly received: {
    readonly to: string;
    readonly from: string;
    readonly source: string;
    readonly mail: Email;
  }[];
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const received: MailServer['received'] = [];
  const dropped = new Set<string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('refuse')) done(reply(550, `5.1.1 <${address}>: user unknown`));
      else if (address.startsWith('say-'))
        done(reply(Number(address.slice(4, 7)), replies[address.slice(8, address.indexOf('@'))]!));
      else if (address.startsWith('delay')) done(reply(451, '4.7.1 greylisted, come back later'));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo[0]!.address;
        const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
        const source = Buffer.concat(chunks).toString('utf8');
        void PostalMime.parse(source).then((mail) => {
          received.push({ to, from, source, mail });
          if (to.startsWith('swallow')) return done(reply(554, '5.6.0 message not accepted'));
          if (!to.startsWith('drop') || dropped.has(to)) return done();
          // Taken, but the sender never hears of it: it will send the same mail again.
          dropped.add(to);
          for (const connection of server.connections) connection.close();
        });
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What servers say, by a word of the recipient's name: `say-554-relay@…`. */
const replies: Readonly<Record<string, string>> = {
  relay: '5.7.1 <relay@example.org>: Relay access denied',
  'bare-relay': 'relay not permitted',
  auth: '5.7.0 Authentication required',
  sender: '5.1.8 Sender address rejected: Domain not found',
  policy: 'Blocked, see our policy',
  unknown: '5.1.1 <relay-auth@example.org>: Recipient address rejected: User unknown',
  bare: 'No such user here',
  disabled: '5.2.1 Mailbox disabled',
  odd: 'Transaction failed',
};

function reply(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
