import { setTimeout as sleep } from 'node:timers/promises';

const MAX_TRIES = 6;
const FIRST_PAUSE_MS = 15;

/** Serialization failure and deadlock: the two the database resolves by asking us to try again. */
const CONFLICTS: ReadonlySet<string> = new Set(['40001', '40P01']);

/** Runs `attempt` again, with growing random pauses, while the database reports a conflict. */
export async function retryConflicts<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt();
    } catch (error) {
      if (tries === MAX_TRIES || !CONFLICTS.has(sqlState(error) ?? '')) throw error;
      await sleep(FIRST_PAUSE_MS * 2 ** tries * Math.random());
    }
  }
}

/**
 * The SQLSTATE behind an error, whichever shape it took on its way through Prisma: its known-request error
 * (P2034 for conflicts), the driver adapter's error, or node-postgres' own.
 */
export function sqlState(error: unknown): string | undefined {
  for (const candidate of causes(error)) {
    if (candidate['code'] === 'P2034') return '40001';
    for (const key of ['originalCode', 'code']) {
      const value = candidate[key];
      if (typeof value === 'string' && /^[0-9A-Z]{5}$/.test(value) && !value.startsWith('P2')) return value;
    }
  }
  return undefined;
}

/** Prisma: not reached, in time or at all; closed; no connection free; no transaction begun in time. */
const AWAY: ReadonlySet<string> = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** PostgreSQL: connection exceptions, shut down or starting, too many connections; and the network itself. */
const AWAY_SHAPE = /^(08...|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE)$/;
/** What node-postgres says of a connection that ends within a statement, or ended since the last, without any code. */
const CUT = /^Connection terminated|is not queryable$/;

/** Whether the database is away or too busy to answer: the request may be right, and worth sending again. */
export function isDatabaseAway(error: unknown): boolean {
  for (const candidate of causes(error)) {
    // FATAL is what the server says before it closes the connection, or instead of opening one.
    if (candidate['severity'] === 'FATAL' || CUT.test(String(candidate['message']))) return true;
    for (const key of ['originalCode', 'code']) {
      const code = candidate[key];
      if (typeof code === 'string' && (AWAY.has(code) || AWAY_SHAPE.test(code))) return true;
    }
  }
  return false;
}

/** The name of the constraint an error speaks of, wherever it stands in the chain of causes. */
export function constraintName(error: unknown): string | undefined {
  for (const candidate of causes(error)) {
    const constraint = candidate['constraint'];
    if (typeof constraint === 'string') return constraint;
    if (constraint && typeof constraint === 'object' && 'index' in constraint)
      return String(constraint.index);
  }
  return undefined;
}

function* causes(error: unknown, depth = 0): Generator<Record<string, unknown>> {
  if (!error || typeof error !== 'object' || depth > 6) return;
  const record = error as Record<string, unknown>;
  yield record;
  for (const key of ['cause', 'meta', 'driverAdapterError']) yield* causes(record[key], depth + 1);
}
