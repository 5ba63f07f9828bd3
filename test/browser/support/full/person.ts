import { isFinding, ofCase, ofPerson } from './forms.ts';
import { fields, lines, rows, type Full, type Fulls } from './full-screen.ts';
import { draftApplication, readWhy } from './gates.ts';

const by = 'Lucia';
/** Of a form that a caseworker fills in, whoever asks is told so. */
const told = { 'p:not(:has(a))': 1 };

/** An employee with credit, vouchers and an application to the Fund. */
export const personFulls: Fulls = {
  '/wallet': [
    { by, has: { 'section[aria-labelledby^=wallet-]': 1, 'section[aria-labelledby=fringe] p': 2 } },
  ],
  '/family': [{ by, has: { ...rows(1), 'button[aria-expanded]': 1 } }],
  '/wallet/:walletId': [{ by, has: lines(1) }],
  '/catalogue/cumulative': [{ by, has: fields(3) }],
  '/catalogue': [{ by, has: rows(40) }],
  '/catalogue/:serviceId': [{ by, has: { h2: 4, 'ul li': 1 } }],
  '/catalogue/:serviceId/order': [{ by, has: { '#units': 1, 'input[type=radio]': 3 } }],
  '/vouchers': [{ by, has: { 'section[aria-labelledby=private] li': 1, ...rows(2) } }],
  '/vouchers/:voucherId': [
    { by, about: { voucherId: 'voucher' }, has: { 'img.console-qr': 1, dt: 6, 'section.no-print': 2 } },
    {
      by,
      about: { voucherId: 'voucher' },
      first: readWhy,
      has: { 'section[aria-labelledby=why] details': 3 },
    },
    { by, about: { voucherId: 'disputedVoucher' }, has: { 'section[aria-labelledby=taken] li': 1 } },
    {
      by,
      about: { voucherId: 'disputedVoucher' },
      query: '?dispute=:dispute',
      has: { 'section[aria-labelledby=withdraw] button': 1, 'input[type=file]': 1 },
    },
  ],
  '/my-applications': [{ by, has: rows(1) }],
  '/my-applications/new': [
    { by, query: '?topic=whom', has: { 'input[type=radio]': 1 } },
    { by, query: '?topic=needs', has: { '#need-0-price': 1, ...fields(10) } },
    { by, query: '?topic=check', first: draftApplication, has: lines(1) },
  ],
  '/my-applications/:assessmentId': [
    { by, has: { ...lines(10), 'section[aria-labelledby=hand-in] input[type=file]': 1 } },
  ],
  '/my-applications/:assessmentId/forms/:kind': formsOf(ofCase),
  '/my-applications/:assessmentId/forms/:kind/:personId': formsOf(ofPerson),
};

function formsOf(kinds: Readonly<Record<string, Full['has']>>): readonly Full[] {
  return Object.entries(kinds).map(([kind, has]) => ({
    by,
    about: { kind },
    has: isFinding(kind) ? told : has,
  }));
}
