import type { ComponentType } from 'react';
import type { Answer } from '../client/call.ts';

export type Role = Answer<'getMe'>['roles'][number];

type MenuWords =
  'section.work' | 'section.till' | 'section.redemptions' | 'section.statements' | 'section.tillUsers';

/** A screen of the console: the router, the menu and the browser tests all read this list. */
export interface Screen {
  readonly path: string;
  /** Its words in the menu; without them it is reached from another screen. */
  readonly menu?: MenuWords;
  /** Who finds it in the menu; what it shows, the API decides. */
  readonly roles: readonly Role[] | 'everybody';
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

const workers: readonly Role[] = [
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'administrator',
  'provider',
  'representative',
];

export const screens: readonly Screen[] = [
  {
    path: '/work',
    menu: 'section.work',
    roles: workers,
    load: () => import('../screens/my-work/my-work.tsx'),
  },
  {
    path: '/till',
    menu: 'section.till',
    roles: ['provider'],
    load: () => import('../screens/till/till.tsx'),
  },
  {
    path: '/redemptions',
    menu: 'section.redemptions',
    roles: ['provider'],
    load: () => import('../screens/till/redemptions.tsx'),
  },
  {
    path: '/statements',
    menu: 'section.statements',
    roles: ['provider'],
    load: () => import('../screens/till/statements.tsx'),
  },
  {
    path: '/till-users',
    menu: 'section.tillUsers',
    roles: ['provider'],
    load: () => import('../screens/till/till-users.tsx'),
  },
];

export function menuOf(roles: readonly Role[]): readonly (Screen & { readonly menu: MenuWords })[] {
  return screens.filter(
    (screen): screen is Screen & { readonly menu: MenuWords } =>
      screen.menu !== undefined &&
      (screen.roles === 'everybody' || screen.roles.some((role) => roles.includes(role))),
  );
}
