import { fileURLToPath } from 'node:url';
import { saveHistory } from '../../../cli/histories.ts';
import type { Services } from '../../../runtime/services.ts';

/** Recorded histories are encrypted under this key, so that they can be replayed for as long as they are kept. */
export const historiesKey = Buffer.alloc(32, 'reciproca histories').toString('base64');

const folder = new URL('../../histories/', import.meta.url);

/**
 * Writes the history of a process under test/histories when RECORD_HISTORIES is set, as one does after changing a
 * workflow on purpose; otherwise does nothing.
 *
 * @param what where it goes, such as `fund-disbursement/disputed`
 */
export async function record(
  { client }: Pick<Services, 'client'>,
  workflowId: string,
  what: string,
  runId?: string,
): Promise<void> {
  if (!process.env['RECORD_HISTORIES']) return;
  await saveHistory(client, workflowId, fileURLToPath(new URL(`${what}.json`, folder)), runId);
}
