import { useEffect, useState } from 'react';

/** Shows a screen anew each minute: what can be done with a moment changes when it passes, and nobody tells of that. */
export function useMinute(): void {
  const [, setMinute] = useState(0);
  useEffect(() => {
    const clock = setInterval(() => setMinute((minute) => minute + 1), 60_000);
    return () => clearInterval(clock);
  }, []);
}
