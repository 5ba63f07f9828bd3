import { possibleOnboarding, type OnboardingOperation } from '../../domain/provider-onboarding.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { stepsPossible } from '../../domain/step-words.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma, ProviderApplication } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import type { Subject } from '../../vault/vault.ts';
import type { Done } from '../submission.ts';

export const applicationWord = { it: 'Richiesta di adesione', en: 'Application to join' };

/** Whom to ask and who signs, as the candidate says it; sealed, since both are people. */
export interface CandidateContact {
  readonly contactName: string;
  readonly representative: { readonly name: string; readonly taxCode: string; readonly email: string };
}

/** Locks an application for what is to be done with it, or refuses: unknown, or not possible in its state. */
export async function lockForOperation(
  tx: Tx,
  id: string,
  operation: OnboardingOperation,
): Promise<ProviderApplication> {
  const application = await lockApplication(tx, id);
  const possible = possibleOnboarding(application.state);
  if (possible.includes(operation)) return application;
  throw new Refusal('stepNotPossible', {
    detail:
      possible.length === 0
        ? {
            it: 'Questa richiesta è chiusa: si può solo leggere, o presentarne una nuova.',
            en: 'This application is over: it can only be read, or a new one made.',
          }
        : stepsPossible(possible),
    possible,
  });
}

export async function lockApplication(tx: Tx, id: string): Promise<ProviderApplication> {
  const application = await lockRow(tx, 'provider_application', id);
  if (!application) throw notFound(applicationWord);
  return application;
}

export function moveApplication(
  tx: Tx,
  { id }: Pick<ProviderApplication, 'id'>,
  data: Prisma.ProviderApplicationUncheckedUpdateInput,
): Promise<ProviderApplication> {
  return tx.db.providerApplication.update({ where: { id }, data: { ...data, revision: { increment: 1 } } });
}

/** What every step answers: references and states. */
export async function applicationAnswer(tx: Tx, id: string): Promise<Done> {
  const { state, waitingFor } = await tx.db.providerApplication.findUniqueOrThrow({ where: { id } });
  return { status: 200, body: { applicationId: id, state, waitingFor } };
}

/** As deadlines and tasks name it. */
export function applicationSubject({ id }: Pick<ProviderApplication, 'id'>) {
  return { subjectKind: 'providerApplication' as const, subjectId: id };
}

/** Whose key seals who speaks and signs for the candidate, what it declares, and what it is told. */
export function applicationKey({ id }: Pick<ProviderApplication, 'id'>): Subject {
  return { kind: 'providerApplication', id };
}
