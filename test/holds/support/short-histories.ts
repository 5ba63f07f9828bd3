import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalCliPath } from '../../../runtime/embedded/temporal-binary.ts';

/**
 * Makes the Temporal server that `start` starts ask for continue-as-new after so many events instead of 4,096:
 * a process of ordinary size then continues several times. It is Temporal's own setting; the service knows nothing.
 * The setting that names the program is put back at once: other test files live in the same process.
 */
export async function suggestingToContinueAfter<Started>(
  events: number,
  start: () => Promise<Started>,
): Promise<Started> {
  const program = await temporalCliPath();
  const folder = await mkdtemp(join(tmpdir(), 'reciproca-temporal-'));
  const script = join(folder, 'temporal');
  const setting = `--dynamic-config-value limit.historyCount.suggestContinueAsNew=${events}`;
  await writeFile(script, `#!/bin/sh\nexec '${program}' "$@" ${setting}\n`);
  await chmod(script, 0o755);
  const before = process.env['TEMPORAL_CLI'];
  process.env['TEMPORAL_CLI'] = script;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env['TEMPORAL_CLI'];
    else process.env['TEMPORAL_CLI'] = before;
  }
}
