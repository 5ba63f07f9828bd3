import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { ServiceConfig } from '../../../runtime/config.ts';
import type { PartMessage } from '../../../runtime/part.ts';

/** A process of the service of its own, as `npm start` runs it, to be killed. */
export interface ServiceChild {
  /** What it found once it serves, such as its port. */
  readonly ready: Promise<Readonly<Record<string, string>>>;
  /** Everything it printed so far. */
  log(): string;
  /** Tells it something that only it understands. */
  send(order: object): void;
  /** `kill -9`; settles when it is gone. */
  kill(): Promise<void>;
  /** Settles when it is gone by itself or by whoever killed it. */
  readonly gone: Promise<void>;
}

const files = {
  'worker-process': new URL('../../../runtime/worker-process.ts', import.meta.url),
  'api-process': new URL('../../../runtime/api-process.ts', import.meta.url),
  rounds: new URL('./rounds-process.ts', import.meta.url),
  'expiry-worker': new URL('./expiry-worker-process.ts', import.meta.url),
} as const;

type Part = keyof typeof files;

export function startService(
  part: Part,
  config: ServiceConfig,
  options: { readonly preload?: URL; readonly env?: Readonly<Record<string, string>> } = {},
): ServiceChild {
  const child = fork(fileURLToPath(files[part]), {
    env: { ...inherited(), ...settings(config), ...options.env },
    execArgv: options.preload ? ['--import', options.preload.href] : [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const printed: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => void printed.push(chunk));
  const log = () => Buffer.concat(printed).toString();
  const gone = once(child, 'exit').then(() => undefined);
  const ready = readiness(child, part, gone, log);
  ready.catch(() => undefined);
  return {
    ready,
    log,
    gone,
    send: (order) => void child.send(order),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

function readiness(child: ChildProcess, part: Part, gone: Promise<void>, log: () => string) {
  return new Promise<Readonly<Record<string, string>>>((resolve, reject) => {
    child.on('message', (message: PartMessage) => {
      if (message.kind === 'ready') resolve(message.found);
      if (message.kind === 'failed') reject(new Error(`${part}: ${message.reason}`));
    });
    void gone.then(() => reject(new Error(`${part} ended: ${log()}`)));
  });
}

/** Nothing of the test runner's own settings reaches the service. */
function inherited(): Record<string, string | undefined> {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'] };
}

function settings(config: ServiceConfig): Record<string, string> {
  return {
    DATABASE_URL: config.databaseUrl,
    TEMPORAL_ADDRESS: config.temporalAddress,
    TEMPORAL_TASK_QUEUE: config.temporalTaskQueue,
    DATA_DIR: config.dataDir,
    PORT: '0',
    DEMO: 'on',
    LOG_LEVEL: config.logLevel === 'silent' ? 'error' : config.logLevel,
    ...(config.masterKey === undefined ? {} : { MASTER_KEY: config.masterKey }),
  };
}
