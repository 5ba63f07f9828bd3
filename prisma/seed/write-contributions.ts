import { toPlainDate } from '../../domain/time.ts';
import { postBatch } from '../../ledger/post.ts';
import { contributionCollected, contributionPledged, type Transfer } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import type { Tx } from '../database.ts';
import type { DemoContribution } from './contributions.ts';
import { organisationId } from './organisations.ts';

/** Writes the contributions and their money events, each event on the day it happened. */
export async function writeContributions(tx: Tx, contributions: readonly DemoContribution[]): Promise<void> {
  await tx.db.contribution.createMany({
    data: contributions.map(({ id, organisationKey, source, amountCents, pledgedAt, collected }) => ({
      id,
      allianceId: tx.allianceId,
      organisationId: organisationId(organisationKey),
      source,
      amountCents,
      bankRef: collected?.bankRef ?? null,
      pledgedAt,
      collectedAt: collected?.at ?? null,
    })),
  });
  const happenings = contributions
    .flatMap(eventsOf)
    .toSorted((one, other) => Number(one.at) - Number(other.at));
  const days = Map.groupBy(happenings, ({ at, kind }) => `${at.toISOString()} ${kind}`);
  for (const together of days.values()) {
    const { at, ...batch } = together[0]!;
    await postBatch({ ...tx, now: at }, batch, together);
  }
}

type Happening = Transfer & { readonly at: Date };

function eventsOf(contribution: DemoContribution): readonly Happening[] {
  const { id, source, amountCents, pledgedAt, collected } = contribution;
  const event = {
    contributionId: id,
    source,
    amountCents,
    organisationId: organisationId(contribution.organisationKey),
  };
  const at = (moment: Date, step: string) => ({
    ...event,
    id: transferId(`contribution/${id}`, step),
    effectiveOn: toPlainDate(moment),
  });
  const pledge = { ...contributionPledged(at(pledgedAt, 'pledged')), at: pledgedAt };
  if (collected === undefined) return [pledge];
  return [pledge, { ...contributionCollected(at(collected.at, 'collected')), at: collected.at }];
}
