import type { Fraction } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';
import { findVersionInForce, versionInForce } from '../../rules/store.ts';

/** What of a voucher goes to the Fund; each is rounded half-up on its own amount. */
export interface FundShares {
  /** Of each capture, borne by the provider. */
  readonly provider: Fraction;
  /** Of each voucher issued, on top of it. */
  readonly employer: Fraction;
}

const ruleSet = 'fund-contribution';
const nothing: Fraction = { numerator: 0, denominator: 10_000 };

/** The shares in force for the alliance at the transaction's instant; none is asked for what the Fund itself pays. */
export async function fundShares(
  tx: Tx,
  { paidByFund }: { readonly paidByFund: boolean },
): Promise<FundShares> {
  const { content } = await versionInForce(tx, ruleSet, tx.now);
  const parameters = parametersOn(content, toPlainDate(tx.now));
  const { outcome } = await evaluate(content, parameters, { paidByFund });
  const feeds = outcome?.kind === 'requirements' && outcome.compliant;
  return {
    provider: feeds ? shareIn(parameters, 'providerShareHundredths') : nothing,
    employer: feeds ? shareIn(parameters, 'employerShareHundredths') : nothing,
  };
}

/**
 * What of a contribution goes to the reserve, at the instant at which it is collected: what was posted before stays as
 * it was. An alliance that has published no such rule has the one that is shipped, or money that came would wait.
 */
export async function reserveShare(tx: Tx): Promise<Fraction> {
  const inForce = await findVersionInForce(tx, ruleSet, tx.now);
  const content = inForce?.content ?? shippedVersionOrThrow(ruleSet);
  return shareIn(parametersOn(content, toPlainDate(tx.now)), 'reserveShareHundredths');
}

function shareIn(parameters: ParameterValues, parameter: string): Fraction {
  return { numerator: amountOrThrow(parameters, { parameter }), denominator: 10_000 };
}
