import { issueToken } from '../../api/auth.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { callerWith, type Caller } from './caller.ts';
import type { Stack } from './stack.ts';

const SESSION_MS = 200 * 86_400_000;

/** Somebody new, signed in for longer than a test's clock runs. */
export function somebody(
  { services, url, allianceId }: Pick<Stack, 'services' | 'url' | 'allianceId'>,
  role: 'provider' | 'caseworker',
  organisationId: string | null = null,
): Promise<Caller> {
  const sara = { kind: 'account', id: accountId('sara') } as const;
  return services.database.inAlliance(allianceId, sara, async (tx) => {
    const email = `${role}-${Math.random()}@example.org`;
    const holder = { allianceId, label: `Prova ${role}`, email, createdAt: tx.now, organisationId };
    const { id } = await tx.db.account.create({ data: { ...holder, roles: [role] } });
    const expiresAt = new Date(tx.now.getTime() + SESSION_MS);
    const session = { accountId: id, kind: 'session', label: 'test', roles: [role], expiresAt } as const;
    return callerWith(url, (await issueToken(tx, session)).secret);
  });
}
