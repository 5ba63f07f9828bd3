import type { Fraction } from '../../domain/money.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { evaluate } from '../../rules/evaluate.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';

/** What of a voucher goes to the Fund, and what of that to its reserve; each is rounded half-up on its own amount. */
export interface FundShares {
  /** Of each capture, borne by the provider. */
  readonly provider: Fraction;
  /** Of each voucher issued, on top of it. */
  readonly employer: Fraction;
  /** Of each contribution, once collected. */
  readonly reserve: Fraction;
}

const nothing: Fraction = { numerator: 0, denominator: 10_000 };

/** The shares in force for the alliance at the transaction's instant; none is asked for what the Fund itself pays. */
export async function fundShares(
  tx: Tx,
  { paidByFund }: { readonly paidByFund: boolean },
): Promise<FundShares> {
  const { content } = await versionInForce(tx, 'fund-contribution', tx.now);
  const parameters = parametersOn(content, toPlainDate(tx.now));
  const share = (parameter: string): Fraction => ({
    numerator: amountOrThrow(parameters, { parameter }),
    denominator: 10_000,
  });
  const { outcome } = await evaluate(content, parameters, { paidByFund });
  const feeds = outcome?.kind === 'requirements' && outcome.compliant;
  return {
    provider: feeds ? share('providerShareHundredths') : nothing,
    employer: feeds ? share('employerShareHundredths') : nothing,
    reserve: share('reserveShareHundredths'),
  };
}
