import { randomUUID } from 'node:crypto';
import type pg from 'pg';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  readonly firstLabel: string | null;
}

/** The columns a row of the table cannot do without, each with some value of its type; `given` comes first. */
export async function minimalRow(
  client: pg.Client,
  table: string,
  given: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const { rows } = await client.query<Column>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type, attnotnull AND NOT atthasdef AS required,
            (SELECT enumlabel FROM pg_enum WHERE enumtypid = atttypid ORDER BY enumsortorder LIMIT 1) AS "firstLabel"
       FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  const said: Readonly<Record<string, unknown>> = { ...wanted[table], ...given };
  const filled = rows
    .filter(({ name, required }) => name in said || required)
    .map((column) => [column.name, column.name in said ? said[column.name] : valueFor(column)] as const);
  return Object.fromEntries(filled);
}

export async function insert(client: pg.Client, table: string, row: Record<string, unknown>): Promise<void> {
  const names = Object.keys(row);
  await client.query(
    `INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
    Object.values(row),
  );
}

/** What a check asks for in a column that may be null: a paper has a last day, a code is for something. */
const wanted: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  provider_document: { valid_until: '2026-06-01' },
  signing_code: { signing_id: randomUUID() },
  voucher_order: { wallet_id: randomUUID() },
  voucher: {
    wallet_id: randomUUID(),
    employer_id: randomUUID(),
    provider_id: randomUUID(),
    service_id: randomUUID(),
    carry_over: 'fund',
    tax_letter: 'fTer',
    vat_treatment: 'exempt',
  },
  booking: {
    voucher_id: randomUUID(),
    proposed_start: '2026-06-02T10:00:00Z',
    proposed_by: 'holder',
    due_at: '2026-06-02T10:00:00Z',
  },
  redemption: { amount_cents: 2 },
  redemption_refund: { amount_cents: 2, till_user_id: randomUUID() },
  redemption_correction: { redemption_id: randomUUID() },
  voucher_extension: { reason_sealed: Buffer.from('r') },
  wallet_carry_over: { carried_to: 'employer' },
  settlement_item: { netted_cents: 0, iban: 'IT60X0542811101000000123456' },
  bank_line: { item_id: randomUUID() },
  invoice_party: { organisation_id: randomUUID(), tax_regime: 'RF01' },
  sign_in_link: { print: 'p' },
};

/** What a check lets through, for the columns that do not take just anything of their type. */
const fitting: Readonly<Record<string, string>> = {
  service: 'other',
  series: 'dossier',
  method: 'code',
  // A price is announced before its day, and time is given to regularise.
  announced_at: '2026-05-01T10:00:00Z',
  regularise_by: '2026-06-16',
  held_until: '2026-06-01T10:15:00Z',
  extended_until: '2026-06-02T10:00:00Z',
  postal_code: '24060',
  province: 'BG',
};

function valueFor({ name, type, firstLabel }: Column): unknown {
  if (firstLabel !== null) return firstLabel;
  if (name in fitting) return fitting[name];
  switch (type) {
    case 'uuid':
      return randomUUID();
    case 'integer':
    case 'bigint':
      return 1;
    case 'date':
      return '2026-06-01';
    case 'bytea':
      return Buffer.from(randomUUID());
    case 'jsonb':
      return '{}';
    case 'character':
      return '016128';
    case 'text':
      return `${name}-${randomUUID()}`;
    case 'timestamp with time zone':
      return '2026-06-01T10:00:00Z';
    case 'boolean':
      return false;
    default:
      throw new Error(`A column of type ${type} has no value here: ${name}.`);
  }
}
