import type { Command } from 'commander';
import { invite, lockAccount } from '../activities/invitations.ts';
import type { Actor, Database } from '../prisma/database.ts';
import type { Services } from '../runtime/services.ts';
import { StartError } from '../runtime/start-error.ts';
import type { Vault } from '../vault/vault.ts';

const actor: Actor = { kind: 'system', id: 'operator' };

/** Which administrator, by the alliance's short name and the account's e-mail. */
export interface Wanted {
  readonly slug: string;
  readonly email: string;
}

/**
 * Invites an administrator from the machine itself, when nobody is left who can sign in: to the mailbox that the
 * account has had, so that whoever runs the machine becomes nobody. Everybody else is invited by an administrator.
 *
 * @returns until when the code that was sent opens
 * @throws StartError when there is no such alliance, or no such administrator who is not disabled
 */
export async function inviteAdministrator(
  { database, vault }: { readonly database: Database; readonly vault: Vault },
  { slug, email }: Wanted,
): Promise<Date> {
  const alliances = await database.gate.alliances();
  const alliance = alliances.find((one) => one.slug === slug);
  if (!alliance)
    throw new StartError(`There is no alliance ${slug}: ${alliances.map((one) => one.slug).join(', ')}.`);
  return database.inAlliance(alliance.id, actor, async (tx) => {
    const account = await tx.db.account.findFirst({
      where: {
        email: { equals: email, mode: 'insensitive' },
        roles: { has: 'administrator' },
        disabledAt: null,
      },
    });
    if (!account)
      throw new StartError(
        `No administrator of ${slug} who is not disabled has this e-mail. Others are invited by an administrator: POST /v1/accounts/{id}/invitation.`,
      );
    await lockAccount(tx, account.id);
    return invite(tx, vault, account.id);
  });
}

export function inviteCommand(program: Command, openServices: () => Promise<Services>): void {
  program
    .command('invite')
    .description('sends an administrator a new code, when none is left who can sign in')
    .requiredOption('--alliance <slug>', 'the alliance’s short name')
    .requiredOption('--email <address>', 'the administrator’s e-mail, as the alliance has it')
    .action(async ({ alliance: slug, email }: { alliance: string; email: string }) => {
      const services = await openServices();
      try {
        const until = await inviteAdministrator(services, { slug, email });
        console.log(`A code is on its way to ${email}; it opens once, until ${until.toISOString()}.`);
      } finally {
        await services.close();
      }
    });
}
