import { DefaultFailureConverter } from '@temporalio/common';

/** Messages and stack traces of failures travel as encrypted payloads too, not in the clear beside them. */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });
