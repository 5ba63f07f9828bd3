import type { ReactNode } from 'react';

/** A state in words; the colour only repeats it. */
export function Tag({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return <span className={`console-tag ${tone}`}>{children}</span>;
}

export type Tone = 'plain' | 'good' | 'soon' | 'late';
