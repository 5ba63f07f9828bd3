import type { Role } from '../../prisma/generated/enums.ts';
import { initAlliance } from '../init/init-alliance.ts';
import type { CaseFile } from './case-file.ts';
import type { CaseStack } from './stack.ts';
import type { StaffName } from './steps.ts';

/** The alliance's name in addresses. */
export const slug = 'case';

export const staffRoles: Record<StaffName, Role> = {
  'the caseworker': 'caseworker',
  'another caseworker': 'caseworker',
  'the commission': 'commissionMember',
  'another commission member': 'commissionMember',
  'the fund office': 'fundOfficer',
  'another fund officer': 'fundOfficer',
  'the administrator': 'administrator',
  'another administrator': 'administrator',
  'the auditor': 'auditor',
};

/** The alliance of a case, made as `init` makes one. */
export async function makeAlliance({ services }: CaseStack, file: CaseFile): Promise<string> {
  const administrators = [
    { label: 'Ada Prova', email: 'ada@example.org' },
    { label: 'Ugo Prova', email: 'ugo@example.org' },
  ];
  const outcome = await initAlliance(services, { name: file.case, slug, administrators });
  if ('made' in outcome) return outcome.made.allianceId;
  throw new Error(`The alliance of the case was refused: ${JSON.stringify(outcome.problems)}`);
}
