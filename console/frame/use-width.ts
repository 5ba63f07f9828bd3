import { useSyncExternalStore } from 'react';

/** Where the menu stands in a row, as in the look. */
const wide = matchMedia('(width >= 992px)');

/** Whether there is room for a row. */
export function useWidth(): 'wide' | 'narrow' {
  const isWide = useSyncExternalStore(listen, () => wide.matches);
  return isWide ? 'wide' : 'narrow';
}

function listen(onChange: () => void): () => void {
  wide.addEventListener('change', onChange);
  return () => wide.removeEventListener('change', onChange);
}
