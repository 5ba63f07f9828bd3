import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { consoleBundle } from '../../../runtime/console-bundle.ts';
import { openSkippingStack, type SkippingStack } from '../../holds/support/time-skipping.ts';
import { openStack, type Stack, type StackOptions } from '../../support/stack.ts';
import { launchChromium } from './chromium.ts';
import { withoutMouse } from './keyboard.ts';
import { watch, type Watched } from './watched.ts';

export type Language = 'it' | 'en';

export interface Sitting extends Pick<BrowserContextOptions, 'viewport' | 'permissions'> {
  readonly language?: Language;
  /** Where it is measured how long a page takes, and not the way to what is pressed. */
  readonly hasMouse?: boolean;
  /** Another browser than the desk's own, on a machine that has other devices. */
  readonly browser?: Browser;
}

type Service = Pick<Stack, 'url' | 'close'>;

/** The whole service with its console, and a browser before it; whoever sits there has a keyboard and no mouse. */
export interface Desk<Served extends Service = Stack> {
  readonly stack: Served;
  /** Somebody in a browser of their own, signed in as a persona, at their first screen. */
  sit(persona: string, sitting?: Sitting): Promise<Page>;
  /** A browser in which nobody is signed in. */
  stranger(sitting?: Sitting): Promise<Page>;
  /** A second tab in somebody's browser. */
  beside(page: Page): Promise<Page>;
  /** What no page may do, since this was last asked: scripts that fail, requests elsewhere, breaches of the policy. */
  faults(): readonly string[];
  close(): Promise<void>;
}

export interface DeskOptions extends StackOptions {
  readonly chromium?: readonly string[];
}

export async function openDesk({ chromium, ...options }: DeskOptions = {}): Promise<Desk> {
  return deskBefore((consoleFolder) => openStack({ ...options, consoleFolder }), chromium);
}

/** The same on a clock that stands still until it is moved; browsers keep their own. */
export async function openDeskAt(start: Date): Promise<Desk<SkippingStack>> {
  return deskBefore((consoleFolder) => openSkippingStack(start, { consoleFolder }));
}

async function deskBefore<Served extends Service>(
  open: (consoleFolder: string) => Promise<Served>,
  chromium?: readonly string[],
): Promise<Desk<Served>> {
  const [stack, ownBrowser] = await Promise.all([consoleBundle().then(open), launchChromium(chromium)]);
  const watched: Watched[] = [];
  const tabOf = async (context: BrowserContext, hasMouse = false) => {
    const page = await context.newPage();
    watched.push(await watch(page, stack.url));
    return hasMouse ? page : withoutMouse(page);
  };
  const stranger = async ({ language = 'it', hasMouse, browser = ownBrowser, ...sitting }: Sitting = {}) => {
    const context = await browser.newContext({
      baseURL: stack.url,
      locale: language === 'it' ? 'it-IT' : 'en-GB',
      timezoneId: 'Europe/Rome',
      reducedMotion: 'reduce',
      viewport: { width: 1280, height: 900 },
      ...sitting,
    });
    context.setDefaultTimeout(30_000);
    const page = await tabOf(context, hasMouse);
    await page.goto('/');
    return page;
  };
  return {
    stack,
    stranger,
    beside: (page) => tabOf(page.context()),
    async sit(persona, sitting) {
      const page = await stranger(sitting);
      const enter = page.getByRole('button', { name: new RegExp(`\\b${persona}\\b`) });
      await enter.click();
      await enter.waitFor({ state: 'detached' });
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    faults: () => watched.flatMap(({ faults }) => faults.splice(0)),
    async close() {
      await ownBrowser.close();
      await stack.close();
    },
  };
}
