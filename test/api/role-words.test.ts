import { describe, expect, it } from 'vitest';
import { allowOrThrow } from '../../api/auth.ts';
import type { Principal } from '../../api/principal.ts';
import { roleWords } from '../../api/role-words.ts';
import { Refusal } from '../../domain/refusal.ts';
import { Role } from '../../prisma/generated/enums.ts';

const roles = Object.values(Role);

describe('who may not', () => {
  it.each(roles)('is told in Italian that it takes a %s, by no name of a program’s', (role) => {
    const { it: italian, en: english } = refusedTo([role]);
    expect(italian).toBe(`Serve uno di questi ruoli: ${roleWords[role].it}.`);
    expect(english).toBe(`One of these roles is needed: ${roleWords[role].en}.`);
    for (const name of roles) expect(italian).not.toContain(name);
  });

  it('is told of all who may', () => {
    expect(refusedTo(['caseworker', 'fundOfficer']).it).toBe(
      'Serve uno di questi ruoli: assistente sociale, ufficio del Fondo.',
    );
  });
});

function refusedTo(who: readonly Role[]) {
  const nobody = { roles: [] } as unknown as Principal;
  try {
    allowOrThrow(nobody, who);
  } catch (error) {
    if (error instanceof Refusal) return error.refusal.detail;
  }
  throw new Error('It was allowed.');
}
