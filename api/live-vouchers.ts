import { z } from 'zod';
import { importLiveVouchers, tryLiveVouchers } from '../activities/welfare-plan/live-vouchers.ts';
import { route } from './route.ts';
import { amountCents, line } from './schema.ts';
import { creditingPlan, listMissing, planOrThrow } from './welfare-access.ts';
import { dryRunField, planParams } from './welfare-schema.ts';

const sum = (least: number, description: string) =>
  z.coerce.number().int().min(least).max(1_000_000_000).meta({ description });

const takeOver = route({
  kind: 'write',
  operation: 'importLiveVouchers',
  method: 'post',
  path: '/v1/welfare-plans/{planId}/live-vouchers',
  tag: 'welfare',
  summary: {
    it: 'Riprende da un CSV i crediti e i buoni ancora spendibili di un sistema precedente, con il denaro che li copre: in pareggio, o nulla',
    en: 'Take over from a CSV the wallets and the live vouchers of an earlier system, with the money that covers them: in balance, or nothing',
  },
  who: ['fundOfficer'],
  status: 201,
  uploads: true,
  params: planParams,
  body: z.strictObject({
    prefundCents: sum(0, 'What the employer had paid in there and given to nobody, integer euro cents'),
    walletCents: sum(0, 'What stood in the wallets: what the lines "credito" come to'),
    voucherCents: sum(1, 'What was left on the vouchers: what the lines "buono" come to'),
    bankRef: line(64).meta({ description: 'The bank line by which all three came' }),
    dryRun: dryRunField,
  }),
  reply: z.strictObject({
    credits: z.int(),
    vouchers: z.int(),
    prefundCents: amountCents,
    walletCents: amountCents,
    voucherCents: amountCents,
    takenOverBefore: z
      .boolean()
      .meta({ description: 'The same file was taken over already; nothing changed' }),
  }),
  async write(tx, { params, body: { bankRef, dryRun, ...totals }, upload, principal }, { vault }) {
    const plan = await creditingPlan(tx, principal, params.planId, planOrThrow);
    if (!upload) throw listMissing;
    const { bytes } = upload;
    const importedBy = principal.accountId;
    const sent = { plan, bytes, totals, bankRef, importedBy };
    if (dryRun === 'true') return { ...totals, ...(await tryLiveVouchers(tx, vault, sent)) };
    const { imported, isNew } = await importLiveVouchers(tx, vault, sent);
    const { credits, vouchers, prefundCents, walletCents, voucherCents } = imported;
    return { credits, vouchers, prefundCents, walletCents, voucherCents, takenOverBefore: !isNew };
  },
});

export const liveVoucherRoutes = [takeOver];
