import { standingReaders } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const providerStandingScreens: readonly Screen[] = [
  {
    path: '/standing',
    menu: 'section.standing',
    roles: ['provider'],
    duty: 'allPlaces',
    load: () => import('./own-standing.tsx'),
  },
  {
    path: '/offer',
    menu: 'section.offer',
    roles: ['provider'],
    load: () => import('./offer.tsx'),
  },
  {
    path: '/proposals',
    menu: 'section.proposals',
    roles: ['caseworker', 'administrator', 'auditor'],
    load: () => import('./desk-proposals.tsx'),
  },
  {
    path: '/providers/:organisationId',
    roles: standingReaders,
    load: () => import('./provider-standing.tsx'),
  },
];
