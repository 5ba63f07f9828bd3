import type { Role } from '../../frame/roles.ts';
import type { Screen } from '../../frame/screen.ts';

/** A provider its own complaints, the office everybody's. */
const complainers: readonly Role[] = ['provider', 'caseworker', 'administrator', 'auditor'];

export const servingScreens: readonly Screen[] = [
  {
    path: '/bookings',
    menu: 'section.bookings',
    roles: ['provider'],
    load: () => import('./bookings.tsx'),
  },
  {
    path: '/orders',
    menu: 'section.orders',
    roles: ['provider'],
    load: () => import('./orders.tsx'),
  },
  {
    path: '/private-orders',
    menu: 'section.privateOrders',
    roles: ['provider'],
    load: () => import('./private-orders.tsx'),
  },
  {
    path: '/disputes',
    menu: 'section.disputes',
    roles: ['provider'],
    duty: 'allPlaces',
    load: () => import('./disputes.tsx'),
  },
  {
    path: '/disputes/:disputeId',
    roles: ['provider'],
    duty: 'allPlaces',
    load: () => import('./dispute.tsx'),
  },
  {
    path: '/colleagues',
    menu: 'section.colleagues',
    roles: ['provider'],
    duty: 'responsible',
    load: () => import('./colleagues.tsx'),
  },
];

export const complaintScreens: readonly Screen[] = [
  {
    path: '/complaints',
    menu: 'section.complaints',
    roles: complainers,
    duty: 'allPlaces',
    load: () => import('./complaints.tsx'),
  },
  {
    path: '/complaints/new',
    roles: ['provider'],
    duty: 'allPlaces',
    load: () => import('./new-complaint.tsx'),
  },
  {
    path: '/complaints/:complaintId',
    roles: complainers,
    duty: 'allPlaces',
    load: () => import('./complaint.tsx'),
  },
];
