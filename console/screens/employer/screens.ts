import type { Screen } from '../../frame/screen.ts';

export const employerScreens: readonly Screen[] = [
  {
    path: '/plans',
    menu: 'section.plans',
    roles: ['employer'],
    load: () => import('./plans.tsx'),
  },
  { path: '/plans/new', roles: ['employer'], load: () => import('./new-plan.tsx') },
  {
    path: '/plans/invoices',
    roles: ['employer'],
    load: () => import('./employer-invoices.tsx'),
  },
  { path: '/plans/fringe', roles: ['employer'], load: () => import('./fringe.tsx') },
  { path: '/plans/payroll', roles: ['employer'], load: () => import('./payroll.tsx') },
  { path: '/plans/:planId', roles: ['employer'], load: () => import('./plan.tsx') },
];
