import { members } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const directoryScreens: readonly Screen[] = [
  {
    path: '/directory',
    menu: 'section.directory',
    roles: members,
    load: () => import('./directory.tsx'),
  },
  {
    path: '/directory/:organisationId',
    roles: members,
    load: () => import('./provider.tsx'),
  },
];
