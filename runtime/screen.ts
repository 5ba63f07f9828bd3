import { resolve } from 'node:path';
import { z } from 'zod';
import type { Config } from './config.ts';

const personasAnswer = z.object({
  items: z.array(z.object({ label: z.string(), roles: z.array(z.string()) })),
});

/** The one screen that a start ends with: where things are, who one may be, what to try first. */
export async function welcome(config: Config, apiUrl: string): Promise<string> {
  const rows: readonly (readonly [string, string])[] = [
    ['API', `${apiUrl}/v1`],
    ['Its pages', `${apiUrl}/docs`],
    ...(config.temporalAddress === undefined
      ? [['Temporal', `http://127.0.0.1:${config.temporalUiPort}`] as const]
      : []),
    ['Data, logs', config.dataDir],
  ];
  const lines = [
    '',
    'Reciproca is ready.',
    '',
    ...rows.map(([name, value]) => `  ${name.padEnd(12)}${value}`),
  ];
  if (config.demo) lines.push(...(await personas(apiUrl)), ...firstSteps(config, apiUrl));
  else lines.push(...firstAlliance(config));
  lines.push('', 'Ctrl-C stops everything; the next start finds all data.', '');
  return lines.join('\n');
}

async function personas(apiUrl: string): Promise<readonly string[]> {
  const answer = await fetch(`${apiUrl}/v1/session/personas`, { signal: AbortSignal.timeout(10_000) });
  const { items } = personasAnswer.parse(await answer.json());
  const width = Math.max(...items.map(({ label }) => label.length)) + 2;
  return [
    '',
    'You can be:',
    ...items.map(({ label, roles }) => `  ${label.padEnd(width)}${roles.join(', ')}`),
  ];
}

function firstSteps(config: Config, apiUrl: string): readonly string[] {
  return [
    '',
    `In a browser: ${apiUrl}/ – choose whom to be.`,
    '',
    'Try first, in another terminal:',
    `  ${npmRun('demo', config)}`,
    '      a whole case, told against this running system',
    `  curl ${apiUrl}/v1/session/personas`,
    `      who one may be; ${apiUrl}/docs says how to become them`,
  ];
}

/** Without the demo nobody is there until somebody makes an alliance. */
function firstAlliance(config: Config): readonly string[] {
  return [
    '',
    'If there is no alliance yet, make it in another terminal; docs/init.md tells the first day:',
    `  ${npmRun('init', config)} -- --help`,
  ];
}

/** The command as it finds this very system: by its data folder, which may be set for this terminal alone. */
function npmRun(script: string, { dataDir }: Config): string {
  const elsewhere = dataDir === resolve('.data') ? '' : `DATA_DIR='${dataDir.replaceAll("'", "'\\''")}' `;
  return `${elsewhere}npm run ${script}`;
}
