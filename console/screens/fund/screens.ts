import { bookkeepers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const fundScreens: readonly Screen[] = [
  {
    path: '/fund',
    menu: 'section.fund',
    roles: [...bookkeepers, 'caseworker', 'commissionMember'],
    load: () => import('./fund.tsx'),
  },
  { path: '/fund/movements', roles: bookkeepers, load: () => import('./movements.tsx') },
  {
    path: '/fund/contributions',
    roles: bookkeepers,
    load: () => import('./contributions.tsx'),
  },
  { path: '/fund/forecast', roles: bookkeepers, load: () => import('./forecast.tsx') },
  {
    path: '/fund/waiting',
    roles: ['fundOfficer', 'caseworker', 'auditor'],
    load: () => import('./waiting.tsx'),
  },
  {
    path: '/fund/redemptions/:redemptionId',
    roles: ['fundOfficer', 'auditor'],
    load: () => import('./redemption.tsx'),
  },
  {
    path: '/fund/origins/:reference',
    roles: ['fundOfficer', 'auditor'],
    load: () => import('./origin.tsx'),
  },
];
