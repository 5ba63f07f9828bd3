import { useEffect } from 'react';

/** One of a tab: what it says is heard by the others, and not by itself, which may be on its way to the provider. */
const channel = new BroadcastChannel('reciproca.signed-out');

/** Tells the browser's other tabs that somebody signed out: none of them keeps what they were typing. */
export function passSignOut(): void {
  channel.postMessage(null);
}

export function useSignOutElsewhere(): void {
  useEffect(() => {
    const forget = () => {
      sessionStorage.clear();
      location.assign('/');
    };
    channel.addEventListener('message', forget);
    return () => channel.removeEventListener('message', forget);
  }, []);
}
