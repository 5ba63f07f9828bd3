import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig, readEnvironment, settingNames } from '../../runtime/config.ts';
import { StartError } from '../../runtime/start-error.ts';

describe('settings', () => {
  it('are all optional: nothing given means everything embedded, on this machine, with the demo', () => {
    const config = loadConfig({});
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://127.0.0.1:3000',
      dataDir: resolve('.data'),
      temporalUiPort: 8233,
      databaseUrl: undefined,
      temporalAddress: undefined,
      demo: true,
    });
  });

  it('that are wrong are all named at once, one line each, also those that contradict each other', () => {
    const message = complaintOf({
      PORT: '70000',
      TEMPORAL_UI_PORT: '8233a',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://localhost/x',
      TEMPORAL_ADDRESS: 'https://temporal:7233',
      MASTER_KEY: 'too short',
      SMTP_URL: 'smtp://localhost',
      PUBLIC_URL: 'https://reciproca.example.org',
    });
    const named = message
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(':')[0]);
    expect(new Set(named)).toEqual(
      new Set([
        'PORT',
        'TEMPORAL_UI_PORT',
        'LOG_LEVEL',
        'DATABASE_URL',
        'TEMPORAL_ADDRESS',
        'MASTER_KEY',
        'MAIL_FROM',
        'DEMO',
      ]),
    );
  });

  it('never repeat a secret in the complaint about it', () => {
    expect(complaintOf({ MASTER_KEY: 'a-secret-of-mine', DATABASE_URL: 'user:hunter2@host' })).not.toMatch(
      /a-secret-of-mine|hunter2/,
    );
  });

  it('keep the demo off the network', () => {
    expect(complaintOf({ HOST: '0.0.0.0' })).toContain('DEMO: set it to off');
    expect(complaintOf({ DEMO: 'on', PUBLIC_URL: 'https://example.org' })).toContain('DEMO: set it to off');
    expect(complaintOf({ PUBLIC_URL: 'https://localhost.example.org' })).toContain('DEMO: set it to off');
    const behindProxy = { HOST: '0.0.0.0', PUBLIC_URL: 'https://example.org' };
    expect(loadConfig({ ...behindProxy, DEMO: 'off', MAIL: 'off' }).demo).toBe(false);
    expect(loadConfig({ HOST: '0.0.0.0', PUBLIC_URL: 'http://localhost:3000' }).demo).toBe(true);
  });

  it('leave the demo out with a database of your own, unless asked for', () => {
    const own = { DATABASE_URL: 'postgresql://localhost/reciproca' };
    expect(loadConfig({ ...own, MAIL: 'off' }).demo).toBe(false);
    expect(loadConfig({ ...own, DEMO: 'on' }).demo).toBe(true);
  });

  it('ask where mail goes, unless the demo keeps it or somebody said that none is wanted', () => {
    const real = { DATABASE_URL: 'postgresql://localhost/reciproca' };
    const withServer = { SMTP_URL: 'smtp://localhost', MAIL_FROM: 'u@example.org' };
    expect(complaintOf(real)).toContain('SMTP_URL: name the server that delivers mail, or set MAIL=off');
    expect(complaintOf({ ...real, MAIL: 'on' })).toContain('SMTP_URL: name the server');
    expect(complaintOf({ DEMO: 'off' })).toContain('SMTP_URL: name the server');
    expect(complaintOf({ ...real, ...withServer, MAIL: 'off' })).toContain('MAIL: leave it on');
    expect(loadConfig({ ...real, ...withServer }).mailOff).toBe(false);
    expect(loadConfig({ ...real, MAIL: 'off' })).toMatchObject({ mailOff: true, smtpUrl: undefined });
    expect(loadConfig({ ...real, DEMO: 'on' }).mailOff).toBe(false);
  });

  it('take an empty value for none', () => {
    expect(loadConfig({ PORT: '', DATABASE_URL: '  ', MASTER_KEY: '' })).toEqual(loadConfig({}));
  });

  it('are read from .env, below the environment', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reciproca-env-'));
    try {
      await writeFile(join(folder, '.env'), 'MAIL_FROM="Ufficio <u@example.org>"\nPATH=/nowhere\n');
      const env = readEnvironment(folder);
      expect(loadConfig(env).mailFrom).toBe('Ufficio <u@example.org>');
      expect(env['PATH']).toBe(process.env['PATH']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('are all explained in .env.example, and nothing else is', () => {
    const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');
    const explained = [...example.matchAll(/^#([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(explained).toEqual(settingNames());
  });
});

function complaintOf(env: Record<string, string>): string {
  try {
    loadConfig(env);
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).message;
  }
  throw new Error('These settings were accepted');
}
