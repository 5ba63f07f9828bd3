import type { Command } from 'commander';
import { loadConfig } from '../../runtime/config.ts';
import { StartError } from '../../runtime/start-error.ts';
import { tellStory } from './story.ts';

export function demoCommand(program: Command): void {
  program
    .command('demo')
    .description('tells a whole case against the running demonstration, and stops where a person must wait')
    .option('--url <url>', 'where the service answers', loadConfig().publicUrl)
    .action(async ({ url }: { url: string }) => {
      await assertRunning(url);
      await tellStory(url, (line) => console.log(line));
    });
}

async function assertRunning(url: string): Promise<void> {
  try {
    await fetch(`${url}/healthz`, { signal: AbortSignal.timeout(5_000) });
  } catch (error) {
    throw new StartError(
      `Nothing answers at ${url}: start it with "npm start" in another terminal, or give --url.`,
      { cause: error },
    );
  }
}
