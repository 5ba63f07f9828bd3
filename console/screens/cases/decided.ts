const outcomes = ['grant', 'refuse', 'sendBack'] as const;

interface Made {
  readonly kind: string;
  readonly status: string;
}

/** How a decision that people made is called: what is recommended is still to be done, what is decided is done. */
export function outcomeWord({ kind, status }: Made) {
  const outcome = outcomes.find((known) => known === status);
  if (!outcome) return undefined;
  return kind === 'final' ? (`decided.${outcome}` as const) : (`outcome.${outcome}` as const);
}

/**
 * What the commission decided on a dossier. The two are read one after the other: a decision stands there with the state
 * that it led to, and not above a dossier that still waits for it.
 */
export function madeOn<Decision extends Made>(
  { possible }: { readonly possible: readonly string[] },
  decisions: readonly Decision[],
): readonly Decision[] {
  const isOpen = possible.includes('decide');
  return decisions.filter(({ kind, status }) => kind === 'final' && (!isOpen || status === 'sendBack'));
}
