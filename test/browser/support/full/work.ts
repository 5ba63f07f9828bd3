import type { Fulls } from './full-screen.ts';
import { fields, rows } from './full-screen.ts';
import { holdVoucher, openTill } from './gates.ts';

const by = 'Elena';

/** Whoever has tasks, and the provider between its till and its books. */
export const workFulls: Fulls = {
  '/work': [{ by: 'Chiara', has: { 'section[aria-labelledby^=group] li': 2 } }],
  '/absences': [{ by: 'Marco', has: { '.console-rows > li > button': 1, ...fields(3) } }],
  '/till': [
    { by, first: openTill, has: { '#code': 1 } },
    { by, query: '?hold=', first: holdVoucher, has: { '.till-amount': 1, '.console-actions button': 2 } },
  ],
  '/slips': [{ by, has: fields(4) }],
  '/redemptions': [{ by, has: { ...rows(4), 'li > div button': 4 } }],
  '/statements': [
    {
      by,
      has: {
        'section[aria-labelledby=payments] li a[download]': 2,
        'section[aria-labelledby=invoices] li': 1,
        'section[aria-labelledby=issuer]': 1,
      },
    },
  ],
  '/till-users': [{ by, has: { ...rows(1), '#add-pin': 1 } }],
  '/bookings': [{ by, has: { 'section[aria-labelledby=toAnswer] li button': 3 } }],
  '/orders': [{ by, has: { ...rows(1), 'tbody > tr': 4 } }],
  '/private-orders': [{ by, has: { '.console-rows > li button': 1 } }],
  '/disputes': [{ by, has: { '.console-rows > li a': 1 } }],
  '/disputes/:disputeId': [{ by, has: { dt: 8, '#answer-text': 1, 'section[aria-labelledby=evidence]': 1 } }],
  '/colleagues': [{ by, has: { ...rows(1), '#invite-email': 1 } }],
  '/complaints': [{ by: 'Chiara', has: rows(1) }],
  '/complaints/new': [{ by, has: { '#complaint-reasons': 1 } }],
  '/complaints/:complaintId': [{ by: 'Chiara', has: { '#answer-reasons': 1, dt: 3 } }],
};
