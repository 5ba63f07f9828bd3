import { z } from 'zod';
import { declarations } from './charter-declarations.ts';
import { isPlainDate } from './plain-date.ts';

/** The states of a signing; all but the first two are ends. */
export const signingStates = [
  'open',
  'signed',
  'countersigned',
  'declined',
  'expired',
  'superseded',
] as const;
export type SigningState = (typeof signingStates)[number];

/** The steps people take on a signing; each is an Update of the process and an operation of the API. */
export const signingSteps = [
  'signCharter',
  'uploadSignedCopy',
  'declineCharter',
  'countersignCharter',
  'extendDeadline',
] as const;
export type SigningStep = (typeof signingSteps)[number];

const possible: Record<SigningState, readonly SigningStep[]> = {
  open: ['signCharter', 'uploadSignedCopy', 'declineCharter', 'extendDeadline'],
  signed: ['countersignCharter'],
  countersigned: [],
  declined: [],
  expired: [],
  superseded: [],
};

export function possibleSigningSteps(state: SigningState): readonly SigningStep[] {
  return possible[state];
}

/** The code that is typed beside a name: how long it is good, and how often it may be mistyped. */
export const signingCodeLimits = { minutes: 10, attempts: 5, perHour: 5 } as const;

/** Working days in which somebody else of the alliance countersigns. */
export const countersigningTimes = { workingDays: 5, reminderWorkingDays: 2 } as const;

/** Of the text that was read: nobody signs another one. */
export const textHash = z.string().regex(/^[0-9a-f]{64}$/);

/** What is typed to sign, whatever the paper. */
export const typedSignature = {
  typedName: z.string().trim().min(1).max(200),
  code: z.string().regex(/^\d{6}$/),
};

/** What whoever signs accepts and declares, whichever way they sign. */
export const consentInput = z.strictObject({
  textHash,
  obligations: z.array(z.string().min(1).max(60)).max(500),
  declarations,
});
export type Consent = z.output<typeof consentInput>;

export const signCharterInput = consentInput.extend(typedSignature);
export const declineCharterInput = z.strictObject({ reason: z.string().trim().min(1).max(2000) });
export const extendDeadlineInput = z.strictObject({
  dueOn: z.string().refine(isPlainDate, { error: 'realDate' }),
});

/** Names compare without case, accents, order, or how they are spaced. */
export function isSameName(one: string, other: string): boolean {
  return wordsOf(one) === wordsOf(other);
}

function wordsOf(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .toSorted()
    .join(' ');
}
