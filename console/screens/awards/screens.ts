import type { Screen } from '../../frame/screen.ts';

export const awardsScreens: readonly Screen[] = [
  {
    path: '/awards',
    menu: 'section.awards',
    roles: ['fundOfficer'],
    load: () => import('./awards.tsx'),
  },
  { path: '/awards/:awardId', roles: ['fundOfficer'], load: () => import('./award.tsx') },
];
