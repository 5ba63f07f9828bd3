import { eventually } from './eventually.ts';

/** Somebody who listens to what changes, as a browser's EventSource does. */
export interface Listener {
  readonly status: number;
  /** Every kind that was told of, in turn. */
  readonly heard: string[];
  /** What was told besides. */
  readonly events: string[];
  /** Whether nothing more can come. */
  isOver(): boolean;
  hears(topic: string): Promise<void>;
  stop(): void;
}

export async function listenTo(url: string, headers: Record<string, string>): Promise<Listener> {
  const stopping = new AbortController();
  const response = await fetch(`${url}/v1/changes`, { headers, signal: stopping.signal });
  const heard: string[] = [];
  const events: string[] = [];
  let over = false;
  const done = collect(response, (name, data) => {
    if (name) events.push(name);
    else heard.push(...data.split(' '));
  });
  void done.catch(() => undefined).then(() => (over = true));
  const listener: Listener = {
    status: response.status,
    heard,
    events,
    isOver: () => over,
    async hears(topic) {
      await eventually(() => Promise.resolve(heard.includes(topic)));
    },
    stop: () => stopping.abort(),
  };
  if (response.ok) await eventually(() => Promise.resolve(events.includes('listening')));
  return listener;
}

async function collect(response: Response, told: (name: string, data: string) => void): Promise<void> {
  let rest = '';
  for await (const part of response.body!.pipeThrough(new TextDecoderStream())) {
    const messages = (rest + part).split('\n\n');
    rest = messages.pop()!;
    for (const message of messages) {
      if (message.startsWith(':')) continue;
      told(/^event: (.*)$/m.exec(message)?.[1] ?? '', /^data: (.*)$/m.exec(message)?.[1] ?? '');
    }
  }
}
