import { z } from 'zod';
import { declareInpsDebt, durcStanding } from '../activities/settlement/inps-debt.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { notFound } from '../domain/refusal.ts';
import { refuseFuture } from './invalid-field.ts';
import { route } from './route.ts';
import { amountCents, id, instant, plainDate } from './schema.ts';

const tag = 'settlement';
const DECLARED_MAX = 20;

const declareDebt = route({
  kind: 'write',
  operation: 'declareInpsDebt',
  method: 'post',
  path: '/v1/settlement/inps-debts',
  tag,
  summary: {
    it: 'Registra il debito che risulta dal DURC chiesto prima di pagare; zero: non deve più nulla',
    en: 'Record the debt by a DURC asked for before paying; zero: it owes nothing any more',
  },
  who: ['fundOfficer'],
  status: 201,
  body: z.strictObject({ organisationId: id, verifiedOn: plainDate, debtCents: amountCents }),
  reply: z.strictObject({ id }),
  async write(tx, { body }, services) {
    refuseFuture(tx, body.verifiedOn, '/body/verifiedOn');
    const row = await declareInpsDebt(tx, services, body);
    return { id: row.id };
  },
});

const getStanding = route({
  kind: 'read',
  operation: 'getInpsStanding',
  method: 'get',
  path: '/v1/settlement/inps-standing/{organisationId}',
  tag,
  summary: {
    it: 'Il DURC di un fornitore prima di pagarlo: in regola, scaduto o con un debito verso l’INPS',
    en: 'A provider’s DURC before it is paid: in order, lapsed or with a debt to INPS',
  },
  who: ['fundOfficer', 'administrator', 'auditor'],
  params: z.strictObject({ organisationId: id }),
  reply: z
    .strictObject({
      kind: z.enum(['inOrder', 'owes', 'lapsed']),
      owedCents: amountCents.meta({ description: 'What INPS is still to be paid before the provider' }),
      declared: z
        .array(z.strictObject({ id, verifiedOn: plainDate, debtCents: amountCents, declaredAt: instant }))
        .meta({ description: `What was declared, the newest first; ${DECLARED_MAX} at most` }),
    })
    .meta({ id: 'InpsStanding' }),
  async read(tx, { params: { organisationId } }) {
    const organisation = await tx.db.organisation.findUnique({ where: { id: organisationId } });
    if (!organisation?.roles.includes('provider')) throw notFound({ it: 'Fornitore', en: 'Provider' });
    const standing = await durcStanding(tx, organisationId);
    const rows = await tx.db.inpsDebt.findMany({
      where: { organisationId },
      orderBy: { id: 'desc' },
      take: DECLARED_MAX,
    });
    return {
      kind: standing.kind,
      owedCents: standing.kind === 'owes' ? standing.debtCents : 0,
      declared: rows.map((row) => ({
        id: row.id,
        verifiedOn: fromDateColumn(row.verifiedOn),
        debtCents: row.debtCents,
        declaredAt: row.declaredAt.toISOString(),
      })),
    };
  },
});

export const inpsDebtRoutes = [declareDebt, getStanding];
