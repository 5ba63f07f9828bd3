import type { ElementHandle, Locator, Page } from 'playwright-core';
import { eventually } from '../../support/eventually.ts';
import { inPage } from './in-page.ts';

/** So many stops has no page: who has not arrived after them never does. */
const MOST_STOPS = 1_500;
const READY_WITHIN_MS = 30_000;
/** The page may still be scrolling to what has just got the focus. */
const SEEN_WITHIN_MS = 3_000;

interface Stop {
  readonly isThere: boolean;
  readonly isPast: boolean;
  readonly isSkipLink: boolean;
  readonly isGone: boolean;
  readonly name: string;
}

/**
 * In the page's own language: where the focus is, as seen from what is wanted. A group of radios is one stop; what stands
 * under a shadow root stands where its host does.
 */
const stopOf = inPage<Stop>(`(wanted) => {
  const outer = document.activeElement ?? document.body;
  const at = outer.shadowRoot?.activeElement ?? outer;
  const place = wanted.getRootNode().host ?? wanted;
  const isOfGroup = wanted.type === 'radio' && at.type === 'radio' && wanted.name === at.name;
  // Behind the parts of a day is the button of its calendar, which takes no letters.
  const isCalendar = at === wanted && /^(date|time)$/.test(at.type) && !at.matches(':focus-visible');
  return {
    isThere: (at === wanted && !isCalendar) || isOfGroup,
    isPast: isCalendar || Boolean(place.compareDocumentPosition(outer) & Node.DOCUMENT_POSITION_FOLLOWING),
    isSkipLink: at.matches('a.skip') && place.closest('main') !== null,
    isGone: !wanted.isConnected,
    name: at.localName + ' ' + (at.ariaLabel || at.id || at.textContent).trim().slice(0, 40),
  };
}`);

/**
 * What has the focus shows it, by a line around it or around its frame, in the window and not from beneath something
 * else (WCAG 2.4.7, 2.4.11).
 */
const isSeen = inPage<boolean>(`(wanted) => {
  const root = wanted.getRootNode();
  const focused = root.activeElement;
  const frames = [focused, focused.parentElement, focused.parentElement?.parentElement].filter(Boolean);
  const isDrawn = frames.some((one) => {
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(one);
    return outlineStyle === 'solid' && parseFloat(outlineWidth) >= 2 && outlineColor.startsWith('rgb(');
  });
  const box = focused.getBoundingClientRect();
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
  const parts = [0.1, 0.5, 0.9];
  const isOnTop = parts.some((across) => parts.some((down) => {
    const hit = root.elementFromPoint(left + (right - left) * across, top + (bottom - top) * down);
    return hit !== null && (focused.contains(hit) || hit.contains(focused));
  }));
  return focused.matches(':focus-visible') && isDrawn && isOnTop && left < right && top < bottom;
}`);

/**
 * Brings the focus to something as whoever has no mouse does: by Tab, or Shift+Tab where it lies behind, and past the
 * menu by the link that leads to the content. Fails where that leads nowhere, and where the focus does not show.
 */
export async function reach(page: Page, wanted: Locator): Promise<void> {
  await eventually(async () => {
    await wanted.waitFor({ timeout: READY_WITHIN_MS });
    return wanted.isEnabled();
  }, READY_WITHIN_MS);
  const reached = await walkTo(page, wanted);
  await eventually(() => reached.evaluate(isSeen), SEEN_WITHIN_MS).catch(() => {
    throw new Error(`${String(wanted)} has the focus, and nobody sees it.`);
  });
}

async function walkTo(page: Page, wanted: Locator): Promise<ElementHandle> {
  let goal = (await wanted.elementHandle())!;
  const passed: string[] = [];
  while (passed.length < MOST_STOPS) {
    const stop = await goal.evaluate(stopOf);
    if (stop.isThere) return goal;
    passed.push(stop.name);
    // What is drawn anew while somebody is on their way is found where it stands now.
    if (stop.isGone) goal = (await wanted.elementHandle())!;
    await page.keyboard.press(stop.isSkipLink ? 'Enter' : stop.isPast ? 'Shift+Tab' : 'Tab');
  }
  throw new Error(
    `Nobody reaches ${String(wanted)} by keyboard. On the way: ${passed.slice(-30).join(' › ')}`,
  );
}
