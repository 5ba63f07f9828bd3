import type { Command } from 'commander';
import { loadConfig } from '../../runtime/config.ts';
import { isRunning } from '../../runtime/processes.ts';
import { readRunFile } from '../../runtime/run-file.ts';
import { StartError } from '../../runtime/start-error.ts';
import { Refused } from './caller.ts';
import { tellStory } from './story.ts';

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('tells a whole case against the running demonstration, and stops where a person must wait')
    .option('--url <url>', 'where the service answers; by default the one that runs on DATA_DIR')
    .action(async ({ url }: { url?: string }) => {
      const address = url?.replace(/\/+$/, '') ?? (await runningHere());
      await assertDemo(address);
      try {
        await tellStory(address, (line) => console.log(line));
      } catch (error) {
        throw error instanceof Refused ? new StartError(error.message, { cause: error }) : error;
      }
    });
}

/** Where the service of this data folder answers, whatever its port; else where the settings say that one would. */
async function runningHere(): Promise<string> {
  const { dataDir, publicUrl } = loadConfig();
  const run = await readRunFile(dataDir);
  return run?.reach !== undefined && (await isRunning(run.supervisor)) ? run.reach.apiUrl : publicUrl;
}

/** @throws StartError with one sentence on what to do when nothing answers there, or not the demonstration */
async function assertDemo(url: string): Promise<void> {
  let personas: Response;
  try {
    personas = await fetch(`${url}/v1/session/personas`, { signal: AbortSignal.timeout(5_000) });
  } catch (error) {
    throw new StartError(
      `Nothing answers at ${url}: start it with "npm start" in another terminal, with the same DATA_DIR as here, or give --url.`,
      { cause: error },
    );
  }
  if (personas.status === 404) {
    throw new StartError(
      `The service at ${url} runs without the demo: start one with DEMO=on and another DATA_DIR, and give that DATA_DIR here too.`,
    );
  }
}
