import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** What the service answered; `body` is parsed JSON, or text when it is none. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** An answer nobody foresaw: the case cannot go on. */
export class UnexpectedAnswerError extends Error {
  readonly answer: Answer;

  constructor(call: string, answer: Answer) {
    super(`${call} was answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    this.answer = answer;
  }
}

const accepted = z.object({ href: z.string() });
const submission = z.object({ status: z.int().nullable(), answer: z.unknown() });
const patienceMs = 60_000;
const pollMs = 50;
const busyMs = 1000;

type Method = 'GET' | 'POST' | 'PUT';

/** Somebody signed in, speaking HTTP as any client would. */
export class Caller {
  private readonly url: string;
  private readonly token: string | undefined;

  /** Without a token it is somebody whom nobody knows. */
  constructor(url: string, token?: string) {
    this.url = url;
    this.token = token;
  }

  /** Reads, insists on success, and gives what the schema makes of the answer. */
  async read<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(orThrow(`GET ${path}`, await this.send('GET', path)).body);
  }

  /** Writes and gives whatever is answered; a write that is still under way is waited for. */
  async write(path: string, body?: unknown, method: 'POST' | 'PUT' = 'POST'): Promise<Answer> {
    const answer = await this.send(method, path, body);
    return answer.status === 202 ? this.finished(accepted.parse(answer.body).href) : answer;
  }

  /** Writes, insists on success, and gives what the schema makes of the answer. */
  async does<T>(path: string, body: unknown, schema: z.ZodType<T>): Promise<T> {
    return schema.parse(orThrow(`POST ${path}`, await this.write(path, body)).body);
  }

  async status(path: string): Promise<number> {
    return (await this.send('GET', path)).status;
  }

  /** Uploads a file and gives whatever is answered. */
  async upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  ): Promise<Answer> {
    const form = new FormData();
    for (const [field, value] of Object.entries(fields)) form.set(field, value);
    form.set('file', new Blob([file.bytes]), file.name);
    return this.write(path, form);
  }

  private async finished(href: string): Promise<Answer> {
    const giveUpAt = Date.now() + patienceMs;
    while (Date.now() < giveUpAt) {
      const { status, answer } = await this.read(href, submission);
      if (status !== null) return { status, body: answer };
      await sleep(pollMs);
    }
    throw new Error(`${href} was not finished within ${patienceMs / 1000} s`);
  }

  /** A service that is busy for a moment asks for the same request again, with the same key. */
  private async send(method: Method, path: string, content?: unknown): Promise<Answer> {
    const key = randomUUID();
    const giveUpAt = Date.now() + patienceMs;
    for (;;) {
      const answer = await this.sendOnce(method, path, { key, content });
      if (answer.status !== 503 || Date.now() > giveUpAt) return answer;
      await sleep(busyMs);
    }
  }

  private async sendOnce(
    method: Method,
    path: string,
    { key, content }: { readonly key: string; readonly content: unknown },
  ): Promise<Answer> {
    const isForm = content instanceof FormData;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        'accept-language': 'en',
        ...(method === 'GET' ? {} : { 'idempotency-key': key }),
        ...(content === undefined || isForm ? {} : { 'content-type': 'application/json' }),
      },
      ...(content === undefined ? {} : { body: isForm ? content : JSON.stringify(content) }),
    });
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: isJson && text ? (JSON.parse(text) as unknown) : text };
  }
}

function orThrow(call: string, answer: Answer): Answer {
  if (answer.status >= 300) throw new UnexpectedAnswerError(call, answer);
  return answer;
}
