import { z } from 'zod';
import { notFound, Refusal } from '../domain/refusal.ts';
import { recordAudit } from '../activities/audit.ts';
import type { Prisma, Organisation } from '../prisma/generated/client.ts';
import { OrganisationRole } from '../prisma/generated/enums.ts';
import { constraintName } from '../prisma/retry.ts';
import { nothing } from './access.ts';
import { columnOf, dateIn } from './dates.ts';
import { refuseBackwards } from './invalid-field.ts';
import { newOrganisation, organisation, organisationChange } from './organisation-schema.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, id, istatCode, line, namedArguments, namedQuery, page } from './schema.ts';

const readers = [
  'administrator',
  'caseworker',
  'commissionMember',
  'fundOfficer',
  'auditor',
  'consultant',
] as const;
const organisationParams = z.strictObject({ organisationId: id });

const listOrganisations = route({
  kind: 'read',
  operation: 'listOrganisations',
  method: 'get',
  path: '/v1/organisations',
  tag: 'organisations',
  summary: { it: 'Gli enti dell’alleanza', en: 'The organisations of the alliance' },
  who: 'signedIn',
  query: namedQuery.extend({
    role: z.enum(OrganisationRole).optional(),
    comune: istatCode.optional(),
    q: line(100).optional().meta({ description: 'Part of the name' }),
  }),
  reply: page(organisation),
  async read(tx, { query, principal }) {
    const rows = await tx.db.organisation.findMany({
      where: {
        AND: [
          visibleTo(principal),
          query.role ? { roles: { has: query.role } } : {},
          query.comune ? { comuneIstat: query.comune } : {},
          query.q ? { name: { contains: query.q, mode: 'insensitive' as const } } : {},
        ],
      },
      ...namedArguments(query, 'name'),
    });
    return asPage(
      rows.map((row) => shown(row, principal)),
      query.limit,
    );
  },
});

const getOrganisation = route({
  kind: 'read',
  operation: 'getOrganisation',
  method: 'get',
  path: '/v1/organisations/{organisationId}',
  tag: 'organisations',
  summary: { it: 'Un ente', en: 'An organisation' },
  who: 'signedIn',
  params: organisationParams,
  reply: organisation,
  async read(tx, { params, principal }) {
    const row = await tx.db.organisation.findFirst({
      where: { AND: [{ id: params.organisationId }, visibleTo(principal)] },
    });
    if (!row) throw notFound(organisationWord);
    return shown(row, principal);
  },
});

const createOrganisation = route({
  kind: 'write',
  operation: 'createOrganisation',
  method: 'post',
  path: '/v1/organisations',
  tag: 'organisations',
  summary: { it: 'Iscrive un ente all’alleanza', en: 'Enter an organisation' },
  who: ['administrator'],
  status: 201,
  body: newOrganisation,
  reply: z.strictObject({ id }),
  async write(tx, { body }, { vault }) {
    refuseBackwards(body.adherentFrom, body.adherentUntil, '/body/adherentUntil');
    const { adherentFrom, adherentUntil, ...fields } = body;
    const row = await refusingTwins(() =>
      tx.db.organisation.create({
        data: {
          ...fields,
          ibanSince: fields.iban === null ? null : tx.now,
          allianceId: tx.allianceId,
          adherentFrom: columnOf(adherentFrom),
          adherentUntil: columnOf(adherentUntil),
          createdAt: tx.now,
        },
      }),
    );
    await recordAudit(tx, vault, {
      action: 'organisation.entered',
      subjectKind: 'organisation',
      subjectId: row.id,
    });
    return { id: row.id };
  },
});

const changeOrganisation = route({
  kind: 'write',
  operation: 'changeOrganisation',
  method: 'patch',
  path: '/v1/organisations/{organisationId}',
  tag: 'organisations',
  summary: { it: 'Corregge i dati di un ente', en: 'Change an organisation' },
  who: ['administrator'],
  params: organisationParams,
  body: organisationChange,
  reply: z.strictObject({ id }),
  async write(tx, { params, body }, { vault }) {
    const before = await tx.db.organisation.findUnique({ where: { id: params.organisationId } });
    if (!before) throw notFound(organisationWord);
    const { adherentFrom = dateIn(before.adherentFrom), adherentUntil = dateIn(before.adherentUntil) } = body;
    refuseBackwards(adherentFrom, adherentUntil, '/body/adherentUntil');
    const data = {
      ...body,
      ...(body.iban === undefined || body.iban === before.iban ? {} : { ibanSince: tx.now }),
      adherentFrom: columnOf(adherentFrom),
      adherentUntil: columnOf(adherentUntil),
    };
    await refusingTwins(() => tx.db.organisation.update({ where: { id: before.id }, data }));
    await recordAudit(tx, vault, {
      action: 'organisation.changed',
      subjectKind: 'organisation',
      subjectId: before.id,
    });
    return { id: before.id };
  },
});

/** Staff and consultants see all; a firm its own entry; people the providers among whom they choose. */
function visibleTo(principal: Principal): Prisma.OrganisationWhereInput {
  if (hasRole(principal, ...readers)) return {};
  const own = principal.organisationId ? [{ id: principal.organisationId }] : [];
  const providers = hasRole(principal, 'citizen', 'employee')
    ? [{ roles: { has: 'provider' as const } }]
    : [];
  return { OR: [nothing, ...own, ...providers] };
}

function shown(row: Organisation, principal: Principal): z.input<typeof organisation> {
  const isOwn = principal.organisationId === row.id;
  return {
    id: row.id,
    name: row.name,
    roles: row.roles,
    comuneIstat: row.comuneIstat,
    vatNumber: row.vatNumber,
    hasVatNumber: row.hasVatNumber,
    legalForm: row.legalForm,
    adherentFrom: dateIn(row.adherentFrom),
    adherentUntil: dateIn(row.adherentUntil),
    ...(isOwn || hasRole(principal, ...readers) ? { email: row.email } : {}),
    ...(isOwn || hasRole(principal, 'administrator', 'fundOfficer', 'auditor') ? { iban: row.iban } : {}),
  };
}

async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (constraintName(error) !== 'organisation_alliance_id_vat_number_key') throw error;
    throw new Refusal('alreadyExists', {
      detail: {
        it: 'Un ente con questo numero è già iscritto: aggiunga a quello il nuovo ruolo.',
        en: 'An organisation with this number is entered already: add the new role to that one.',
      },
      possible: ['changeOrganisation'],
    });
  }
}

const organisationWord = { it: 'Ente', en: 'Organisation' };

export const organisationRoutes = [
  listOrganisations,
  getOrganisation,
  createOrganisation,
  changeOrganisation,
];
