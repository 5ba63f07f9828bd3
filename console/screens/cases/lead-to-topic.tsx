import { useEffect } from 'react';
import { Link, useLocation } from 'react-router';
import type { PlacedFault } from '../../client/problem.ts';

/** What the service found wrong with an application, when all of it was sent: the way to where it is answered. */
export function leadToTopic(whom: 'people' | 'whom') {
  return ({ pointer, message }: PlacedFault) => {
    const [, index, name] = /\/needs\/(\d+)\/(\w+)/.exec(pointer) ?? [];
    const field = name && `need-${index}-${name === 'unitPriceCents' ? 'price' : name}`;
    return <Link to={field ? `?topic=needs#${field}` : `?topic=${whom}`}>{message}</Link>;
  };
}

/** Whoever was led to a field is at it. */
export function useLedTo(): void {
  const { hash } = useLocation();
  useEffect(() => document.getElementById(hash.slice(1))?.focus(), [hash]);
}
