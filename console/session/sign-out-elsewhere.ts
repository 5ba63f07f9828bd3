import { useEffect } from 'react';

const NAME = 'reciproca.signed-out';

/** Tells the browser's other tabs that somebody signed out: none of them keeps what they were typing. */
export function passSignOut(): void {
  const channel = new BroadcastChannel(NAME);
  channel.postMessage(null);
  channel.close();
}

export function useSignOutElsewhere(): void {
  useEffect(() => {
    const channel = new BroadcastChannel(NAME);
    channel.onmessage = () => {
      sessionStorage.clear();
      location.assign('/');
    };
    return () => channel.close();
  }, []);
}
