import type { ComponentProps } from 'react';
import { AskedTwice } from './asked-twice.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** A write that is not taken back, in a row of its own: what was wrong with it stands above. */
export function AskedWrite({
  write: { error, isPending },
  isTight = false,
  ...asked
}: Omit<ComponentProps<typeof AskedTwice>, 'isPending'> & {
  readonly write: { readonly error: unknown; readonly isPending: boolean };
  /** In a list, whose rows keep the distance. */
  readonly isTight?: boolean;
}) {
  return (
    <>
      {Boolean(error) && <ProblemNotice error={error} />}
      <div className={isTight ? 'console-actions my-0' : 'console-actions'}>
        <AskedTwice {...asked} isPending={isPending} />
      </div>
    </>
  );
}
