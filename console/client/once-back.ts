const TRY_AGAIN_MS = 5_000;

/** Loads the page anew as soon as the service answers: what was to be fetched for it could not be, or is of yesterday. */
export async function reloadOnceBack(signal?: AbortSignal): Promise<void> {
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
    if (signal?.aborted) return;
    if (await isBack()) return location.reload();
  }
}

/** Whether a page that is loaded now would come. */
export async function isBack(): Promise<boolean> {
  try {
    return (await fetch('/', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}
