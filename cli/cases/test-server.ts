import { Connection } from '@temporalio/client';
import { InternalConnectionOptionsSymbol } from '@temporalio/client/lib/connection.js';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { testServerPath } from '../../runtime/embedded/temporal-binary.ts';
import { freePort } from '../../runtime/ports.ts';

export interface RunningTestServer {
  /** `host:port` of its gRPC front end. */
  readonly address: string;
  /** A plain client connection: time moves only when the case clock moves it. */
  readonly connection: Connection;
  stop(): Promise<void>;
}

/** Ends the server when our end of its standard input closes, so that a killed runner leaves none behind. */
const guarded = '"$0" "$1" >/dev/null 2>&1 & read -r _; kill -9 $!; wait';

/** Starts a time-skipping server of one's own (time is global to a server), with its time standing still. */
export async function startTestServer(): Promise<RunningTestServer> {
  const port = await freePort();
  const guard = spawn('/bin/sh', ['-c', guarded, await testServerPath(), String(port)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  const exited = once(guard, 'exit');
  const stop = async (): Promise<void> => {
    guard.stdin.end();
    await exited;
  };
  try {
    const address = `127.0.0.1:${port}`;
    const connection = await Connection.connect({
      address,
      connectTimeout: '20s',
      // The SDK's only way to the test service; its own test environment would bring a client that skips time.
      [InternalConnectionOptionsSymbol]: { supportsTestService: true },
    } as Parameters<typeof Connection.connect>[0]);
    return {
      address,
      connection,
      stop: async () => {
        await connection.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
