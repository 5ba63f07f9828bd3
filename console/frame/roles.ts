import type { Answer } from '../client/call.ts';

export type Role = Answer<'getMe'>['roles'][number];

export const people: readonly Role[] = ['employee', 'citizen'];

export const assessors: readonly Role[] = ['caseworker', 'commissionMember'];

export const applicants: readonly Role[] = ['candidate', 'representative', 'provider'];

/** Who looks into applications to join. */
export const reviewers: readonly Role[] = ['caseworker', 'administrator', 'commissionMember', 'auditor'];

/** Who sees where an admitted provider stands. */
export const standingReaders: readonly Role[] = ['caseworker', 'administrator', 'commissionMember'];

/** Who signs the charter, and who looks after its signings. */
export const signers: readonly Role[] = ['representative', 'caseworker', 'administrator', 'auditor'];

export const bookkeepers: readonly Role[] = ['fundOfficer', 'administrator', 'auditor'];

/** Everybody of the alliance; a candidate sees nothing but its own application. */
export const members: readonly Role[] = [
  'citizen',
  'employee',
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'provider',
  'employer',
  'representative',
  'consultant',
  'administrator',
  'auditor',
];

export const ruleMakers: readonly Role[] = ['administrator', 'auditor'];

export const organisationReaders: readonly Role[] = [
  'administrator',
  'caseworker',
  'fundOfficer',
  'auditor',
  'consultant',
];

/** Who is told by which account an organisation’s representative signs. */
export const representativeReaders: readonly Role[] = ['administrator', 'caseworker', 'auditor'];

/** Who has tasks and finds them in the menu; whoever signs for an organisation has signings instead. */
export const workers: readonly Role[] = [
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'administrator',
  'provider',
];
