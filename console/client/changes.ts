/** What is told, in whichever tab it was heard. */
type Message =
  | { readonly kind: 'changed'; readonly topics: readonly string[] }
  | { readonly kind: 'told'; readonly isTold: boolean }
  | { readonly kind: 'ended' }
  | { readonly kind: 'asked' }
  | { readonly kind: 'back' };

export interface Hearer {
  changed(topics: readonly string[]): void;
  /** Changes are told from now on, or no longer. Between two of these anything may have changed. */
  told(isTold: boolean): void;
  /** The session is over. */
  ended(): void;
}

const NAME = 'reciproca.changes';
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Hears what others change, until it is stopped. One tab listens and passes it on: a browser opens only six
 * connections to a host, and six tabs that listen would leave none to ask with.
 */
export function listenToChanges(hearer: Hearer): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const channel = new BroadcastChannel(NAME);
  let isTold = false;
  let isSpeaker = false;
  let goOn = () => {};
  const take = (message: Message) => {
    if (message.kind === 'changed') return hearer.changed(message.topics);
    if (message.kind === 'ended') return hearer.ended();
    if (message.kind === 'back') return goOn();
    if (message.kind === 'asked' || message.isTold === isTold) return;
    isTold = message.isTold;
    hearer.told(isTold);
  };
  const pass = (message: Message) => {
    take(message);
    if (!signal.aborted) channel.postMessage(message);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'asked' && isSpeaker) channel.postMessage({ kind: 'told', isTold } satisfies Message);
    take(data);
  };
  channel.postMessage({ kind: 'asked' } satisfies Message);
  const speak = () => {
    isSpeaker = true;
    return goOnListening(pass, signal, (next) => void (goOn = next));
  };
  // Without locks, which no browser of these years lacks over https, every tab listens for itself.
  void ('locks' in navigator ? navigator.locks.request(NAME, { signal }, speak) : speak()).catch(
    () => undefined,
  );
  return () => {
    stopping.abort();
    channel.close();
  };
}

/** A page has been answered again: whoever listens in this browser need not wait any longer before they do. */
export function listenAtOnce(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage({ kind: 'back' } satisfies Message);
  channel.close();
}

/** Listens, and again after a pause that grows while nobody answers; `onPause` is given what ends it. */
async function goOnListening(
  pass: (message: Message) => void,
  signal: AbortSignal,
  onPause: (goOn: () => void) => void,
): Promise<void> {
  let pause = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    const wasHeard = await listenOnce(pass, signal);
    pass({ kind: 'told', isTold: false });
    pause = wasHeard ? FIRST_PAUSE_MS : Math.min(2 * pause, LONGEST_PAUSE_MS);
    // Not all at once, when the service is back.
    await waited(pause * (0.5 + Math.random()), signal, onPause);
  }
}

/** Resolves when the stream is over, with whether it ever told anything. */
function listenOnce(pass: (message: Message) => void, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const stream = new EventSource('/v1/changes');
    let wasHeard = false;
    const stop = () => {
      stream.close();
      resolve(wasHeard);
    };
    signal.addEventListener('abort', stop, { once: true });
    stream.addEventListener('error', stop);
    stream.addEventListener('listening', () => {
      wasHeard = true;
      pass({ kind: 'told', isTold: true });
    });
    stream.addEventListener('message', ({ data }: MessageEvent<string>) =>
      pass({ kind: 'changed', topics: data.split(' ') }),
    );
    stream.addEventListener('ended', () => {
      pass({ kind: 'ended' });
      stop();
    });
  });
}

function waited(ms: number, signal: AbortSignal, onPause: (goOn: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    const goOn = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', goOn, { once: true });
    onPause(goOn);
  });
}
