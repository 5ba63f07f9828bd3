import { z } from 'zod';
import { verifyLedger } from '../ledger/verify.ts';
import { route } from './route.ts';

/** It reads every row there is: a proxy before the service must be as patient. */
const VERIFY_TIMEOUT_MS = 300_000;

const count = z.int();

const verification = z
  .strictObject({
    sound: z.boolean().meta({ description: 'No defect, and there was something to examine' }),
    examined: z.strictObject({
      accounts: count,
      transfers: count,
      postings: count,
      seals: count,
      sealedRows: count,
      auditRows: count,
    }),
    defects: z.array(z.strictObject({ table: z.string(), ref: z.string(), problem: z.string() })),
    heads: z
      .array(z.strictObject({ chain: z.enum(['ledger', 'audit']), height: z.int(), hash: z.string() }))
      .meta({ description: 'The last block of each chain: noted elsewhere, it shows a chain made anew' }),
  })
  .meta({ id: 'LedgerVerification' });

const verify = route({
  kind: 'read',
  operation: 'verifyLedger',
  method: 'get',
  path: '/v1/ledger/verification',
  tag: 'fund',
  summary: {
    it: 'Ricalcola ogni saldo e ogni sigillo dei libri e del registro degli accessi, e nomina ogni riga alterata',
    en: 'Recompute every balance and seal of the books and the audit trail, naming every altered row',
  },
  who: ['auditor', 'administrator', 'fundOfficer'],
  reply: verification,
  timeoutMs: VERIFY_TIMEOUT_MS,
  async read(tx) {
    const { examined, defects, heads } = await verifyLedger(tx);
    return { sound: defects.length === 0, examined, defects: [...defects], heads: [...heads] };
  },
});

export const ledgerRoutes = [verify];
