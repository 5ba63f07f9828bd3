import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Operation {
  readonly operationId: string;
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: object }> }>;
}
export interface OpenApiDocument {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components?: { readonly schemas?: Record<string, object> };
}

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly mediaType: string;
  readonly body: unknown;
}

/** What a client may rely on: every answer of every test is held against the published document. */
export interface Contract {
  /** Throws unless the answer is one that the document announces, in every detail. */
  check(received: Received): void;
}

export function contractOf(document: OpenApiDocument): Contract {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  ajv.addFormat('binary', true);
  ajv.addSchema({ $id: 'openapi', components: document.components ?? {} });
  const compiled = new Map<object, ValidateFunction>();
  const validatorOf = (schema: object): ValidateFunction => {
    const known = compiled.get(schema) ?? ajv.compile(pointedAt(schema) as object);
    compiled.set(schema, known);
    return known;
  };
  const operations = Object.entries(document.paths).flatMap(([template, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method,
      operation,
      literal: !template.includes('{'),
      pattern: new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    })),
  );
  const find = (method: string, path: string) =>
    operations
      .filter((one) => one.method === method.toLowerCase() && one.pattern.test(path))
      .toSorted((one, other) => Number(other.literal) - Number(one.literal))[0]?.operation;
  return {
    check({ method, path, status, mediaType, body }) {
      const operation = find(method, path.split('?')[0]!);
      if (!operation) return;
      const place = `${operation.operationId} → ${status}`;
      const response = operation.responses[String(status)];
      if (!response) throw new Error(`${place} is not announced: ${JSON.stringify(body)}`);
      const content = response.content?.[mediaType];
      if (!content) throw new Error(`${place} comes as ${mediaType}, which is not announced`);
      if (!mediaType.endsWith('json')) return;
      const validate = validatorOf(content.schema);
      if (!validate(body))
        throw new Error(
          `${place} breaks its schema: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(body)}`,
        );
    },
  };
}

/** The same schema with its references pointing into the document that ajv knows by name. */
function pointedAt(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(pointedAt);
  if (typeof schema !== 'object' || schema === null) return schema;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? `openapi${value}` : pointedAt(value),
    ]),
  );
}
