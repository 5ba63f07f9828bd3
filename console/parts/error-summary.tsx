import { useEffect, useRef } from 'react';

/** What is still to be put right before something is sent; it takes the focus each time it is asked for. */
export function ErrorSummary({
  title,
  faults,
  asked,
}: {
  readonly title: string;
  readonly faults: readonly string[];
  /** How often it was pressed. */
  readonly asked: number;
}) {
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), [asked]);
  return (
    <div ref={summary} role="alert" tabIndex={-1} className="alert alert-danger">
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="mb-0">
        {faults.map((fault) => (
          <li key={fault}>{fault}</li>
        ))}
      </ul>
    </div>
  );
}
