import { useEffect, useRef, type ReactNode } from 'react';

/** What was just done; it takes the focus, which was on what did it. */
export function Told({ children }: { readonly children: ReactNode }) {
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), []);
  return (
    <div ref={notice} role="status" tabIndex={-1} className="alert alert-success">
      {children}
    </div>
  );
}
