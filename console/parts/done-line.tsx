import type { ReactNode } from 'react';

/** What was done and what comes next. Always there: a region that comes with its words is not read out. */
export function DoneLine({ children }: { readonly children: ReactNode }) {
  return (
    <div role="status" className={children ? 'alert alert-success mt-3' : 'visually-hidden'}>
      {children}
    </div>
  );
}
