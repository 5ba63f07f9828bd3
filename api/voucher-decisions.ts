import { z } from 'zod';
import { openUseDecision } from '../activities/voucher/use-decision.ts';
import { notFound } from '../domain/refusal.ts';
import { explain } from '../rules/explain.ts';
import { explanationView } from './decision-schema.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const explainVoucher = route({
  kind: 'read',
  operation: 'explainVoucher',
  method: 'get',
  path: '/v1/voucher-decisions/{decisionId}/explanation',
  tag: 'voucherLaw',
  summary: {
    it: 'Perché un proprio buono è lecito: ogni regola, con il valore trovato e quello richiesto',
    en: 'Why a voucher of one’s own is lawful: each rule, with the value found and the value required',
  },
  who: ['employee'],
  params: z.strictObject({ decisionId: id }),
  reply: explanationView,
  async read(tx, { params: { decisionId }, principal }, services) {
    const row = await tx.db.voucherDecision.findUnique({ where: { id: decisionId } });
    if (!row || row.holderId !== principal.personId)
      throw notFound({ it: 'Motivazione del buono', en: 'Reasons of the voucher' });
    const { version, evaluation } = await openUseDecision(tx, services, row);
    return { decisionId: row.id, ...explain(version.content, evaluation) };
  },
});

export const voucherDecisionRoutes = [explainVoucher];
