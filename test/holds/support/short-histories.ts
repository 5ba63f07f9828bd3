import { chmod, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { temporalCliPath } from '../../../runtime/embedded/temporal-binary.ts';

/**
 * Makes the Temporal servers this test file starts ask for continue-as-new after so many events instead of 4,096:
 * a process of ordinary size then continues several times. It is Temporal's own setting; the service knows nothing.
 */
export async function suggestContinuingAfter(events: number): Promise<void> {
  const program = await temporalCliPath();
  const folder = await mkdtemp(join(tmpdir(), 'reciproca-temporal-'));
  const script = join(folder, 'temporal');
  const setting = `--dynamic-config-value limit.historyCount.suggestContinueAsNew=${events}`;
  await writeFile(script, `#!/bin/sh\nexec '${program}' "$@" ${setting}\n`);
  await chmod(script, 0o755);
  process.env['TEMPORAL_CLI'] = script;
}
