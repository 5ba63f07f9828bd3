import { describe, expect, it } from 'vitest';
import { keepRunning, type Server } from '../../runtime/embedded/keep-running.ts';
import { restartBudget } from '../../runtime/restart-budget.ts';

describe('a kept server', () => {
  it('is started again on its first port whenever it dies, five times in a minute and not a sixth', async () => {
    const ports: (number | undefined)[] = [];
    const kept = await keepRunning({
      title: 'It',
      start: (port) => {
        ports.push(port);
        return Promise.resolve(deadOn(port ?? 4000));
      },
      port: undefined,
      stopping: new AbortController().signal,
      onRestart: () => undefined,
    });
    await expect(kept.over).rejects.toThrow('It dies again and again');
    expect(ports).toEqual([undefined, 4000, 4000, 4000, 4000, 4000]);
  });

  it('is not started again once it is to stop, not even when the stop falls into a start', async () => {
    const stopping = new AbortController();
    const stopped: number[] = [];
    let starts = 0;
    const kept = await keepRunning({
      title: 'It',
      start: () => {
        starts += 1;
        if (starts === 2) stopping.abort();
        return Promise.resolve(starts === 1 ? deadOn(4000) : livingUntilStopped(() => stopped.push(starts)));
      },
      port: undefined,
      stopping: stopping.signal,
      onRestart: () => undefined,
    });
    await kept.over;
    expect(starts).toBe(2);
    expect(stopped).toEqual([2]);
  });
});

describe('the budget of restarts', () => {
  it('forgets a restart after a minute', () => {
    let now = 0;
    const budget = restartBudget(() => now);
    const spendAt = (instant: number): boolean => {
      now = instant;
      return budget.spend();
    };
    expect([0, 1, 2, 3, 4].map(spendAt)).toEqual([true, true, true, true, true]);
    expect(spendAt(59_999)).toBe(false);
    expect(spendAt(180_000)).toBe(true);
  });
});

function deadOn(port: number): Server {
  return { port, exited: Promise.resolve(), stop: () => Promise.resolve() };
}

function livingUntilStopped(onStop: () => void): Server {
  const exited = Promise.withResolvers<void>();
  return {
    port: 4000,
    exited: exited.promise,
    stop() {
      onStop();
      exited.resolve();
      return Promise.resolve();
    },
  };
}
