import type { Tx } from '../../prisma/database.ts';
import { publishVersion, sendVersion, submitVersion } from '../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import type { Caller, TestApi } from '../api/support.ts';

/** Puts in force only the rules that a test applies: running the cases of all of them takes longer than such a test. */
export async function shipAlone(
  api: TestApi,
  ruleSets: readonly string[],
  { author, publisher }: { readonly author: Caller; readonly publisher: Caller },
): Promise<void> {
  const as = <T>({ accountId: id }: Caller, work: (tx: Tx) => Promise<T>): Promise<T> =>
    api.inAlliance((tx) => work({ ...tx, actor: { kind: 'account', id } }));
  for (const ruleSet of ruleSets) {
    const { id } = await as(author, (tx) => sendVersion(tx, shippedVersionOrThrow(ruleSet)));
    await as(author, (tx) => submitVersion(tx, id, 'Delibera 12 del 2026'));
    await as(publisher, (tx) => publishVersion(tx, id, tx.now));
  }
}
