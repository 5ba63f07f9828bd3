import { possibleSigningSteps, type SigningStep } from '../../domain/charter-steps.ts';
import { fromDateColumn } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { stepsPossible } from '../../domain/step-words.ts';
import { endOfDay } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, Prisma } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Subject } from '../../vault/vault.ts';
import { isPublished } from '../charter-versions.ts';
import { wakeOnboarding } from '../provider-onboarding/wake.ts';
import type { Done } from '../submission.ts';

export const signingWord = { it: 'Firma della carta', en: 'Charter signing' };

/** Locks a signing for the step, or refuses it: unknown, not possible in its state, too late, or of an overtaken version. */
export async function lockSigningForStep(tx: Tx, id: string, step: SigningStep): Promise<CharterSigning> {
  const signing = await lockSigning(tx, id);
  const possible = possibleSigningSteps(signing.state);
  if (!possible.includes(step)) throw notPossible(possible);
  if (signing.state === 'open' && tx.now > expiresAt(signing)) throw tooLate;
  if (signing.state === 'open' && !(await isPublished(tx, signing.charterVersionId))) throw overtaken;
  return signing;
}

export async function lockSigning(tx: Tx, id: string): Promise<CharterSigning> {
  const signing = await lockRow(tx, 'charter_signing', id);
  if (!signing) throw notFound(signingWord);
  return signing;
}

/** The last moment of its last day. */
export function expiresAt({ dueOn }: Pick<CharterSigning, 'dueOn'>): Date {
  return endOfDay(fromDateColumn(dueOn));
}

/** Moves a signing; whoever waits for it to become a provider is told. */
export async function moveSigning(
  tx: Tx,
  { id, organisationId }: Pick<CharterSigning, 'id' | 'organisationId'>,
  data: Prisma.CharterSigningUncheckedUpdateInput,
): Promise<CharterSigning> {
  const moved = await tx.db.charterSigning.update({
    where: { id },
    data: { ...data, revision: { increment: 1 } },
  });
  await wakeOnboarding(tx, organisationId);
  return moved;
}

export function signingAnswer(signing: CharterSigning): Done {
  return {
    status: 200,
    body: {
      signingId: signing.id,
      state: signing.state,
      waitingFor: signing.waitingFor,
      dueOn: fromDateColumn(signing.dueOn),
    },
  };
}

/** As deadlines and tasks name it. */
export function signingSubject({ id }: Pick<CharterSigning, 'id'>) {
  return { subjectKind: 'charterSigning' as const, subjectId: id };
}

/** Whose key seals who signed and what they declared. */
export function signingKey({ id }: Pick<CharterSigning, 'id'>): Subject {
  return { kind: 'charterSigning', id };
}

function notPossible(possible: readonly SigningStep[]): Refusal {
  return new Refusal('stepNotPossible', {
    detail:
      possible.length === 0
        ? {
            it: 'Questa firma è chiusa: si può solo leggere.',
            en: 'This signing is closed: it can only be read.',
          }
        : stepsPossible(possible),
    possible,
  });
}

const overtaken = new Refusal('stepNotPossible', {
  detail: {
    it: 'Di questa carta è uscita una nuova versione: l’alleanza invita a firmare quella.',
    en: 'This charter has a new version: the alliance invites to sign that one.',
  },
  possible: ['listCharterSignings'],
});

const tooLate = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il termine per firmare è passato: l’alleanza può invitare di nuovo.',
    en: 'The time to sign is over: the alliance can invite again.',
  },
  possible: ['openCharterSigning'],
});
