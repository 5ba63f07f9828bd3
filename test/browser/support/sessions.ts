import type { Stack } from '../../support/stack.ts';

/** As when it was revoked elsewhere, or lapsed. */
export async function endSessionsOf({ test }: Pick<Stack, 'test'>, persona: string): Promise<void> {
  const superuser = await test.superuser();
  await superuser.query(
    `UPDATE token SET revoked_at = now() WHERE idle_at IS NOT NULL AND revoked_at IS NULL
        AND account_id = (SELECT id FROM account WHERE label LIKE $1)`,
    [`${persona} %`],
  );
}
