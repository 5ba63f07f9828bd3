import { attendance } from './attendance.ts';
import { roads, type Operations } from './generated/operations.ts';
import { noteWrite } from './own-writes.ts';
import { away, ProblemError, type Problem } from './problem.ts';
import { saveBlob } from './save-blob.ts';
import { setServiceClock } from './service-clock.ts';

export type Operation = keyof Operations;

/** What an operation is called with; a part that has no obligatory field may be left out. */
export type Call<O extends Operation> = Part<'params', Operations[O]['params']> &
  Part<'query', Operations[O]['query']> &
  (Operations[O] extends { readonly body: infer Body } ? { readonly body: Body } : unknown) &
  (Operations[O] extends { readonly form: infer Fields } ? { readonly form: Fields } : unknown) & {
    /** Of a write: the same request sent again with the same key is done once. */
    readonly key?: string;
    readonly signal?: AbortSignal;
  };

type Part<Name extends string, Fields> = object extends Fields
  ? { readonly [name in Name]?: Fields }
  : { readonly [name in Name]: Fields };

export type Answer<O extends Operation> = Operations[O]['answer'];

/** A write that is kept and not yet done is asked after this often, and for so long. */
const ASK_AGAIN_MS = 400;
const ASK_FOR_MS = 20_000;

/**
 * Calls an operation of the API and gives its answer.
 *
 * @throws ProblemError when it is refused, goes wrong, or nobody answers
 */
export async function call<O extends Operation>(operation: O, given: Call<O>): Promise<Answer<O>> {
  const { params, query, body, form, key, signal } = given as LooseCall;
  const [method, template] = roads[operation].split(' ') as [string, string];
  // Told of before it is answered, and sometimes long after.
  noteWrite(method, template);
  const response = await reach(pathOf(template, params) + searchOf(query), {
    method,
    ...(signal ? { signal } : {}),
    ...bodyOf(body, form),
    headers: {
      Accept: 'application/json, application/problem+json',
      ...attendance(),
      'Accept-Language': document.documentElement.lang,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'Idempotency-Key': key ?? crypto.randomUUID() }),
    },
  });
  noteWrite(method, template);
  if (response.status === 202) {
    const answer = (await outcomeOf(await response.json())) as Answer<O>;
    noteWrite(method, template);
    return answer;
  }
  return (await response.json()) as Answer<O>;
}

/** The address of a file that an operation gives, for a link or a picture. */
export function fileAddress<O extends Operation>(operation: O, given: Call<O>): string {
  const { params, query } = given as LooseCall;
  return pathOf(roads[operation].split(' ')[1]!, params) + searchOf(query);
}

/**
 * Reads a file that an operation gives.
 *
 * @throws ProblemError
 */
export async function readFile<O extends Operation>(operation: O, given: Call<O>): Promise<Blob> {
  const response = await reach(fileAddress(operation, given), {
    method: 'GET',
    headers: { 'Accept-Language': document.documentElement.lang },
  });
  return response.blob();
}

/**
 * Saves a file that an operation gives, where the service may refuse it: a link would show a refusal as it travels.
 *
 * @throws ProblemError
 */
export async function saveFile<O extends Operation>(
  operation: O,
  given: Call<O>,
  fileName: string,
): Promise<void> {
  saveBlob(fileName, await readFile(operation, given));
}

/**
 * The text of a file that an operation gives, to be shown.
 *
 * @throws ProblemError
 */
export async function readText<O extends Operation>(operation: O, given: Call<O>): Promise<string> {
  const response = await reach(fileAddress(operation, given), {
    method: 'GET',
    headers: { 'Accept-Language': document.documentElement.lang },
  });
  return response.text();
}

interface LooseCall {
  readonly params?: Readonly<Record<string, string | number>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly form?: Readonly<Record<string, string | number | File>>;
  readonly key?: string;
  readonly signal?: AbortSignal;
}

async function reach(address: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { credentials: 'same-origin', ...init });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ProblemError({ type: away, title: '', status: 0, detail: '' });
  }
  setServiceClock(response);
  if (response.ok) return response;
  throw new ProblemError(await problemIn(response));
}

/** A proxy before the service may answer with a page of its own instead of a problem. */
async function problemIn(response: Response): Promise<Problem> {
  if (response.headers.get('content-type')?.startsWith('application/problem+json'))
    return (await response.json()) as Problem;
  return { type: away, title: '', status: response.status, detail: '' };
}

/** The answer of a write that a process gives effect, once it has; the wait is told when it is too long. */
async function outcomeOf({ href }: { readonly href: string }): Promise<unknown> {
  const until = Date.now() + ASK_FOR_MS;
  while (Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    const response = await reach(href, { method: 'GET' });
    const kept = (await response.json()) as { state: string; status: number | null; answer: unknown };
    if (kept.status === null) continue;
    if (kept.status >= 400) throw new ProblemError(kept.answer as Problem, { isOutcome: true });
    return kept.answer;
  }
  throw new ProblemError({ type: stillPending, title: '', status: 202, detail: '' });
}

/** Kept, and not yet done after the longest wait: it will be, and pressing again does no harm. */
export const stillPending = 'urn:reciproca:problem:still-pending';

function bodyOf(body: unknown, form: LooseCall['form']): RequestInit {
  if (form) return { body: formOf(form) };
  return body === undefined ? {} : { body: JSON.stringify(body) };
}

/** The browser itself says how a form with a file travels. */
function formOf(fields: NonNullable<LooseCall['form']>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields))
    form.set(name, value instanceof File ? value : String(value));
  return form;
}

function pathOf(template: string, params: LooseCall['params']): string {
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(params?.[name])));
}

function searchOf(query: LooseCall['query']): string {
  const said = Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== '');
  if (said.length === 0) return '';
  return `?${new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()}`;
}
