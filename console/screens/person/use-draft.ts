import { useState } from 'react';

/** What is being typed, kept for this tab: signing in anew in the middle loses nothing. */
export function useDraft<Draft extends object>(name: string, empty: Draft) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...kept<Draft>(name) }));
  const change = (some: Partial<Draft>) => {
    const next = { ...draft, ...some };
    sessionStorage.setItem(name, JSON.stringify(next));
    setDraft(next);
  };
  return { draft, change };
}

function kept<Draft>(name: string): Partial<Draft> {
  return JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Draft>;
}

/** Once it was sent and done. */
export function forgetDraft(name: string): void {
  sessionStorage.removeItem(name);
}
