import { randomUUID } from 'node:crypto';

/** Somebody of the demonstration, signed in and speaking HTTP as any client would. */
export interface Persona {
  readonly label: string;
  get<T>(path: string): Promise<T>;
  post<T>(path: string, body?: unknown): Promise<T>;
  /** The same as a line for a terminal, with their token and a key of its own. */
  curl(path: string, body?: unknown): string;
}

interface Named {
  readonly accountId: string;
  readonly label: string;
}

/** Signs in the personas whose labels begin with these names; throws with what to do when the demo is not there. */
export async function signInAll(url: string, names: readonly string[]): Promise<Persona[]> {
  const { items } = await ask<{ items: Named[] }>(`${url}/v1/session/personas`, {});
  return Promise.all(names.map((name) => signIn(url, items, name)));
}

async function signIn(url: string, personas: readonly Named[], name: string): Promise<Persona> {
  const persona = personas.find(({ label }) => label.startsWith(name));
  if (!persona) throw new Error(`The demonstration at ${url} has nobody called ${name}: is it the demo?`);
  const { token } = await ask<{ token: string }>(`${url}/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: persona.accountId }),
  });
  const authorization = `Bearer ${token}`;
  return {
    label: persona.label,
    get: (path) => ask(`${url}${path}`, { headers: { authorization } }),
    post: (path, body) =>
      ask(`${url}${path}`, {
        method: 'POST',
        headers: {
          authorization,
          'idempotency-key': randomUUID(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    curl: (path, body) => curlLine(`${url}${path}`, authorization, body),
  };
}

function curlLine(address: string, authorization: string, body?: unknown): string {
  const asked = `curl ${address} -H 'Authorization: ${authorization}'`;
  if (body === undefined) return asked;
  const headers = `-H 'Idempotency-Key: ${randomUUID()}' -H 'Content-Type: application/json'`;
  return `${asked} ${headers} -d '${JSON.stringify(body)}'`;
}

/** The service said no; `detail` is its sentence on what to do. */
export class Refused extends Error {
  readonly detail: string;

  constructor(request: string, title: string, detail: string) {
    super(`${request}: ${title}. ${detail}`);
    this.detail = detail;
  }
}

async function ask<T>(address: string, init: RequestInit): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set('accept-language', 'en');
  const response = await fetch(address, { ...init, headers });
  const body = (await response.json()) as T & { title?: string; detail?: string };
  if (response.ok) return body;
  const request = `${init.method ?? 'GET'} ${new URL(address).pathname}`;
  throw new Refused(request, body.title ?? String(response.status), body.detail ?? '');
}
