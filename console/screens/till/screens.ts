import type { Screen } from '../../frame/screen.ts';

export const tillScreens: readonly Screen[] = [
  {
    path: '/till',
    menu: 'section.till',
    roles: ['provider'],
    load: () => import('./till.tsx'),
  },
  {
    path: '/slips',
    menu: 'section.slips',
    roles: ['provider'],
    load: () => import('./slips.tsx'),
  },
  {
    path: '/redemptions',
    menu: 'section.redemptions',
    roles: ['provider'],
    load: () => import('./redemptions.tsx'),
  },
  {
    path: '/statements',
    menu: 'section.statements',
    roles: ['provider'],
    duty: 'allPlaces',
    load: () => import('./statements.tsx'),
  },
  {
    path: '/till-users',
    menu: 'section.tillUsers',
    roles: ['provider'],
    load: () => import('./till-users.tsx'),
  },
];
