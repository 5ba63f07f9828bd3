import type { Fraction } from '../../domain/money.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import { postBatch } from '../../ledger/post.ts';
import { contributionCollected, contributionPledged, type Transfer } from '../../ledger/postings.ts';
import { transferId } from '../../ledger/transfer-id.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
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
  const reserve = shippedReserve(toPlainDate(tx.now));
  const happenings = contributions
    .flatMap((contribution) => eventsOf(contribution, reserve))
    .toSorted((one, other) => Number(one.at) - Number(other.at));
  const days = Map.groupBy(happenings, ({ at, kind }) => `${at.toISOString()} ${kind}`);
  for (const together of days.values()) {
    const { at, ...batch } = together[0]!;
    await postBatch({ ...tx, now: at }, batch, together);
  }
}

type Happening = Transfer & { readonly at: Date };

/** What goes to the reserve by the rules that the demonstration ships; a year ago they were not in force yet. */
function shippedReserve(today: PlainDate): Fraction {
  const parameters = parametersOn(shippedVersionOrThrow('fund-contribution'), today);
  return {
    numerator: amountOrThrow(parameters, { parameter: 'reserveShareHundredths' }),
    denominator: 10_000,
  };
}

function eventsOf(contribution: DemoContribution, reserve: Fraction): readonly Happening[] {
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
  return [
    pledge,
    { ...contributionCollected({ ...at(collected.at, 'collected'), reserve }), at: collected.at },
  ];
}
