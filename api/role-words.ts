import type { Text } from '../domain/text.ts';
import type { Role } from '../prisma/generated/enums.ts';

/** What people call the roles; the names in the data are for programs. */
export const roleWords: Readonly<Record<Role, Text>> = {
  caseworker: { it: 'assistente sociale', en: 'caseworker' },
  commissionMember: { it: 'membro della commissione', en: 'member of the commission' },
  fundOfficer: { it: 'ufficio del Fondo', en: 'fund officer' },
  provider: { it: 'fornitore', en: 'provider' },
  employer: { it: 'datore di lavoro', en: 'employer' },
  employee: { it: 'dipendente', en: 'employee' },
  citizen: { it: 'cittadino', en: 'citizen' },
  consultant: { it: 'consulente', en: 'consultant' },
  administrator: { it: 'chi amministra', en: 'administrator' },
  auditor: { it: 'revisore', en: 'auditor' },
  representative: { it: 'rappresentante legale', en: 'legal representative' },
  candidate: { it: 'ente candidato', en: 'candidate' },
};

/** Several of them in a row, as a sentence lists them. */
export function rolesInWords(roles: readonly Role[]): Text {
  const inWords = (language: 'it' | 'en') => roles.map((role) => roleWords[role][language]).join(', ');
  return { it: inWords('it'), en: inWords('en') };
}
