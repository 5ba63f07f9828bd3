import { applicants } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const providerScreens: readonly Screen[] = [
  {
    path: '/application',
    menu: 'section.application',
    roles: applicants,
    load: () => import('./application.tsx'),
  },
  {
    path: '/application/:step',
    roles: applicants,
    load: () => import('./application-step.tsx'),
  },
];
