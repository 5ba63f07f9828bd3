import type { Locator, Page, Route } from 'playwright-core';
import { expect } from 'vitest';
import { accident } from '../../../api/problem.ts';
import { eventually } from '../../support/eventually.ts';

/** What a screen shows before anything was answered, when that went wrong, and when there is nothing yet. */
export const states = ['loading', 'error', 'empty'] as const;
export type State = (typeof states)[number];

/** The code that whoever made a wrong answer up would be asked for. */
export const reference = 'REC-PROVA-1';

export interface MadeUp {
  /** What was answered otherwise than the service does. */
  readonly reads: readonly string[];
  /** Whether a fault of a page is only what was made up. */
  readonly isOwn: (fault: string) => boolean;
  /** From here on the service answers by itself, also what was held back. */
  readonly end: () => Promise<void>;
}

/** Who is reading, and that something changed, is told in every state. */
const asEver = ['/v1/me', '/v1/changes'];

/** What a page reads next is answered as the state wants it. */
export async function answerAs(page: Page, state: State): Promise<MadeUp> {
  const reads: string[] = [];
  const held: Route[] = [];
  const isRead = ({ pathname }: URL) => pathname.startsWith('/v1/') && !asEver.includes(pathname);
  const answer = async (route: Route) => {
    const request = route.request();
    if (request.method() !== 'GET') return route.continue();
    const { pathname } = new URL(request.url());
    if (state === 'empty') return emptied(route, () => reads.push(pathname));
    reads.push(pathname);
    if (state === 'loading') return void held.push(route);
    return route.fulfill({
      status: 500,
      contentType: 'application/problem+json',
      body: JSON.stringify(accident('it', reference)),
    });
  };
  await page.route(isRead, answer);
  return {
    reads,
    isOwn: (fault) => state === 'error' && fault.startsWith('500 of '),
    async end() {
      // An answer that is still being made up comes too late for whoever has gone on.
      await page.unrouteAll({ behavior: 'ignoreErrors' });
      for (const route of held) await route.continue().catch(() => undefined);
    },
  };
}

/** Of a list, that nothing is in it; anything else as it is. */
async function emptied(route: Route, onList: () => void): Promise<void> {
  const response = await route.fetch();
  const isJson = /json/.test(response.headers()['content-type'] ?? '');
  const body = isJson ? ((await response.json()) as { readonly items?: unknown }) : {};
  if (!Array.isArray(body.items)) return route.fulfill({ response });
  onList();
  await route.fulfill({ response, json: { ...body, items: [] } });
}

/** What stands in the place of what was not answered yet, for eyes and ears. */
const onItsWay = /^(?:Caricamento in corso|Loading)…$/;

/** What is said in each state of a screen on which something was answered so. */
export const says: Readonly<Record<State, (page: Page, madeUp: MadeUp) => Promise<void>>> = {
  async loading(page, { end }) {
    const coming = page.locator('main').getByRole('status').filter({ hasText: onItsWay });
    await coming.first().waitFor();
    await end();
    await eventually(async () => (await coming.count()) === 0);
  },
  async error(page, { end }) {
    const notices = page.getByRole('alert').filter({ hasText: reference });
    const again = notices.getByRole('button', { name: /^(Riprova|Try again)$/ });
    await again.first().waitFor();
    await end();
    // What was on its way when it ended may still go wrong, and has its own way to try again.
    await eventually(async () => {
      if ((await again.count()) > 0) await pressIfThere(again.first());
      return (await notices.count()) === 0;
    });
  },
  async empty(page) {
    expect(await page.evaluate(bare)).toEqual([]);
  },
};

/** What had gone by the time it is pressed is not waited for. */
async function pressIfThere(button: Locator): Promise<void> {
  await button.click({ timeout: 1_000 }).catch(() => undefined);
}

/** In the page's own language: what stands there, holds nothing and is explained by nothing beside it; a screen mute. */
const bare = `(() => {
  const seen = (all) => [...all].filter((one) => one.checkVisibility() && one.textContent.trim() !== '');
  const main = document.querySelector('main');
  const frames = [...main.querySelectorAll('ul, ol, dl, tbody')].filter((one) => one.children.length === 0);
  const mute = frames.map((one) => one.closest('table') ?? one)
    .filter((one) => one.checkVisibility() && seen(one.parentElement.querySelectorAll('p, [role=status]')).length === 0);
  return [
    ...mute.map((one) => one.outerHTML.slice(0, 200)),
    ...(seen(main.querySelectorAll('p, li, td, dd')).length === 0 ? ['The screen says nothing.'] : []),
  ];
})()`;
