import { ruleMakers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const administrationScreens: readonly Screen[] = [
  {
    path: '/audit',
    menu: 'section.audit',
    roles: ruleMakers,
    load: () => import('./audit.tsx'),
  },
  {
    path: '/accounts',
    menu: 'section.accounts',
    roles: ['administrator'],
    load: () => import('./accounts.tsx'),
  },
  {
    path: '/tokens',
    roles: 'everybody',
    load: () => import('./tokens.tsx'),
  },
  {
    path: '/health',
    roles: ['administrator'],
    load: () => import('./health.tsx'),
  },
  {
    path: '/mailbox',
    roles: 'everybody',
    load: () => import('./mailbox.tsx'),
  },
];
