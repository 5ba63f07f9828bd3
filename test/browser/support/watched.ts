import type { Page } from 'playwright-core';

export interface Watched {
  readonly faults: string[];
}

/** In the page's own language: what a breach of its policy is told as. */
const tellBreaches = `document.addEventListener('securitypolicyviolation', (event) =>
  tellBreach(event.violatedDirective + ' forbids ' + event.blockedURI))`;

/** What a page holds itself, and what the browser shows a PDF with. */
const isOwn = /^(data|blob|chrome|chrome-extension):/;

/** Writes down what no page of the console may do, from its first request on. */
export async function watch(page: Page, url: string): Promise<Watched> {
  const faults: string[] = [];
  page.on('pageerror', ({ message, stack }) => {
    if (!/chrome-extension:/.test(stack ?? '')) faults.push(`${page.url()}: ${message}: ${stack}`);
  });
  page.on('request', (request) => {
    const to = request.url();
    if (!to.startsWith(`${url}/`) && !isOwn.test(to)) faults.push(`${page.url()} asked ${to}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) faults.push(`${response.status()} of ${response.url()}`);
  });
  await page.exposeFunction('tellBreach', (breach: string) => faults.push(`${page.url()}: ${breach}`));
  await page.addInitScript({ content: tellBreaches });
  return { faults };
}
