import type { Screen } from '../../frame/screen.ts';

export const awardsScreens: readonly Screen[] = [
  {
    path: '/awards',
    menu: 'section.awards',
    roles: ['fundOfficer', 'auditor'],
    load: () => import('./awards.tsx'),
  },
  { path: '/awards/:awardId', roles: ['fundOfficer', 'auditor'], load: () => import('./award.tsx') },
];
