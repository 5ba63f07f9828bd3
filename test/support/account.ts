import { randomUUID } from 'node:crypto';
import { issueToken } from '../../api/auth.ts';
import type { Role } from '../../prisma/generated/enums.ts';
import { callerWith, type Caller } from './caller.ts';
import type { Stack } from './stack.ts';

const ONE_HOUR_MS = 3_600_000;

/** A new account of the demonstration alliance with just these roles, signed in. */
export async function accountWith(
  { services, allianceId, url }: Stack,
  roles: readonly Role[],
  who: { personId?: string; organisationId?: string } = {},
): Promise<Caller & { accountId: string }> {
  const actor = { kind: 'system', id: 'test' } as const;
  return services.database.inAlliance(allianceId, actor, async (tx) => {
    const account = await tx.db.account.create({
      data: { allianceId, label: `Prova ${randomUUID()}`, roles: [...roles], createdAt: tx.now, ...who },
    });
    const expiresAt = new Date(tx.now.getTime() + ONE_HOUR_MS);
    const { secret } = await issueToken(tx, {
      accountId: account.id,
      kind: 'session',
      label: 'test',
      roles,
      expiresAt,
    });
    return { ...callerWith(url, secret), accountId: account.id };
  });
}
