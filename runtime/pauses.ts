const FIRST_MS = 30_000;
const LONGEST_MS = 600_000;
const MOST = 5_000;

interface Pause {
  readonly lengthMs: number;
  readonly endsAt: number;
}

/** Growing pauses by id, kept in memory: forgetting one means only that its try comes early. */
export class Pauses {
  readonly #byId = new Map<string, Pause>();

  lengthen(id: string): void {
    const before = this.#byId.get(id);
    const lengthMs = before ? Math.min(before.lengthMs * 2, LONGEST_MS) : FIRST_MS;
    this.#byId.delete(id);
    this.#byId.set(id, { lengthMs, endsAt: performance.now() + lengthMs });
    // The ones lengthened last stand last: the first is the one to let go of.
    if (this.#byId.size > MOST) this.#byId.delete(this.#byId.keys().next().value!);
  }

  forget(id: string): void {
    this.#byId.delete(id);
  }

  /** The ids whose pause is not over. */
  running(): string[] {
    const now = performance.now();
    return [...this.#byId].flatMap(([id, { endsAt }]) => (endsAt > now ? [id] : []));
  }
}
