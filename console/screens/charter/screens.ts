import { signers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const charterScreens: readonly Screen[] = [
  {
    path: '/charter',
    menu: 'section.charter',
    roles: 'everybody',
    load: () => import('./charter.tsx'),
  },
  {
    path: '/charter/:charterVersionId',
    roles: 'everybody',
    load: () => import('./charter.tsx'),
  },
  {
    path: '/charter/:charterVersionId/differences',
    roles: 'everybody',
    load: () => import('./differences.tsx'),
  },
  {
    path: '/charter/:charterVersionId/campaign',
    roles: ['administrator', 'caseworker'],
    load: () => import('./campaign.tsx'),
  },
  {
    path: '/signings',
    menu: 'section.signings',
    roles: signers,
    load: () => import('./signings.tsx'),
  },
  { path: '/signings/:signingId', roles: signers, load: () => import('./signing.tsx') },
];
