import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../runtime/config.ts';
import { welcome } from '../../runtime/screen.ts';

const real = { DEMO: 'off', SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'r@example.org' };

it('names the command that makes an alliance when there is no demo to be anybody in', async () => {
  const screen = await welcome(loadConfig(real), 'http://127.0.0.1:3000');
  expect(screen).toContain('\n  npm run init -- --help\n');
  expect(screen).not.toContain('npm run demo');
});

it('tells a folder of its own with the command, which another terminal does not know', async () => {
  const screen = await welcome(loadConfig({ ...real, DATA_DIR: 'some where' }), 'http://127.0.0.1:3000');
  expect(screen).toContain(`\n  DATA_DIR='${resolve('some where')}' npm run init -- --help\n`);
});
