import type { Screen } from '../../frame/screen.ts';

export const servingScreens: readonly Screen[] = [
  {
    path: '/bookings',
    menu: 'section.bookings',
    roles: ['provider'],
    load: () => import('./bookings.tsx'),
  },
  {
    path: '/orders',
    menu: 'section.orders',
    roles: ['provider'],
    load: () => import('./orders.tsx'),
  },
  {
    path: '/disputes',
    menu: 'section.disputes',
    roles: ['provider'],
    load: () => import('./disputes.tsx'),
  },
  { path: '/disputes/:disputeId', roles: ['provider'], load: () => import('./dispute.tsx') },
];
