import { bookkeepers } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

export const officeScreens: readonly Screen[] = [
  {
    path: '/office/expiry',
    menu: 'section.expiry',
    roles: ['fundOfficer', 'administrator'],
    load: () => import('./expiry.tsx'),
  },
  {
    path: '/office/vouchers/:voucherNumber',
    roles: ['caseworker', 'fundOfficer'],
    load: () => import('./voucher.tsx'),
  },
  {
    path: '/office/disputes',
    menu: 'section.disputes',
    roles: ['caseworker'],
    load: () => import('./disputes.tsx'),
  },
  {
    path: '/office/disputes/:disputeId',
    roles: ['caseworker'],
    load: () => import('./dispute.tsx'),
  },
  {
    path: '/office/corrections',
    menu: 'section.corrections',
    roles: bookkeepers,
    load: () => import('./corrections.tsx'),
  },
  {
    path: '/office/corrections/:correctionId',
    roles: bookkeepers,
    load: () => import('./correction.tsx'),
  },
];
