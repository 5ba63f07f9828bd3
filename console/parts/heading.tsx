import { useEffect, useRef, type ReactNode } from 'react';
import { useLocation } from 'react-router';

/** The one h1 of a screen: it names the window and takes the focus when another screen opens. */
export function Heading({ children, title }: { readonly children: ReactNode; readonly title?: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    document.title = `${title ?? heading.current?.textContent ?? ''} – Reciproca`;
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
