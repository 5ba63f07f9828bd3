import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const actors = 'api/case-actors.ts';

/** Who is told by name who did what in a case, and as what. */
export const caseActorMutants: readonly CodeMutant[] = provenBy('test/api/case-actors.test.ts', [
  [
    'actors: told to whoever has a part in the case',
    actors,
    'await caseAtWorkOrThrow(tx, principal, params.assessmentId)',
    'await tx.db.assessment.findUniqueOrThrow({ where: { id: params.assessmentId } })',
  ],
  ['actors: an erased name is one', actors, 'account.label || null', 'account.label'],
  [
    'actors: a representative is a colleague',
    actors,
    "personId !== null && representatives.includes(personId) ? 'representative' : 'colleague'",
    "'colleague'",
  ],
]);
