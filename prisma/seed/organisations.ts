import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { addMonths, addYears, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { serviceCategories } from '../../domain/provider-service.ts';
import { comuni } from '../../domain/territory.ts';
import type { Tx } from '../database.ts';
import { impossibleIban, impossibleVatNumber } from './impossible-numbers.ts';
import { seedId } from './seed-id.ts';

const organisationRoles = ['employer', 'provider', 'localBody', 'school', 'union', 'association'] as const;

const lineSchema = z.strictObject({
  key: z.string().min(1),
  name: z.string().min(1),
  legalForm: z.string().min(1),
  comuneIstat: z.string().length(6),
  roles: z.string().transform((roles) => z.array(z.enum(organisationRoles)).parse(roles.split('+'))),
  category: z.union([z.literal('').transform(() => undefined), z.enum(serviceCategories)]),
  employees: z.coerce.number().int().nonnegative(),
});

/** An organisation of the demonstration; `key` is its place in the territory and `employees` its staff there. */
export type DemoOrganisation = z.infer<typeof lineSchema>;

const listFile = new URL('organisations.csv', import.meta.url);

/** The 42 comuni, and the invented organisations of `organisations.csv`. */
export const demoOrganisations: readonly DemoOrganisation[] = [
  ...comuni.map((comune) => ({
    key: `comune-${comune.istatCode}`,
    name: `Comune di ${comune.name}`,
    legalForm: 'comune',
    comuneIstat: comune.istatCode,
    roles: ['localBody' as const],
    category: undefined,
    employees: 0,
  })),
  ...z.array(lineSchema).parse(parse(readFileSync(listFile), { columns: true })),
];

export const demoEmployers = demoOrganisations.filter((organisation) =>
  organisation.roles.includes('employer'),
);
export const demoProviders = demoOrganisations.filter((organisation) =>
  organisation.roles.includes('provider'),
);

/** A firm that left the alliance eight months ago: its people may still ask the Fund for four months. */
export const lapsedEmployerKey = 'ditta-forno';
const MONTHS_SINCE_LAPSE = 8;
const YEARS_OF_ADHERENCE = 3;

export function organisationId(key: string): string {
  return seedId(`organisation/${key}`);
}

/** The last day on which the organisation adhered, or undefined while it does. */
export function adherentUntil(key: string, today: PlainDate): PlainDate | undefined {
  return key === lapsedEmployerKey ? addMonths(today, -MONTHS_SINCE_LAPSE) : undefined;
}

export async function writeOrganisations(tx: Tx, today: PlainDate): Promise<void> {
  await tx.db.organisation.createMany({
    data: demoOrganisations.map((organisation, index) => {
      const until = adherentUntil(organisation.key, today);
      return {
        id: organisationId(organisation.key),
        allianceId: tx.allianceId,
        name: organisation.name,
        legalForm: organisation.legalForm,
        vatNumber: impossibleVatNumber(index + 1),
        comuneIstat: organisation.comuneIstat,
        email: `${organisation.key}@example.org`,
        iban: organisation.roles.includes('provider') ? impossibleIban(index + 1) : null,
        roles: [...organisation.roles],
        adherentFrom: toDateColumn(addYears(today, -YEARS_OF_ADHERENCE)),
        adherentUntil: until === undefined ? null : toDateColumn(until),
        createdAt: tx.now,
      };
    }),
  });
}
