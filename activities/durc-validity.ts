import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { amountOrThrow, parametersOn } from '../rules/parameters.ts';
import { shippedVersionOrThrow } from '../rules/shipped.ts';
import { findVersionInForce } from '../rules/store.ts';

const ruleSet = 'charter-compliance';

/**
 * For how many days a DURC is good after its verification (D.M. 30.1.2015, art. 7: 120), as the rules in force say; an
 * alliance that has published none has those that are shipped, since the number is the law’s.
 */
export async function durcValidityDays(tx: Tx): Promise<number> {
  const inForce = await findVersionInForce(tx, ruleSet, tx.now);
  const content = inForce?.content ?? shippedVersionOrThrow(ruleSet);
  return amountOrThrow(parametersOn(content, toPlainDate(tx.now)), { parameter: 'durcValidityDays' });
}
