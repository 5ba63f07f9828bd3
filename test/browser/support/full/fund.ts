import { addDays } from '../../../../domain/plain-date.ts';
import { isoToday } from '../../../holds/support/journey.ts';
import { sayWhy, unfold } from './gates.ts';
import { lines, rows, type Fulls } from './full-screen.ts';

const by = 'Anna';
/** A chart, and its figures as a table. */
const chart = (count: number) => ({ '.console-chart > :is(svg, div, canvas)': count, table: count });

/** The Fund's money, who waits for it, and how providers are paid. */
export const fundFulls: Fulls = {
  '/fund': [
    { by, has: { '.console-tiles dt': 5, ...chart(3) } },
    { by: 'Chiara', has: { '.console-tiles dt': 4 } },
  ],
  '/fund/movements': [{ by, has: lines(20) }],
  '/fund/contributions': [{ by, has: rows(10) }],
  '/fund/forecast': [{ by, has: { 'input[type=range]': 2, ...chart(1) } }],
  '/fund/waiting': [
    { by, has: { 'tbody > tr a': 1 } },
    { by: 'Irene', has: { 'tbody > tr a': 1 } },
  ],
  '/fund/redemptions/:redemptionId': [
    { by, about: { redemptionId: 'paidRedemption' }, has: { dt: 7, ...rows(1) } },
  ],
  '/fund/origins/:reference': [{ by, has: lines(1) }],
  '/awards': [{ by, has: rows(1) }],
  '/awards/:awardId': [
    { by, about: { awardId: 'grantedAward' }, has: lines(4) },
    { by: 'Irene', about: { awardId: 'grantedAward' }, has: lines(4) },
    { by, about: { awardId: 'heldAward' }, has: { 'section[aria-labelledby=steps] button': 1 } },
  ],
  '/settlement': [{ by, has: { ...lines(1), ...rows(2) } }],
  '/settlement/bank': [
    {
      by,
      has: {
        'section[aria-labelledby=lines] li': 2,
        '#bank-file-file': 1,
        'section[aria-labelledby=volume]': 1,
      },
    },
  ],
  '/settlement/invoices': [{ by, has: rows(1) }],
  '/settlement/employers': [{ by, has: rows(1) }],
  '/settlement/employers/:employerId': [
    { by, has: { ...lines(1), 'section[aria-labelledby=wallets] li': 1 } },
  ],
  '/settlement/parties': [
    { by: 'Sara', has: { dt: 10, '#recipient-vatNumber': 1 } },
    { by, has: { dt: 10 } },
  ],
  '/settlement/durc/:organisationId': [
    { by, about: { organisationId: 'nursery' }, has: { '#inps-debtCents': 1 } },
  ],
  '/settlement/:batchId': [
    { by: 'Davide', has: { 'section[aria-labelledby=next] button': 1, ...rows(1) } },
    {
      by,
      about: { batchId: 'paidBatch' },
      first: unfold,
      has: { ...rows(1), 'li a[href^="/v1/"]': 1, 'button[aria-expanded=true]': 1 },
    },
  ],
  '/office/expiry': [{ by, query: `?from=${inDays(150)}&to=${inDays(240)}`, has: lines(1) }],
  '/office/vouchers/:voucherNumber': [{ by, has: { dt: 3 } }],
  '/office/disputes': [{ by: 'Chiara', query: '?state=open', has: rows(1) }],
  '/office/disputes/:disputeId': [{ by: 'Chiara', first: sayWhy, has: { dt: 6 } }],
  '/office/corrections': [{ by, has: rows(1) }],
  '/office/corrections/:correctionId': [{ by, has: { 'section[aria-labelledby=decide] button': 1 } }],
};

/** Vouchers are good for half a year. */
function inDays(days: number): string {
  return addDays(isoToday(), days);
}
