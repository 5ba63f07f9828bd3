import { lockAccount } from '../activities/invitations.ts';
import { findSignInLink, linkSignIn, signInTaken } from '../activities/sign-in-links.ts';
import type { Actor, Tx } from '../prisma/database.ts';
import type { AllianceName, SignInAttempt } from '../prisma/gate.ts';
import type { Account } from '../prisma/generated/client.ts';
import { constraintName } from '../prisma/retry.ts';
import { takeClaimedRole } from './claimed-roles.ts';
import type { Visitor, Vouched } from './identity-provider.ts';
import { withInvitation } from './invitations.ts';
import { newcomer } from './newcomers.ts';
import type { ApiServices } from './services.ts';
import { openSession } from './sessions.ts';
import { accountClosed, notInvited, severalAlliances, severalRoles } from './sign-in-refusals.ts';

type SignInServices = Pick<ApiServices, 'database' | 'vault' | 'sessionLimits' | 'identityProvider'>;
type Came = Vouched & { readonly visitor: Visitor };

const anybody: Actor = { kind: 'system', id: 'sign-in' };

/**
 * Lets in whoever the provider vouches for: with the code of an invitation, which links them to its account once; by
 * that link from then on; or new, where the alliance takes the provider's word for a role or a tax code. A mail address
 * links nobody: whoever can register one with the provider would get another's account.
 *
 * @returns the secret of the session
 */
export async function admit(services: SignInServices, came: Came, attempt: SignInAttempt): Promise<string> {
  if (attempt.invitationHash) {
    const { invitationHash } = attempt;
    return withInvitation(services, invitationHash, async (tx, account) => {
      const link = { accountId: account.id, who: came.visitor, origin: 'invitation' } as const;
      await linkSignIn(tx, services.vault, link);
      return open(tx, services, account, came);
    });
  }
  const alliances = (await services.database.gate.alliances()).filter(
    ({ slug }) => attempt.alliance === null || slug === attempt.alliance,
  );
  const known = await alliancesOf(services, alliances, came.visitor);
  if (known.length > 1) throw severalAlliances;
  const [alliance] = known;
  return alliance
    ? services.database.inAlliance(alliance.id, anybody, (tx) => enter(tx, services, came))
    : enterAsNewcomer(services, alliances, came, () => admit(services, came, attempt));
}

/** Where the visitor has an account already. */
async function alliancesOf(
  { database, vault }: SignInServices,
  alliances: readonly AllianceName[],
  visitor: Visitor,
): Promise<readonly AllianceName[]> {
  const known: AllianceName[] = [];
  for (const alliance of alliances) {
    const link = await database.inAlliance(alliance.id, anybody, (tx) => findSignInLink(tx, vault, visitor));
    if (link) known.push(alliance);
  }
  return known;
}

async function enter(tx: Tx, services: SignInServices, came: Came): Promise<string> {
  const link = await findSignInLink(tx, services.vault, came.visitor);
  if (!link) throw notInvited;
  const account = await lockAccount(tx, link.accountId);
  if (account.disabledAt) throw accountClosed;
  if (link.origin !== 'roleClaims') return open(tx, services, account, came);
  const role = await takeClaimedRole(tx, services, account, came.visitor);
  if (!role) throw notInvited;
  return open(tx, services, { ...account, roles: [role] }, came);
}

async function enterAsNewcomer(
  services: SignInServices,
  alliances: readonly AllianceName[],
  came: Came,
  again: () => Promise<string>,
): Promise<string> {
  const once = async () => {
    for (const alliance of alliances) {
      const secret = await services.database.inAlliance(alliance.id, anybody, async (tx) => {
        const account = await newcomer(tx, services, alliance.slug, came.visitor);
        return account && open(tx, services, account, came);
      });
      if (secret) return secret;
    }
    throw notInvited;
  };
  try {
    return await once();
  } catch (error) {
    const constraint = constraintName(error);
    // Somebody of the staff has this mail address: their account is theirs, and an invitation says so.
    if (constraint === 'account_staff_email_once') throw notInvited;
    // Two sign-ins of one newcomer at once: the second finds the account that the first has made.
    if (error === signInTaken || constraint === 'sign_in_link_alliance_id_print_key') return again();
    throw error;
  }
}

async function open(tx: Tx, services: SignInServices, account: Account, came: Came): Promise<string> {
  const { id: accountId, label, roles } = account;
  const mine: Tx = { ...tx, actor: { kind: 'account', id: accountId } };
  const { refreshToken } = came;
  const { secret } = await openSession(mine, services, { accountId, label, roles, refreshToken });
  return secret;
}

/** Whether a session that the provider has just renewed is still of its account, with a role. */
export async function mayGoOn(
  tx: Tx,
  services: SignInServices,
  accountId: string,
  visitor: Visitor | undefined,
): Promise<boolean> {
  if (!visitor) return true;
  const link = await findSignInLink(tx, services.vault, visitor);
  if (link?.accountId !== accountId) return false;
  if (link.origin !== 'roleClaims') return true;
  const account = await lockAccount(tx, accountId);
  try {
    return (await takeClaimedRole(tx, services, account, visitor)) !== undefined;
  } catch (error) {
    if (error === severalRoles) return false;
    throw error;
  }
}
