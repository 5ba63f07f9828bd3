import type { Tx } from '../database.ts';
import type { Role } from '../generated/client.ts';
import type { DemoPerson } from './people.ts';
import { organisationId } from './organisations.ts';
import { seedId } from './seed-id.ts';

interface Persona {
  readonly key: string;
  readonly label: string;
  readonly roles: readonly Role[];
  readonly organisationKey?: string;
  /** Which person of the territory signs in with it, for those who act for themselves or for somebody else. */
  readonly person?: 'lucia' | 'paolo';
}

/** Who can be chosen at the door of the demonstration, in the order in which they are shown. */
export const personas = [
  {
    key: 'chiara',
    label: 'Chiara – assistente sociale',
    roles: ['caseworker'],
    organisationKey: 'consorzio',
  },
  { key: 'marco', label: 'Marco – assistente sociale', roles: ['caseworker'], organisationKey: 'consorzio' },
  {
    key: 'teresa',
    label: 'Teresa – commissione di valutazione',
    roles: ['commissionMember'],
    organisationKey: 'sindacato-valle',
  },
  {
    key: 'giorgio',
    label: 'Giorgio – commissione di valutazione',
    roles: ['commissionMember'],
    organisationKey: 'associazione-cooperative',
  },
  { key: 'anna', label: 'Anna – ufficio del Fondo', roles: ['fundOfficer'], organisationKey: 'consorzio' },
  {
    key: 'davide',
    label: 'Davide – ufficio del Fondo',
    roles: ['fundOfficer'],
    organisationKey: 'consorzio',
  },
  {
    key: 'elena',
    label: 'Elena – fornitore (Nido I Pulcini)',
    roles: ['provider'],
    organisationKey: 'nido-pulcini',
  },
  {
    key: 'roberto',
    label: 'Roberto – datore di lavoro (Il Filo)',
    roles: ['employer'],
    organisationKey: 'coop-filo',
  },
  { key: 'lucia', label: 'Lucia – dipendente, nucleo L', roles: ['employee'], person: 'lucia' },
  { key: 'paolo', label: 'Paolo – cittadino, delegato di Marta', roles: ['citizen'], person: 'paolo' },
  { key: 'franco', label: 'Franco – consulente', roles: ['consultant'] },
  { key: 'sara', label: 'Sara – amministratrice', roles: ['administrator'], organisationKey: 'consorzio' },
  { key: 'luca', label: 'Luca – amministratore', roles: ['administrator'], organisationKey: 'consorzio' },
  { key: 'irene', label: 'Irene – revisora', roles: ['auditor'] },
  {
    key: 'nadia',
    label: 'Nadia – rappresentante legale (Nido I Pulcini)',
    roles: ['representative'],
    organisationKey: 'nido-pulcini',
  },
  { key: 'bianca', label: 'Bianca – ente candidato (La Corrente)', roles: ['candidate'] },
] as const satisfies readonly Persona[];

export type PersonaKey = (typeof personas)[number]['key'];

export function accountId(key: PersonaKey): string {
  return seedId(`account/${key}`);
}

/** The chooser lists personas by age of the account: each is a millisecond older than the next. */
export async function writePersonas(
  tx: Tx,
  people: Readonly<Record<'lucia' | 'paolo', DemoPerson>>,
): Promise<void> {
  await tx.db.account.createMany({
    data: personas.map((persona: Persona & { readonly key: PersonaKey }, index) => ({
      id: accountId(persona.key),
      allianceId: tx.allianceId,
      label: persona.label,
      email: (persona.person && people[persona.person].email) ?? `${persona.key}@example.org`,
      roles: [...persona.roles],
      personId: persona.person ? people[persona.person].id : null,
      organisationId: persona.organisationKey ? organisationId(persona.organisationKey) : null,
      persona: true,
      createdAt: new Date(tx.now.getTime() - (personas.length - index)),
    })),
  });
}
