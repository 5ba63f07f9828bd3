/** For so long whoever made the focus go may put it somewhere better: a screen's heading, what is still wrong. */
const PAUSE_MS = 150;
const sections = 'section, article, dialog, main';

/**
 * Keeps the focus within the content. What has it is disabled while it is sent, or goes away when that was done: the
 * browser then leaves the focus on the page as a whole, and who uses the keyboard or hears the page is at its top
 * again. Back where it was as soon as it can be; else to the line that was just said, or the heading of what is left
 * around it.
 */
export function keepFocus(content: HTMLElement): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  let held: { readonly element: HTMLElement; readonly around: readonly HTMLElement[] } | undefined;
  let said: HTMLElement | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const isAtNobody = () => document.activeElement === document.body || document.activeElement === null;
  const restore = () => {
    timer = undefined;
    if (!held || !isAtNobody()) return;
    const { element, around } = held;
    if (isUsable(element)) return element.focus();
    // Disabled while it is sent: it comes back, or goes.
    if (element.isConnected && element.matches(':disabled')) return;
    const landing = said && isVisible(said) ? said : headingAround(around);
    if (!landing) return;
    if (!landing.hasAttribute('tabindex')) landing.tabIndex = -1;
    landing.focus();
  };
  const lookAgain = () => {
    if (held && isAtNobody()) timer ??= setTimeout(restore, PAUSE_MS);
  };
  const observer = new MutationObserver((mutations) => {
    for (const { target } of mutations) {
      const line = (target instanceof HTMLElement ? target : target.parentElement)?.closest('[role=status]');
      if (line instanceof HTMLElement && isWords(line)) said = line;
    }
    lookAgain();
  });
  observer.observe(content, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['disabled', 'hidden'],
  });
  document.addEventListener(
    'focusin',
    ({ target }) => {
      said = undefined;
      const element = target instanceof HTMLElement && content.contains(target) ? target : undefined;
      held = element && element !== content ? { element, around: parentsOf(element, content) } : undefined;
    },
    { signal },
  );
  document.addEventListener(
    'focusout',
    ({ relatedTarget }) => {
      if (relatedTarget) return;
      const left = held;
      // Somebody who pressed beside it left it; what was taken from under them is gone a moment later.
      setTimeout(() => {
        if (left && left === held && isUsable(left.element) && isAtNobody()) held = undefined;
        else lookAgain();
      });
    },
    { signal },
  );
  return () => {
    stopping.abort();
    observer.disconnect();
    clearTimeout(timer);
  };
}

function isUsable(element: HTMLElement): boolean {
  return isVisible(element) && !element.matches(':disabled');
}

function isVisible(element: HTMLElement): boolean {
  return element.isConnected && element.checkVisibility();
}

/** A line that says something, and not that of what others change. */
function isWords(line: HTMLElement): boolean {
  return line.innerText.trim() !== '' && !line.matches('.console-changed, .console-loading');
}

function parentsOf(element: HTMLElement, content: HTMLElement): readonly HTMLElement[] {
  const parents: HTMLElement[] = [];
  for (let at = element.parentElement; at && content.contains(at); at = at.parentElement) parents.push(at);
  return parents;
}

function headingAround(around: readonly HTMLElement[]): HTMLElement | undefined {
  return (
    around
      .filter((parent) => parent.isConnected && parent.matches(sections))
      .map((parent) => parent.querySelector<HTMLElement>('h1, h2, h3'))
      .find((heading) => heading !== null && isVisible(heading)) ?? undefined
  );
}
