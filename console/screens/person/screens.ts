import { people } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const personScreens: readonly Screen[] = [
  {
    path: '/wallet',
    menu: 'section.wallet',
    roles: people,
    load: () => import('./wallet.tsx'),
  },
  { path: '/catalogue/cumulative', roles: people, load: () => import('./cumulative.tsx') },
  { path: '/wallet/:walletId', roles: people, load: () => import('./wallet-movements.tsx') },
  { path: '/family', roles: ['employee'], load: () => import('./family.tsx') },
  {
    path: '/catalogue',
    menu: 'section.catalogue',
    roles: people,
    load: () => import('./catalogue.tsx'),
  },
  { path: '/catalogue/:serviceId', roles: people, load: () => import('./service.tsx') },
  { path: '/catalogue/:serviceId/order', roles: people, load: () => import('./order.tsx') },
  {
    path: '/vouchers',
    menu: 'section.vouchers',
    roles: people,
    load: () => import('./vouchers.tsx'),
  },
  {
    path: '/my-applications',
    menu: 'section.myApplications',
    roles: people,
    load: () => import('./applications.tsx'),
  },
  {
    path: '/my-applications/new',
    roles: people,
    load: () => import('./new-application.tsx'),
  },
  {
    path: '/my-applications/:assessmentId',
    roles: people,
    load: () => import('./application.tsx'),
  },
  {
    path: '/my-applications/:assessmentId/forms/:kind',
    roles: people,
    load: () => import('./own-form.tsx'),
  },
  {
    path: '/my-applications/:assessmentId/forms/:kind/:personId',
    roles: people,
    load: () => import('./own-form.tsx'),
  },
  { path: '/vouchers/:voucherId', roles: people, load: () => import('./voucher-card.tsx') },
];
