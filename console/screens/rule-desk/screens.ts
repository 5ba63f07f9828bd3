import { ruleMakers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const ruleDeskScreens: readonly Screen[] = [
  {
    path: '/rules',
    menu: 'section.rules',
    roles: ruleMakers,
    load: () => import('./rule-sets.tsx'),
  },
  { path: '/rules/:ruleSet', roles: ruleMakers, load: () => import('./rule-set.tsx') },
  {
    path: '/rules/:ruleSet/differences',
    roles: ruleMakers,
    load: () => import('./differences.tsx'),
  },
  {
    path: '/rules/versions/:versionId',
    roles: ruleMakers,
    load: () => import('./version.tsx'),
  },
];
