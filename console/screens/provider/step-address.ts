import { signers } from '../../frame/roles.ts';
import type { Application, Step } from './use-own-application.ts';

type Where = Pick<Application, 'charterSigningId' | 'agreement' | 'possible'>;

/**
 * What a candidate says has a page of its own; the rest is done by others. The charter is signed where its signing is,
 * by whoever signs: everybody else reads it.
 */
export function addressOf(
  { step, state }: Pick<Step, 'step' | 'state'>,
  { charterSigningId, agreement, possible }: Where,
  roles: readonly string[],
): string | undefined {
  const maySign = signers.some((role) => roles.includes(role));
  if (step === 'charter') return charterSigningId && maySign ? `/signings/${charterSigningId}` : '/charter';
  if (step === 'agreement') return agreement ? '/application/agreement' : undefined;
  if (step === 'representative' || step === 'review') return undefined;
  // What was declared is read again, also when it is no longer to be changed.
  const isReadable = step === 'documents' || (step === 'declarations' && state === 'done');
  if (!isReadable && !possible.includes('completeStep')) return undefined;
  return `/application/${step}`;
}
