import { createHash } from 'node:crypto';

/** A stream of numbers that is the same on every machine: the demonstration must never depend on luck. */
export interface Random {
  /** A whole number from `from` to `to`, both included. */
  integer(from: number, to: number): number;
  /** True in `percent` of 100 draws. */
  chance(percent: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** One of the choices, each as likely as its weight. */
  weighted<T>(choices: readonly (readonly [choice: T, weight: number])[]): T;
}

/** Each topic has its own stream, so that a change to one part of the territory leaves the others as they were. */
export function randomFor(topic: string): Random {
  const next = mulberry32(createHash('sha256').update(topic).digest().readUInt32BE(0));
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    integer,
    chance: (percent) => next() * 100 < percent,
    pick: (choices) => choices[integer(0, choices.length - 1)]!,
    weighted(choices) {
      let rest = next() * choices.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [choice, weight] of choices) {
        rest -= weight;
        if (rest < 0) return choice;
      }
      return choices.at(-1)![0];
    },
  };
}

/** Mulberry32: 32 bits of state, ample for a few thousand draws (public domain, Tommy Ettinger). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
