import { people, reviewers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const providerDeskScreens: readonly Screen[] = [
  {
    path: '/applications',
    menu: 'section.applications',
    roles: reviewers,
    load: () => import('./applications.tsx'),
  },
  {
    path: '/applications/invite',
    roles: ['caseworker'],
    load: () => import('./invite.tsx'),
  },
  {
    path: '/applications/:applicationId',
    roles: reviewers,
    load: () => import('./application.tsx'),
  },
  {
    path: '/suggestions',
    menu: 'section.suggestions',
    roles: people,
    load: () => import('./suggestions.tsx'),
  },
];
