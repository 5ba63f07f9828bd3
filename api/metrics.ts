import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

const registry = new Registry();
collectDefaultMetrics({ register: registry });

const durations = new Histogram({
  name: 'reciproca_http_request_seconds',
  help: 'How long requests took, by operation and status',
  labelNames: ['operation', 'status'] as const,
  registers: [registry],
});

/** Starts the watch on a request; call what it returns with the status when the answer has left. */
export function timeRequest(operation: string): (status: number) => void {
  const stop = durations.startTimer({ operation });
  return (status) => void stop({ status: String(status) });
}

export const metricsType = registry.contentType;

export function metricsText(): Promise<string> {
  return registry.metrics();
}
