import type { Role } from '../../frame/roles.ts';

export const everyRole: readonly Role[] = [
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'provider',
  'employer',
  'employee',
  'citizen',
  'consultant',
  'administrator',
  'auditor',
  'representative',
  'candidate',
];
