import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { keyRingFromSetting } from '../vault/keys.ts';
import {
  isHttpsOrLoopback,
  isLoopback,
  proxies,
  signInConflicts,
  signInShape,
  toSignInConfig,
  type SignInConfig,
} from './sign-in-config.ts';
import { errorCode, StartError } from './start-error.ts';

export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** Every setting, checked and with its default. What each one means stands in `.env.example`. */
export interface Config extends SignInConfig {
  readonly port: number;
  readonly host: string;
  /** Where people reach the service: no slash at the end. */
  readonly publicUrl: string;
  /** The proxies that are believed when they say whom a request comes from; undefined for none. */
  readonly trustProxy: string | undefined;
  /** Absolute path. */
  readonly dataDir: string;
  /** The service's own connection; undefined when the embedded PostgreSQL is to run. */
  readonly databaseUrl: string | undefined;
  /** A connection that may create roles and tables, when that is not the service's own. */
  readonly migrationDatabaseUrl: string | undefined;
  /** Around a pooler, which hears nothing. */
  readonly changesDatabaseUrl: string | undefined;
  /** `host:port`; undefined when the embedded Temporal is to run. */
  readonly temporalAddress: string | undefined;
  readonly temporalNamespace: string;
  readonly temporalTaskQueue: string;
  readonly temporalTls: boolean;
  readonly temporalApiKey: string | undefined;
  readonly temporalUiPort: number;
  /** Where operators see Temporal's own console, with the namespace's path; undefined when nobody said. */
  readonly temporalUiUrl: string | undefined;
  readonly temporalCli: string | undefined;
  readonly masterKey: string | undefined;
  /** True when no mail is to leave: each becomes a task for a person. */
  readonly mailOff: boolean;
  readonly smtpUrl: string | undefined;
  readonly mailFrom: string;
  /** Absolute path of the folder of issuers whose signing certificates count; undefined when any does. */
  readonly signatureIssuers: string | undefined;
  readonly logLevel: (typeof logLevels)[number];
  readonly demo: boolean;
}

/** The settings of a process that serves: the two servers it stands on are known. */
export interface ServiceConfig extends Config {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Where the settings come from: the environment, and below it the file `.env` in the working folder, if any.
 */
export function readEnvironment(folder = process.cwd()): Environment {
  try {
    return { ...parseEnv(readFileSync(join(folder, '.env'), 'utf8')), ...process.env };
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return process.env;
    throw error;
  }
}

/**
 * Reads the settings; an empty value counts as none.
 *
 * @throws StartError naming every wrong setting at once, one line each
 */
export function loadConfig(env: Environment = readEnvironment()): Config {
  const problems: Problem[] = [];
  const given = Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => {
      const parsed = schema.safeParse(env[name]?.trim() || undefined);
      if (!parsed.success) problems.push([name, parsed.error.issues[0]?.message ?? 'is not valid']);
      // A wrong value counts as none from here on, so that what is wrong between settings is named as well.
      return [name, parsed.success ? parsed.data : schema.safeParse(undefined).data];
    }),
  ) as Given;
  problems.push(...findConflicts(given).filter(([name]) => !problems.some((problem) => problem[0] === name)));
  if (problems.length === 0) return toConfig(given);
  const lines = problems.map(([name, remedy]) => `  ${name}: ${remedy}`);
  throw new StartError(`These settings (environment or .env) need mending:\n${lines.join('\n')}`);
}

/** The names of all settings, in the order in which `.env.example` explains them. */
export function settingNames(): readonly string[] {
  return Object.keys(shape);
}

const switchWords = {
  on: true,
  true: true,
  yes: true,
  '1': true,
  off: false,
  false: false,
  no: false,
  '0': false,
};
const onOrOff = z
  .string()
  .toLowerCase()
  .pipe(z.enum(Object.keys(switchWords) as [keyof typeof switchWords], { error: 'say on or off' }))
  .transform((word) => switchWords[word]);

function portNumber(least: number): z.ZodType<number> {
  const error = `give a whole number from ${least} to 65535`;
  return z
    .string()
    .regex(/^\d{1,5}$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(65_535, { error }));
}

function address(schemes: readonly string[]): z.ZodType<string> {
  const wanted = schemes.map((scheme) => `${scheme}//…`).join(' or ');
  return z.string().refine((text) => schemes.includes(URL.parse(text)?.protocol ?? ''), {
    error: `give an address that starts with ${wanted}`,
  });
}

const shape = {
  PORT: portNumber(0).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: address(['http:', 'https:']).optional(),
  TRUST_PROXY: proxies.optional(),
  DATA_DIR: z.string().default('.data'),
  DEMO: onOrOff.optional(),
  LOG_LEVEL: z.enum(logLevels, { error: `choose one of ${logLevels.join(', ')}` }).default('info'),
  DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  MIGRATION_DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  CHANGES_DATABASE_URL: address(['postgres:', 'postgresql:']).optional(),
  TEMPORAL_ADDRESS: z
    .string()
    .regex(/^[^\s/:]+:\d{1,5}$/, { error: 'give host:port, without a scheme, such as 127.0.0.1:7233' })
    .optional(),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE: z.string().default('reciproca'),
  TEMPORAL_TLS: onOrOff.optional(),
  TEMPORAL_API_KEY: z.string().optional(),
  TEMPORAL_UI_PORT: portNumber(1).default(8233),
  TEMPORAL_UI_URL: address(['http:', 'https:']).optional(),
  TEMPORAL_CLI: z.string().optional(),
  MASTER_KEY: z.string().superRefine(checkMasterKey).optional(),
  MAIL: onOrOff.optional(),
  SMTP_URL: address(['smtp:', 'smtps:']).optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^@]*<?[^\s@<>]+@[^\s@<>]+>?$/, {
      error: 'give one mail address, such as Reciproca <reciproca@example.org>',
    })
    .optional(),
  SIGNATURE_ISSUERS: z.string().optional(),
  ...signInShape,
};

type Given = z.output<z.ZodObject<typeof shape>>;
type Problem = readonly [name: string, remedy: string];

/** What is wrong between settings that are each well formed. */
function findConflicts(given: Given): readonly Problem[] {
  const conflicts: Problem[] = [...signInConflicts(given)];
  if (!isHttpsOrLoopback(publicUrlOf(given))) {
    conflicts.push([
      'PUBLIC_URL',
      `give the https:// address that people use, because sessions and tokens must not travel in the clear and ${publicUrlOf(given)} is neither https nor this machine; docs/signing-in.md shows a proxy with TLS`,
    ]);
  }
  if (given.SMTP_URL !== undefined && given.MAIL_FROM === undefined) {
    conflicts.push(['MAIL_FROM', 'name the sender of the mail that SMTP_URL delivers']);
  }
  if (given.SMTP_URL !== undefined && given.MAIL === false) {
    conflicts.push(['MAIL', 'leave it on, or SMTP_URL out']);
  }
  // The development mailbox opens for the demo's personas only: elsewhere, mail kept in it reaches nobody.
  if (given.SMTP_URL === undefined && given.MAIL !== false && !isDemo(given)) {
    conflicts.push([
      'SMTP_URL',
      'name the server that delivers mail, or set MAIL=off to have a person told of each mail instead',
    ]);
  }
  if (given.MIGRATION_DATABASE_URL !== undefined && given.DATABASE_URL === undefined) {
    conflicts.push(['DATABASE_URL', 'give it too, or leave MIGRATION_DATABASE_URL out']);
  }
  if (given.TEMPORAL_API_KEY !== undefined && given.TEMPORAL_TLS === false) {
    conflicts.push(['TEMPORAL_TLS', 'leave it on, because TEMPORAL_API_KEY must not travel in the clear']);
  }
  if (isDemo(given) && !isLoopback(publicUrlOf(given))) {
    conflicts.push([
      'DEMO',
      `set it to off, because in the demo anybody may be anybody and ${publicUrlOf(given)} is not this machine's own address (a PUBLIC_URL on localhost is)`,
    ]);
  }
  return conflicts;
}

function toConfig(given: Given): Config {
  return {
    port: given.PORT,
    host: given.HOST,
    publicUrl: publicUrlOf(given),
    trustProxy: given.TRUST_PROXY,
    dataDir: resolve(given.DATA_DIR),
    databaseUrl: given.DATABASE_URL,
    migrationDatabaseUrl: given.MIGRATION_DATABASE_URL,
    changesDatabaseUrl: given.CHANGES_DATABASE_URL,
    temporalAddress: given.TEMPORAL_ADDRESS,
    temporalNamespace: given.TEMPORAL_NAMESPACE,
    temporalTaskQueue: given.TEMPORAL_TASK_QUEUE,
    temporalTls: given.TEMPORAL_TLS ?? given.TEMPORAL_API_KEY !== undefined,
    temporalApiKey: given.TEMPORAL_API_KEY,
    temporalUiPort: given.TEMPORAL_UI_PORT,
    temporalUiUrl:
      given.TEMPORAL_UI_URL &&
      `${given.TEMPORAL_UI_URL.replace(/\/+$/, '')}/namespaces/${given.TEMPORAL_NAMESPACE}`,
    temporalCli: given.TEMPORAL_CLI,
    masterKey: given.MASTER_KEY,
    mailOff: given.MAIL === false,
    smtpUrl: given.SMTP_URL,
    mailFrom: given.MAIL_FROM ?? 'Reciproca <reciproca@localhost>',
    signatureIssuers: given.SIGNATURE_ISSUERS === undefined ? undefined : resolve(given.SIGNATURE_ISSUERS),
    logLevel: given.LOG_LEVEL,
    demo: isDemo(given),
    ...toSignInConfig(given),
  };
}

type Address = Pick<Given, 'PUBLIC_URL' | 'HOST' | 'PORT'>;

function publicUrlOf({ PUBLIC_URL, HOST, PORT }: Address): string {
  const host = HOST.includes(':') ? `[${HOST}]` : HOST;
  return (PUBLIC_URL ?? `http://${host}:${PORT}`).replace(/\/+$/, '');
}

function isDemo({ DEMO, DATABASE_URL }: Pick<Given, 'DEMO' | 'DATABASE_URL'>): boolean {
  return DEMO ?? DATABASE_URL === undefined;
}

function checkMasterKey(setting: string, context: z.RefinementCtx<string>): void {
  try {
    keyRingFromSetting(setting);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({ code: 'custom', message: error.message.replace(/^MASTER_KEY /, '') });
  }
}
