import { useEffect, useRef, type ReactNode } from 'react';

/** The heading of a step within a screen: it takes the focus when the step begins. */
export function FocusedHeading({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <h2 ref={heading} id={id} tabIndex={-1} className="h4">
      {children}
    </h2>
  );
}
