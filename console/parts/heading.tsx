import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';
import { nameWindow } from './window-title.ts';

/** The one h1 of a screen: it names the window and takes the focus when another screen opens. */
export function Heading({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    nameWindow(title ?? heading.current?.textContent ?? '');
  });
  useEffect(() => {
    if (hasOpened) heading.current?.focus();
    hasOpened = true;
  }, [pathname]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

/** The first screen of a visit leaves the focus where browsers put it: at the top, before the skip link. */
let hasOpened = false;
