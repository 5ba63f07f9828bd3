import { deriveFacts } from '../../domain/fragility.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment } from '../../prisma/generated/client.ts';
import { parametersMissingOn, parametersOn } from '../../rules/parameters.ts';
import { findVersionInForce } from '../../rules/store.ts';
import type { Vault } from '../../vault/vault.ts';
import { factParameters } from './access-advice.ts';
import { readDossier } from './dossier.ts';
import { advise } from './evaluation.ts';
import { questionsOf, type Question } from './missing-facts.ts';

/**
 * What would be asked if the dossier were declared complete today; nothing once it is, or is no longer gathered. Null
 * where no rules, or none with numbers for today, can tell.
 */
export async function stillMissing(
  tx: Tx,
  vault: Vault,
  assessment: Assessment,
): Promise<readonly Question[] | null> {
  if (assessment.state !== 'completeness' && assessment.state !== 'awaitingDocuments') return [];
  const onDate = toPlainDate(tx.now);
  const scoring = await findVersionInForce(tx, 'fragility-score', tx.now);
  if (!scoring || parametersMissingOn(scoring.content, onDate).length > 0) return null;
  const { dossier } = await readDossier(tx, vault, assessment);
  const parameters = factParameters(parametersOn(scoring.content, onDate));
  const { evaluation } = await advise(scoring, onDate, { ...deriveFacts(dossier, onDate, parameters) });
  if (evaluation.status !== 'incomplete') return [];
  return questionsOf(scoring, evaluation.missingFacts, { dossier, onDate, parameters });
}
