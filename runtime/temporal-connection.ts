import { Connection, isRetryableError, makeGrpcRetryInterceptor } from '@temporalio/client';
import type { ServiceConfig } from './config.ts';

/** Two minutes unless told: after a long outage everybody would wait that much longer. */
const LONGEST_RECONNECT_PAUSE_MS = 5_000;

/** Five attempts, two seconds and a half: who asks while Temporal is away is told so, not kept waiting. */
const MOST_ATTEMPTS = 5;
/** A deadline is looked at only between two attempts, so no pause is long. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1_000;

const retry = makeGrpcRetryInterceptor({
  retryableDecider: (attempt, status) => attempt < MOST_ATTEMPTS && isRetryableError(status),
  delayFunction: (attempt) => Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1)),
});

/** Where Temporal is, for clients and workers alike. */
export function temporalAddress(config: ServiceConfig) {
  return {
    address: config.temporalAddress,
    ...(config.temporalTls ? { tls: true } : {}),
    ...(config.temporalApiKey ? { apiKey: config.temporalApiKey } : {}),
  };
}

/** A client's connection, made when it is first used and again whenever it was lost. */
export function temporalConnection(config: ServiceConfig): Connection {
  return Connection.lazy({
    ...temporalAddress(config),
    interceptors: [retry],
    channelArgs: { 'grpc.max_reconnect_backoff_ms': LONGEST_RECONNECT_PAUSE_MS },
  });
}
