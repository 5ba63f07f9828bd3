import { useMemo } from 'react';
import { ProblemError } from '../client/problem.ts';

/**
 * What is wrong with a file, line by line, apart from the rest of a refusal. One and the same as long as the refusal is:
 * a new one would take the focus again.
 */
export function useWrongLines(error: unknown): {
  readonly lines: readonly string[];
  readonly problem: unknown;
} {
  return useMemo(() => {
    if (!(error instanceof ProblemError)) return { lines: [], problem: error };
    const errors = error.problem.errors ?? [];
    const isOfFile = ({ pointer }: { readonly pointer: string }) => pointer.startsWith('/file');
    return {
      lines: errors.filter(isOfFile).map(({ message }) => message),
      problem: new ProblemError({ ...error.problem, errors: errors.filter((one) => !isOfFile(one)) }),
    };
  }, [error]);
}

/** Numbered as in the file. */
export function WrongLines({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="console-missing">
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="mb-0">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}
