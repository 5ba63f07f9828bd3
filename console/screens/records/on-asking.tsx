import { useState, type ReactNode } from 'react';

/** A part of somebody's record that is looked at when that is asked for: each look leaves a row in the audit trail. */
export function OnAsking({
  name,
  title,
  open,
  children,
}: {
  readonly name: string;
  readonly title: string;
  readonly open: string;
  readonly children: ReactNode;
}) {
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby={name} className="mt-5">
      <h2 id={name} className="h4">
        {title}
      </h2>
      {isOpen ? (
        children
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setOpen(true)}>
          {open}
        </button>
      )}
    </section>
  );
}
