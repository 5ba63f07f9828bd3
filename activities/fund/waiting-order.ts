import type { Tx } from '../../prisma/database.ts';
import type { Award } from '../../prisma/generated/client.ts';
import { compareWaiting, type WaitingCandidate } from '../../rules/waiting-list.ts';
import type { Vault } from '../../vault/vault.ts';
import { isPermanent } from '../accident.ts';
import { dossierSubject } from '../fragility-assessment/dossier.ts';
import { accessVersion } from './waiting-list.ts';

/** All that waits for the Fund, in the order in which it was decided. */
export function waitingAwards(tx: Tx): Promise<Award[]> {
  return tx.db.award.findMany({ where: { state: 'awaitingFunds' }, orderBy: { id: 'asc' } });
}

/** Who of two comes first, by the version of the rule under which the one that waits longest was decided. */
export async function waitingComparison(tx: Tx, oldest: Pick<Award, 'assessmentId'>) {
  const { content } = await accessVersion(tx, oldest);
  if (content.outcomeContract.kind !== 'access')
    throw new Error('The pinned version of fund-access has no waiting order.');
  return compareWaiting(content.outcomeContract.waitingList.order);
}

/** What places an award: its ISEE is opened for it, and told to nobody. */
export async function waitingCandidate(tx: Tx, vault: Vault, award: Award): Promise<WaitingCandidate> {
  const { id, scoreHundredths, completeAt } = award;
  const subject = dossierSubject(award.assessmentId);
  const iseeCents = await vault.open<number>(tx, subject, 'isee', award.iseeSealed);
  return { id, scoreHundredths, completeAt, iseeCents };
}

export interface Placed {
  readonly award: Award;
  /** From 1; null of one that cannot be looked at: it is served once a person has seen to it. */
  readonly place: number | null;
}

/**
 * Everybody who waits, whoever the Fund serves first on top; after `cursor`, where one is given. Whoever was served
 * since is still known by what placed them, so that going on leaves nobody out and tells nobody twice.
 */
export async function waitingList(tx: Tx, vault: Vault, cursor?: string): Promise<readonly Placed[]> {
  const waiting = await waitingAwards(tx);
  if (waiting.length === 0) return [];
  const isWaiting = new Set(waiting.map(({ id }) => id));
  const served =
    cursor && !isWaiting.has(cursor) ? await tx.db.award.findUnique({ where: { id: cursor } }) : null;
  const sorted = await inOrder(tx, vault, { waiting, others: served ? [served] : [] });
  const places = new Map(
    sorted
      .filter(({ award, candidate }) => candidate && isWaiting.has(award.id))
      .map(({ award }, at) => [award.id, at + 1]),
  );
  const after = cursor === undefined ? 0 : sorted.findIndex(({ award }) => award.id === cursor) + 1;
  if (cursor !== undefined && after === 0) return [];
  return sorted
    .slice(after)
    .filter(({ award }) => isWaiting.has(award.id))
    .map(({ award }) => ({ award, place: places.get(award.id) ?? null }));
}

/** What cannot be looked at comes last. */
async function inOrder(
  tx: Tx,
  vault: Vault,
  { waiting, others }: { readonly waiting: readonly Award[]; readonly others: readonly Award[] },
) {
  const compare = await waitingComparison(tx, waiting[0]!);
  const all = [...waiting, ...others].toSorted((one, other) => (one.id < other.id ? -1 : 1));
  await vault.fetchKeys(
    tx,
    'assessment',
    all.map(({ assessmentId }) => assessmentId),
  );
  const looked = [];
  for (const award of all) looked.push({ award, candidate: await candidateIfAny(tx, vault, award) });
  return looked.toSorted((one, other) => {
    if (one.candidate && other.candidate) return compare(one.candidate, other.candidate);
    return Number(!one.candidate) - Number(!other.candidate);
  });
}

async function candidateIfAny(tx: Tx, vault: Vault, award: Award): Promise<WaitingCandidate | undefined> {
  try {
    return await waitingCandidate(tx, vault, award);
  } catch (error) {
    if (isPermanent(error)) return undefined;
    throw error;
  }
}
