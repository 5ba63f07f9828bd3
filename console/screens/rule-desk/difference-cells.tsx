import type { ReactNode } from 'react';

/** A row of what changed: where, what, and what it was and is. */
export function DifferenceCells({
  where,
  what,
  was,
  is,
}: {
  readonly where: string;
  readonly what: string;
  readonly was: ReactNode;
  readonly is: ReactNode;
}) {
  return (
    <tr>
      <th scope="row">{where}</th>
      <td>{what}</td>
      <td>{was || '–'}</td>
      <td>{is || '–'}</td>
    </tr>
  );
}
