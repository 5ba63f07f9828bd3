import type { Screen } from '../../frame/screen.ts';

export const servingScreens: readonly Screen[] = [
  {
    path: '/bookings',
    menu: 'section.bookings',
    roles: ['provider'],
    load: () => import('./bookings.tsx'),
  },
];
