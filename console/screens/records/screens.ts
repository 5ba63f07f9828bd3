import { organisationReaders } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const recordsScreens: readonly Screen[] = [
  {
    path: '/people',
    menu: 'section.people',
    roles: ['caseworker'],
    load: () => import('./people.tsx'),
  },
  {
    path: '/people/new',
    roles: ['caseworker'],
    load: () => import('./new-person.tsx'),
  },
  {
    path: '/people/:personId',
    roles: ['caseworker'],
    load: () => import('./person.tsx'),
  },
  {
    path: '/households',
    roles: ['caseworker'],
    load: () => import('./households.tsx'),
  },
  {
    path: '/households/new',
    roles: ['caseworker'],
    load: () => import('./new-household.tsx'),
  },
  {
    path: '/households/:householdId',
    roles: ['caseworker'],
    load: () => import('./household.tsx'),
  },
  {
    path: '/erasure',
    roles: ['administrator'],
    load: () => import('./erasure.tsx'),
  },
  {
    path: '/organisations',
    menu: 'section.organisations',
    roles: organisationReaders,
    load: () => import('./organisations.tsx'),
  },
  {
    path: '/organisations/new',
    roles: ['administrator'],
    load: () => import('./new-organisation.tsx'),
  },
  {
    path: '/organisations/:organisationId',
    roles: organisationReaders,
    load: () => import('./organisation.tsx'),
  },
];
