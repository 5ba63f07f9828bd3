import { assessors } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const casesScreens: readonly Screen[] = [
  {
    path: '/cases',
    menu: 'section.cases',
    roles: assessors,
    load: () => import('./cases.tsx'),
  },
  { path: '/cases/new', roles: ['caseworker'], load: () => import('./new-case.tsx') },
  { path: '/cases/:assessmentId', roles: assessors, load: () => import('./case.tsx') },
  {
    path: '/cases/:assessmentId/receipt',
    roles: ['caseworker'],
    load: () => import('./receipt.tsx'),
  },
];
