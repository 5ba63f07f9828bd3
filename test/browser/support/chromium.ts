import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const usual = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine, or the one that `CHROMIUM` names. Without any the tests fail: none is left out. */
export async function launchChromium(args: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? usual.find((path) => existsSync(path));
  if (!executablePath)
    throw new Error(
      'No Chromium is here. Install one (Debian: apt-get install chromium) or name it in CHROMIUM.',
    );
  // As root, as in CI, Chromium has no sandbox.
  return chromium.launch({ executablePath, args: ['--no-sandbox', ...args] });
}
