/** The data key of a subject was destroyed: what it sealed is gone for good, and on purpose. */
export class ErasedError extends Error {
  override readonly name = 'ErasedError';

  constructor() {
    super('the data key was destroyed: what it sealed can never be read again');
  }
}

/** Sealed bytes that do not open where they stand: altered, or moved here from another row. */
export class BrokenSealError extends Error {
  override readonly name = 'BrokenSealError';

  constructor(what: string, cause?: unknown) {
    super(`${what} does not open here: it was altered or belongs to another row`, { cause });
  }
}

/** The master key that wraps a data key is not in the ring. The message says what the operator can do. */
export class MissingMasterKeyError extends Error {
  override readonly name = 'MissingMasterKeyError';
}
