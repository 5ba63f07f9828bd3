import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/**
 * The SQL that builds an empty database into prisma/schema.prisma, from Prisma's own engine compiled to
 * WebAssembly (its native engine wants the network). Used to write the first migration and to prove, in
 * test/schema.test.ts, that the migrations have not drifted from the schema.
 */
export async function schemaAsSql(): Promise<string> {
  const { SchemaEngine } = await loadEngine();
  const schemaPath = fileURLToPath(new URL('./schema.prisma', import.meta.url));
  const files = [{ path: schemaPath, content: await readFile(schemaPath, 'utf8') }];
  const engine = await SchemaEngine.new({ datamodels: [[schemaPath, files[0]!.content]] }, () => {}, adapter);
  const { stdout } = await engine.diff({
    from: { tag: 'empty' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  if (!stdout) throw new Error('The schema engine printed no SQL for prisma/schema.prisma.');
  return stdout;
}

/** The engine opens its adapter before it looks at the request; a diff from empty then asks it nothing. */
const ok = <T>(value: T) => ({ ok: true, value });
const connection = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  getConnectionInfo: () => ok({ schemaName: 'public', supportsRelationJoins: true }),
  queryRaw: () =>
    Promise.resolve(
      ok({
        columnNames: ['exists', 'version', 'numeric_version'],
        columnTypes: [5, 7, 0],
        rows: [[true, 'PostgreSQL 18.4', 180004]],
        lastInsertId: undefined,
      }),
    ),
  executeRaw: () => Promise.resolve(ok(0)),
  dispose: () => Promise.resolve(ok(undefined)),
};
const adapter = {
  provider: 'postgres',
  adapterName: '@prisma/adapter-pg',
  connect: () => Promise.resolve(ok(connection)),
  connectToShadowDb: () => Promise.resolve(ok(connection)),
};

/** TypeScript knows WebAssembly from the browser's library only; this is the one call we make. */
interface WebAssemblyHost {
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: Record<string, unknown> } }>;
}

async function loadEngine(): Promise<typeof import('@prisma/schema-engine-wasm/schema_engine_bg')> {
  const glueUrl = import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyHost };
  const bytes = await readFile(new URL('./schema_engine_bg.wasm', glueUrl));
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue });
  const internals = glue as unknown as { __wbg_set_wasm(exports: object): void };
  internals.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return glue;
}
