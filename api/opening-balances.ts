import { z } from 'zod';
import { refuseUsedBankRef } from '../activities/bank-reference.ts';
import { creditList, creditsOf, totalOf } from '../activities/welfare-plan/credit-list.ts';
import { bookPrefund } from '../activities/welfare-plan/prefund.ts';
import { formatEuro } from '../domain/money.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { line } from './schema.ts';
import { creditingPlan, listMissing, planOrThrow } from './welfare-access.ts';
import { dryRunField, planParams } from './welfare-schema.ts';

const takeOver = route({
  kind: 'write',
  operation: 'importOpeningBalances',
  method: 'post',
  path: '/v1/welfare-plans/{planId}/opening-balances',
  tag: 'welfare',
  summary: {
    it: 'Riprende i crediti di un sistema precedente da un CSV «codice fiscale;importo», insieme al denaro che li copre: tutto o nulla',
    en: 'Take over the wallets of an earlier system from a CSV "codice fiscale;importo", with the money that covers them: all or nothing',
  },
  who: ['fundOfficer'],
  status: 201,
  uploads: true,
  params: planParams,
  body: z.strictObject({
    totalCents: z.coerce.number().int().min(1).max(1_000_000_000).meta({
      description: 'What was transferred for all of them, integer euro cents: what the list comes to',
    }),
    bankRef: line(64),
    dryRun: dryRunField,
  }),
  reply: z.strictObject({ credits: z.int(), totalCents: z.int() }),
  async write(tx, { params, body: { totalCents, bankRef, dryRun }, upload, principal }, { vault }) {
    const plan = await creditingPlan(tx, principal, params.planId, planOrThrow);
    if (!upload) throw listMissing;
    const { bytes } = upload;
    const credits = await creditsOf(tx, vault, { plan, bytes });
    if (totalOf(credits) !== totalCents) throw unbalanced(totalOf(credits));
    await refuseUsedBankRef(tx, bankRef);
    if (dryRun === 'true') return { credits: credits.length, totalCents };
    const { organisationId } = plan;
    const { accountId } = principal;
    await bookPrefund(tx, { organisationId, amountCents: totalCents, bankRef, recordedBy: accountId });
    return creditList(tx, vault, { plan, credits, bytes, reason: 'openingBalance', creditedBy: accountId });
  },
});

function unbalanced(listCents: number) {
  return invalidField('/body/totalCents', {
    it: `l’elenco somma ${formatEuro(listCents)}: deve essere quanto è stato trasferito`,
    en: `the list comes to ${formatEuro(listCents, 'en')}: it must be what was transferred`,
  });
}

export const openingBalanceRoutes = [takeOver];
