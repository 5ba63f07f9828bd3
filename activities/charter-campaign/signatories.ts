import { toPlainDate } from '../../domain/time.ts';
import type { SigningState } from '../../domain/charter-steps.ts';
import type { Tx } from '../../prisma/database.ts';
import { Prisma, type CharterVersion } from '../../prisma/generated/client.ts';
import type { OrganisationRole } from '../../prisma/generated/enums.ts';

/** An organisation that a version has to bring along, and how far that is. */
export interface Signatory {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly OrganisationRole[];
  /** Its last signing of the version; null as long as it was not invited. */
  readonly signingId: string | null;
  readonly state: SigningState | null;
  readonly dueOn: Date | null;
  readonly isSuspended: boolean;
}

type Of = Pick<CharterVersion, 'id' | 'number'>;
interface Page {
  readonly after?: string | undefined;
  readonly size: number;
}

/**
 * Adherent today, and either bound by an earlier version or, when that was overtaken, in the middle of signing it. Pages,
 * counts and lists all read this one, so what is shown as still to open is what the campaign opens.
 */
function signatories(tx: Tx, { id, number }: Of): Prisma.Sql {
  const today = toPlainDate(tx.now);
  return Prisma.sql`
    SELECT o.id, o.name, o.roles::text[] AS roles, s.id AS "signingId", s.state::text AS state, s.due_on AS "dueOn",
           EXISTS (SELECT FROM suspension p WHERE p.organisation_id = o.id AND p.ground = 'charter'
                                              AND p.lifted_at IS NULL) AS "isSuspended"
      FROM organisation o
      LEFT JOIN LATERAL (
        SELECT id, state, due_on FROM charter_signing
         WHERE organisation_id = o.id AND charter_version_id = ${id}::uuid
         ORDER BY created_at DESC, id DESC LIMIT 1) s ON true
     WHERE (o.adherent_from IS NULL OR o.adherent_from <= ${today}::date)
       AND (o.adherent_until IS NULL OR o.adherent_until >= ${today}::date)
       AND EXISTS (
        SELECT FROM charter_signing e JOIN charter_version v ON v.id = e.charter_version_id
         WHERE e.organisation_id = o.id AND v.number < ${number}
           AND e.state IN ('open', 'signed', 'countersigned', 'superseded'))`;
}

/** The next organisations that were never asked to sign the version, by their place in the table. */
export async function signatoriesToInvite(tx: Tx, version: Of, page: Page): Promise<readonly string[]> {
  const rows = await tx.db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (${signatories(tx, version)}) one
     WHERE state IS NULL AND ${behind(page.after)} ORDER BY id LIMIT ${page.size}`;
  return rows.map(({ id }) => id);
}

/** Whoever has not signed the version, invited or not. */
export function missingSignatories(tx: Tx, version: Of, page: Page): Promise<Signatory[]> {
  return tx.db.$queryRaw<Signatory[]>`
    SELECT * FROM (${signatories(tx, version)}) one
     WHERE state IS DISTINCT FROM 'signed' AND state IS DISTINCT FROM 'countersigned' AND ${behind(page.after)}
     ORDER BY id LIMIT ${page.size}`;
}

/** So many organisations are of these kinds, this far, suspended or not. */
export interface Tally {
  readonly roles: readonly OrganisationRole[];
  readonly state: SigningState | null;
  readonly isSuspended: boolean;
  readonly count: number;
}

export function tallySignatories(tx: Tx, version: Of): Promise<Tally[]> {
  return tx.db.$queryRaw<Tally[]>`
    SELECT roles, state, "isSuspended", count(*)::int AS count FROM (${signatories(tx, version)}) one
     GROUP BY roles, state, "isSuspended"`;
}

function behind(after: string | undefined): Prisma.Sql {
  return after ? Prisma.sql`id > ${after}::uuid` : Prisma.sql`true`;
}
