/** What is wrong with a field, by its place in what was sent. */
export interface PlacedFault {
  readonly pointer: string;
  readonly message: string;
}

/** A refusal or an accident as the service tells it (RFC 9457): `instance` is the code to quote. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly errors?: readonly PlacedFault[];
  readonly possible?: readonly string[];
  readonly facts?: readonly string[];
  readonly matchIds?: readonly string[];
  readonly reasons?: readonly {
    readonly code: string;
    readonly rule: string;
    readonly words: string;
    readonly wayForward: string;
  }[];
  readonly split?: {
    readonly voucherUnits: number;
    readonly voucherCents: number;
    readonly leftCents: number;
    readonly privateUnits: number;
    readonly privateCents: number;
  };
}

/** What a call throws that was answered with a problem, or not answered at all. */
export class ProblemError extends Error {
  readonly problem: Problem;
  /** It is what became of a write that the service had put on record: asked again, it would say the same. */
  readonly isOutcome: boolean;

  constructor(problem: Problem, { isOutcome = false } = {}) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
    this.isOutcome = isOutcome;
  }
}

/** Nobody answered: the network, the server or the proxy before it is away. */
export const away = 'urn:reciproca:problem:out-of-reach';

export function isOutOfReach(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.type === away;
}

/** Nobody is refused anything: it went wrong, or nobody answered. */
export function isAccident(error: unknown): boolean {
  return error instanceof ProblemError && (error.problem.status === 0 || error.problem.status >= 500);
}

/** Refused before anybody looked at it, or while it is being done: it may be, or may have been, done all the same. */
const undecided: readonly number[] = [401, 408, 425, 429];

/**
 * Whether the service has said no to a write. What went wrong, took too long or was not answered may have been done:
 * sent again under another key it would be done twice.
 */
export function isAnswered(error: unknown): boolean {
  if (!(error instanceof ProblemError)) return false;
  const { status, type } = error.problem;
  if (error.isOutcome) return true;
  return status >= 400 && status < 500 && !undecided.includes(status) && type !== inProgress;
}

const inProgress = 'urn:reciproca:problem:in-progress';

export function isSignedOut(error: unknown): boolean {
  return error instanceof ProblemError && error.problem.status === 401;
}

/** The account was closed: whoever had it does not sign in again. */
export function isAccountClosed(error: unknown): boolean {
  return (
    isSignedOut(error) && (error as ProblemError).problem.type === 'urn:reciproca:problem:account-closed'
  );
}

/** What is wrong with the field whose place in the request ends like this, if anything is. */
export function messageAt(error: unknown, placeEnd: string): string | undefined {
  if (!(error instanceof ProblemError)) return undefined;
  return error.problem.errors?.find(({ pointer }) => pointer.endsWith(`/${placeEnd}`))?.message;
}
