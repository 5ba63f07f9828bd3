import type { ReactNode } from 'react';

/**
 * Leads to something on the same page. The address, which holds the screen's filters, stays as it is: with another one
 * the browser's way back would lead to the page that one is on already.
 */
export function WithinPage({
  to,
  className,
  children,
}: {
  /** The id of what takes the focus. */
  readonly to: string;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <a
      href={`#${to}`}
      className={className}
      onClick={(event) => {
        event.preventDefault();
        document.getElementById(to)?.focus();
      }}
    >
      {children}
    </a>
  );
}
