import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Reply {
  readonly status: number;
  // Replies of every route pass here; the tests say what they expect of each.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
}

/** Somebody signed in, speaking HTTP as any client would. */
export interface Caller {
  readonly token: string;
  get(path: string): Promise<Reply>;
  post(path: string, body?: unknown, key?: string): Promise<Reply>;
  /** Posts and insists on success, so that a story reads as its steps. */
  does(path: string, body?: unknown): Promise<Reply['body']>;
}

export async function signIn(url: string, name: string): Promise<Caller> {
  const personas = (await (await fetch(`${url}/v1/session/personas`)).json()) as {
    items: { accountId: string; label: string }[];
  };
  const persona = personas.items.find(({ label }) => label.startsWith(name));
  if (!persona) throw new Error(`No persona is called ${name}.`);
  const session = await fetch(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: persona.accountId }),
  });
  const { token } = (await session.json()) as { token: string };
  return callerWith(url, token);
}

export function callerWith(url: string, token: string): Caller {
  const send = async (
    method: string,
    path: string,
    body?: unknown,
    key: string = randomUUID(),
  ): Promise<Reply> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status === 202) return waitForAnswer(((await response.json()) as { href: string }).href);
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : text,
      headers: response.headers,
    };
  };
  /** On a busy machine a step may be answered later: a client then looks where it was told to. */
  const waitForAnswer = async (href: string): Promise<Reply> => {
    for (;;) {
      const { body, headers } = await send('GET', href);
      if (body.state === 'done') return { status: body.status, body: body.answer, headers };
      await sleep(200);
    }
  };
  const caller: Caller = {
    token,
    get: (path) => send('GET', path),
    post: (path, body, key) => send('POST', path, body, key),
    async does(path, body) {
      const reply = await send('POST', path, body);
      if (reply.status >= 300) throw new Error(`POST ${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
      return reply.body;
    },
  };
  return caller;
}
