import PostalMime from 'postal-mime';
import { issueToken } from '../../api/auth.ts';
import { recordRepresentative } from '../../activities/representatives.ts';
import type { OrganisationRole } from '../../domain/charter.ts';
import type { Tx } from '../../prisma/database.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import type { SkippingStack } from '../holds/support/time-skipping.ts';
import { callerWith, type Caller } from './caller.ts';
import { declared, signatory } from './charter-office.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An organisation and the account of whoever represents it. */
export interface Represented {
  readonly organisationId: string;
  readonly holderId: string;
}

/** Organisations that sign through HTTP on a stack whose clock is moved, and what came of it, counted. */
export class SigningWorld {
  readonly stack: SkippingStack;

  constructor(stack: SkippingStack) {
    this.stack = stack;
  }

  within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const actor = { kind: 'account', id: accountId('sara') } as const;
    return this.stack.services.database.inAlliance(this.stack.allianceId, actor, work);
  }

  represented(name: string, roles: OrganisationRole[]): Promise<Represented> {
    return this.within(async (tx) => {
      const made = { allianceId: tx.allianceId, createdAt: tx.now };
      const email = `${name.toLowerCase()}@example.org`;
      const { id: organisationId } = await tx.db.organisation.create({
        data: { ...made, name: `Ente ${name}`, email, comuneIstat: '016128', roles },
      });
      const { id: holderId } = await tx.db.account.create({
        data: { ...made, label: `Chi firma per ${name}`, email, organisationId, roles: ['representative'] },
      });
      const who = { organisationId, accountId: holderId, ...signatory };
      await recordRepresentative(tx, this.stack.services.vault, who);
      return { organisationId, holderId };
    });
  }

  /** A fresh session: months pass in these tests, and sessions do not last as long. */
  session({ holderId }: Represented): Promise<Caller> {
    return this.within(async (tx) => {
      const { secret } = await issueToken(tx, {
        accountId: holderId,
        kind: 'session',
        label: 'test',
        roles: ['representative'],
        expiresAt: new Date(tx.now.getTime() + DAY_MS),
      });
      return callerWith(this.stack.url, secret);
    });
  }

  async invite({ organisationId }: Represented): Promise<string> {
    const chiara = await this.stack.as('Chiara');
    const { signingId } = await chiara.does('/v1/charter-signings', { organisationId });
    await this.stack.clock.quiet();
    return signingId as string;
  }

  /** Reads, asks for a code, reads the mail, signs. */
  async sign(who: Represented, signingId: string): Promise<void> {
    const signer = await this.session(who);
    const at = `/v1/charter-signings/${signingId}`;
    await signer.does(`${at}/codes`);
    await this.stack.clock.quiet();
    const { body } = await signer.get(at);
    const asked = new Set(
      body.obligations.flatMap(({ declarations }: { declarations: string[] }) => declarations),
    );
    await signer.does(`${at}/signature`, {
      textHash: body.textHash,
      obligations: body.obligations.map(({ key }: { key: string }) => key),
      declarations: Object.fromEntries(Object.entries(declared).filter(([field]) => asked.has(field))),
      typedName: signatory.name,
      code: await this.codeIn(signer),
    });
    await this.stack.clock.quiet();
  }

  async signed(who: Represented): Promise<void> {
    await this.sign(who, await this.invite(who));
  }

  /** The newest signing of an organisation. */
  signingOf({ organisationId }: Represented) {
    return this.within(({ db }) =>
      db.charterSigning.findFirstOrThrow({ where: { organisationId }, orderBy: { id: 'desc' } }),
    );
  }

  suspensionsOf({ organisationId }: Represented) {
    return this.within(({ db }) => db.suspension.findMany({ where: { organisationId } }));
  }

  /** How many mails of this kind went to the organisation or to whoever represents it. */
  mails(template: string, { organisationId, holderId }: Represented): Promise<number> {
    return this.within(({ db }) =>
      db.mail.count({ where: { template, recipientId: { in: [organisationId, holderId] } } }),
    );
  }

  /** What there is of something a minute before a moment, and a minute after. */
  async around<T>(instant: string, look: () => Promise<T>): Promise<readonly [before: T, after: T]> {
    const moment = new Date(instant).getTime();
    await this.stack.clock.advanceTo(new Date(moment - MINUTE_MS));
    const before = await look();
    await this.stack.restartWorker();
    await this.stack.clock.advanceTo(new Date(moment + MINUTE_MS));
    return [before, await look()];
  }

  private async codeIn(reader: Caller): Promise<string> {
    const { items } = (await reader.get('/v1/dev/mailbox')).body;
    const { id } = items.find(({ template }: { template: string }) => template === 'signingCode');
    const mail = await PostalMime.parse((await reader.get(`/v1/dev/mailbox/${id}`)).body as string);
    return /codice: (\d{6})\./.exec(mail.text ?? '')![1]!;
  }
}
