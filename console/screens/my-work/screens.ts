import { workers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const myWorkScreens: readonly Screen[] = [
  {
    path: '/work',
    menu: 'section.work',
    roles: workers,
    load: () => import('./my-work.tsx'),
  },
  {
    path: '/absences',
    roles: ['caseworker', 'commissionMember', 'fundOfficer', 'administrator'],
    load: () => import('./absences.tsx'),
  },
];
