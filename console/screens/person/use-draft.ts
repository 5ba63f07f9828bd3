import { useState } from 'react';

/** What is being typed, kept for this tab: signing in anew in the middle loses nothing. */
export function useDraft<Draft extends object>(name: string, empty: Draft) {
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...kept<Draft>(name) }));
  const change = (some: Partial<Draft>) => {
    const next = { ...draft, ...some };
    sessionStorage.setItem(name, JSON.stringify(next));
    setDraft(next);
  };
  const forget = () => sessionStorage.removeItem(name);
  return { draft, change, forget };
}

function kept<Draft>(name: string): Partial<Draft> {
  return JSON.parse(sessionStorage.getItem(name) ?? '{}') as Partial<Draft>;
}
