const pollMs = 500;

/**
 * Aborted, with the cause as its reason, when this process is asked to stop: Ctrl-C (which npm sends on, so
 * it comes twice: repeats change nothing), SIGTERM, the end of the terminal, or the death of the npm that
 * started it, which kill -9 gives no chance to say so.
 */
export function stopRequest(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => controller.abort(name));
  }
  if (process.env['npm_lifecycle_event'] === 'start') watchParent(() => controller.abort('npm has ended'));
  // A closed terminal or pipe must not keep the servers from being stopped in order.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  return controller.signal;
}

function watchParent(onDeath: () => void): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) onDeath();
  }, pollMs).unref();
}
