import type { z } from 'zod';
import type { DocumentContent } from '../activities/document-content.ts';
import type { Refusal } from '../domain/refusal.ts';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import type { Locale, Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import type { ProcessName } from '../workflows/contract.ts';
import type { Browser } from './browser.ts';
import type { Principal } from './principal.ts';
import type { ApiServices } from './services.ts';

/** A file as it arrived, held in memory (20 MB at most) until it is checked and sealed. */
export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** One request to one route, parsed and validated: the handler meets no unknown field and no wrong type. */
export interface Call<Params = unknown, Query = unknown, Body = unknown> {
  readonly principal: Principal;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly upload: Upload | undefined;
  /** The upload once it was looked into. */
  readonly content?: DocumentContent;
  readonly locale: Locale;
  /** Of the open doors and of signing out: whose cookies come and go. */
  readonly browser: Browser;
  /** From where it came, as far as the proxies before us can be believed. */
  readonly from?: string;
}

/** Where a write goes when a process gives it effect: ids only, the content waits in the submission. */
export interface Address {
  readonly process: ProcessName;
  readonly subjectId: string;
}

export interface FileReply {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly fileName: string;
}

interface RouteBase<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType> {
  /** The operation's name in OpenAPI, in problems' `possible` and in the workflow's Updates. */
  readonly operation: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** OpenAPI path, parameters in braces. */
  readonly path: string;
  readonly tag: string;
  readonly summary: Text;
  /** Who may call it at all; whose things they may touch is the handler's object check. */
  readonly who: 'anyone' | 'signedIn' | readonly Role[];
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly uploads?: boolean;
  readonly status?: 200 | 201;
  readonly reply: R;
  readonly refusals?: readonly RefusalCode[];
}

type AnyCall<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = Call<
  z.output<P>,
  z.output<Q>,
  z.output<B>
>;

export interface ReadRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteBase<P, Q, B, R> {
  readonly kind: 'read';
  /** For the few that read everything there is. */
  readonly timeoutMs?: number;
  read(tx: Tx, call: AnyCall<P, Q, B>, services: ApiServices): Promise<z.input<R>>;
}

export interface FileRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteBase<P, Q, B, R> {
  readonly kind: 'file';
  /** What the file may be; a document as people hand it in, unless said. */
  readonly mediaTypes?: readonly string[];
  file(tx: Tx, call: AnyCall<P, Q, B>, services: ApiServices): Promise<FileReply>;
}

/** What takes long and asks nothing of the database: done before the write's transaction, which would wait for it. */
interface Examination<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  /** The object check, so that nothing is looked into for whoever may not write; `write` makes it again. */
  admit(tx: Tx, call: AnyCall<P, Q, B>): Promise<void>;
  examine(call: AnyCall<P, Q, B>): Promise<DocumentContent>;
}

/** A write that is one transaction: key claimed, effect, answer stored. */
export interface WriteRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteBase<P, Q, B, R> {
  readonly kind: 'write';
  /** Fields of the reply that are told in the first answer and kept nowhere: a replay comes without them. */
  readonly toldOnce?: readonly string[];
  readonly beforehand?: Examination<P, Q, B>;
  /** A refusal that is thrown takes everything back; one that is returned keeps what was written, such as a counted try. */
  write(tx: Tx, call: AnyCall<P, Q, B>, services: ApiServices): Promise<z.input<R> | Refusal>;
}

/** A write that a process gives effect: claimed here, sent as an Update, answered from Postgres. */
export interface ProcessRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteBase<P, Q, B, R> {
  readonly kind: 'process';
  /**
   * Admits the caller, or refuses, and gives back what takes long and asks nothing of the database: it is done after
   * that transaction, and what comes of it waits in the submission in the place of the body.
   */
  beforehand?(tx: Tx, call: AnyCall<P, Q, B>, services: ApiServices): Promise<() => Promise<object>>;
  /** The object check: finds the process this call is for, or refuses. */
  address(tx: Tx, call: AnyCall<P, Q, B>, services: ApiServices): Promise<Address>;
}

/** Answered before anybody has signed in. */
export interface OpenRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteBase<P, Q, B, R> {
  readonly kind: 'open';
  readonly who: 'anyone';
  open(call: Omit<AnyCall<P, Q, B>, 'principal'>, services: ApiServices): Promise<z.input<R>>;
}

/** Answered for as long as the connection stands, by api/change-lines.ts: there is one. */
export interface StreamRoute<
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
  R extends z.ZodType,
> extends RouteBase<P, Q, B, R> {
  readonly kind: 'stream';
}

export type Route<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends z.ZodType = z.ZodType,
> =
  | ReadRoute<P, Q, B, R>
  | FileRoute<P, Q, B, R>
  | WriteRoute<P, Q, B, R>
  | ProcessRoute<P, Q, B, R>
  | OpenRoute<P, Q, B, R>
  | StreamRoute<P, Q, B, R>;

/** A route of any shape, as the table holds it. */
export type AnyRoute = Route<never, never, never, never> | Route;

/** Declares a route; its schemas type the handler's call and reply. */
export function route<
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
  R extends z.ZodType = z.ZodType,
>(declared: Route<P, Q, B, R>): Route {
  return declared as unknown as Route;
}
