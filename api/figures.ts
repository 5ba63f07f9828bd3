import { Gauge, Registry } from 'prom-client';
import type { Tx } from '../prisma/database.ts';

/**
 * What whoever watches the service has to know of the alliance's rows, read when it is asked for: in the database it
 * is the same for every process, whichever of them fell behind.
 */
export async function figuresText(tx: Tx): Promise<string> {
  const registry = new Registry();
  const unsealed = new Gauge({
    name: 'reciproca_unsealed_seconds',
    help: 'Age of the oldest row of the books or the audit trail that came after the last block of its chain',
    labelNames: ['chain'] as const,
    registers: [registry],
  });
  for (const { chain, seconds } of await unsealedSeconds(tx)) unsealed.set({ chain }, seconds);
  const waiting = new Gauge({
    name: 'reciproca_mail_waiting',
    help: 'Mails that could not be sent yet, by the last reason; smtp5xx and connection errors are ours to mend',
    labelNames: ['reason'] as const,
    registers: [registry],
  });
  for (const { reason, count } of await waitingMail(tx)) waiting.set({ reason }, count);
  return registry.metrics();
}

function unsealedSeconds(tx: Tx): Promise<{ chain: string; seconds: number }[]> {
  return tx.db.$queryRaw`
    WITH last_block AS (SELECT chain, max(sealed_at) AS sealed_at FROM ledger.seal GROUP BY chain),
    oldest (chain, at) AS (
      SELECT 'audit', min(at) FROM audit
       WHERE at > coalesce((SELECT sealed_at FROM last_block WHERE chain = 'audit'), '-infinity')
      UNION ALL
      SELECT 'ledger', min(created_at) FROM ledger.transfer
       WHERE created_at > coalesce((SELECT sealed_at FROM last_block WHERE chain = 'ledger'), '-infinity'))
    SELECT chain, coalesce(greatest(extract(epoch FROM ${tx.now} - at), 0), 0)::float8 AS seconds FROM oldest`;
}

function waitingMail(tx: Tx): Promise<{ reason: string; count: number }[]> {
  return tx.db.$queryRaw`
    SELECT error_code AS reason, count(*)::int AS count FROM mail
     WHERE state = 'queued' AND error_code IS NOT NULL GROUP BY error_code`;
}
