import { randomUUID } from 'node:crypto';

export interface Page {
  readonly status: number;
  readonly location: string;
  readonly text: string;
  // Replies of every route pass here; the tests say what they expect of each.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
  readonly headers: Headers;
  readonly setCookies: readonly string[];
}

/** A browser as far as sessions see one: it keeps cookies by host and says from which page it asks. */
export interface TestBrowser {
  readonly cookies: Map<string, string>;
  /** Follows no redirect: the test does. */
  get(url: string, headers?: Record<string, string>): Promise<Page>;
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Page>;
}

interface Sent extends Omit<RequestInit, 'headers'> {
  readonly headers: Record<string, string>;
}

export function openBrowser(): TestBrowser {
  const cookies = new Map<string, string>();
  const send = async (url: string, init: Sent): Promise<Page> => {
    const { host } = new URL(url);
    const held = [...cookies].filter(([name]) => name.startsWith(`${host} `));
    const cookie = held.map(([name, value]) => `${name.split(' ')[1]}=${value}`).join('; ');
    const headers = { ...(cookie ? { cookie } : {}), ...init.headers };
    const response = await fetch(url, { ...init, redirect: 'manual', headers });
    for (const told of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(told)!;
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(told)) cookies.delete(`${host} ${name}`);
      else cookies.set(`${host} ${name}`, value!);
    }
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      location: new URL(response.headers.get('location') ?? '/', url).href,
      text,
      body: isJson ? JSON.parse(text) : undefined,
      headers: response.headers,
      setCookies: response.headers.getSetCookie(),
    };
  };
  return {
    cookies,
    get: (url, headers = { 'sec-fetch-site': 'same-origin' }) => send(url, { headers }),
    post: (url, body, headers = { 'sec-fetch-site': 'same-origin' }) =>
      send(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
