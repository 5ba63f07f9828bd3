import type { Page } from 'playwright-core';
import type { SkippingStack } from '../../holds/support/time-skipping.ts';
import type { Caller } from '../../support/caller.ts';
import { newestMail } from '../../support/candidate.ts';

/** What somebody who reads their mail goes on with. */
export async function codeIn(stack: SkippingStack, template: string): Promise<string> {
  await stack.clock.quiet();
  return /inv_[\w-]+/.exec(await newestMail(await stack.as('Chiara'), template))![0];
}

/** The code with which somebody signs, in a mail that nobody else sees. */
export async function signingCodeIn(stack: SkippingStack, reader: Caller): Promise<string> {
  await stack.clock.quiet();
  return /codice: (\d{6})\./.exec(await newestMail(reader, 'signingCode'))![1]!;
}

/** Follows the link of a mail, or uses the code in the page that waits for it. */
export async function enterBy(page: Page, code: string): Promise<void> {
  await page.goto(`/#${code}`);
  await page.getByRole('button', { name: 'Usa il codice' }).click();
  await page.getByRole('button', { name: 'Esci' }).waitFor();
}
