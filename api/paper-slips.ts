import { z } from 'zod';
import { openPlaces } from '../activities/provider-offer/proposal.ts';
import { askLateSlip } from '../activities/till/ask-correction.ts';
import { enterSlip, printSlips } from '../activities/till/slip.ts';
import { renderSlips, type PrintedSlips } from '../activities/till/slip-pdf.ts';
import { SLIPS_AT_ONCE } from '../domain/paper-slip.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import { correction, shownCorrection } from './correction-schema.ts';
import { invalidField } from './invalid-field.ts';
import type { Principal } from './principal.ts';
import { responsibleOrThrow } from './provider-colleagues.ts';
import { route } from './route.ts';
import { id, instant, positiveCents, prose } from './schema.ts';
import { atTill, deviceOrThrow } from './till-access.ts';
import { atTheTill, receipt } from './till-schema.ts';
import { shownReceipt } from './till-view.ts';

const tag = 'till';
const who = ['provider'] as const;

const onTheSlip = {
  ...atTheTill,
  slipNumber: z.string().min(1).max(40).meta({ description: 'T- and twelve signs, as they are typed' }),
  code: z.string().min(1).max(40).meta({ description: 'The twelve signs of the voucher' }),
  servedAt: instant.meta({ description: 'The moment that stands on the slip' }),
  amountCents: positiveCents.optional().meta({ description: 'All that is left, if left out' }),
  isSigned: z.literal(true).meta({
    description: 'Whoever uses the service signed the slip; one without is not entered',
  }),
};

const printThem = route({
  kind: 'write',
  operation: 'printPaperSlips',
  method: 'post',
  path: '/v1/paper-slips',
  tag,
  summary: {
    it: 'Prepara tagliandi numerati da tenere alla cassa per quando manca la rete',
    en: 'Prepare numbered slips to keep at the till for when there is no network',
  },
  who,
  status: 201,
  body: z.strictObject({ placeId: id, count: z.int().min(1).max(SLIPS_AT_ONCE) }),
  reply: z.strictObject({
    bookId: id.meta({ description: 'To print them with readPaperSlips' }),
    numbers: z.array(z.string()),
  }),
  async write(tx, { body: { placeId, count }, principal }, { vault }) {
    const providerId = await responsibleOrThrow(tx, principal);
    if ((await openPlaces(tx, providerId, [placeId])).length === 0)
      throw invalidField('/body/placeId', {
        it: 'non è una sede aperta di questo fornitore',
        en: 'is no open place of this provider',
      });
    const { bookId, numbers } = await printSlips(tx, vault, { providerId, placeId, count });
    return { bookId, numbers: [...numbers] };
  },
});

const readThem = route({
  kind: 'file',
  operation: 'readPaperSlips',
  method: 'get',
  path: '/v1/paper-slips/{bookId}/document',
  tag,
  summary: {
    it: 'I tagliandi ancora bianchi da stampare, in PDF accessibile',
    en: 'The slips that are still blank, to print, as an accessible PDF',
  },
  who,
  params: z.strictObject({ bookId: id }),
  query: z.strictObject({ language: z.enum(['it', 'en']).default('it') }),
  reply: z.never(),
  mediaTypes: ['application/pdf'],
  async file(tx, { params: { bookId }, query: { language }, principal }) {
    const bytes = await renderSlips(await blankOnes(tx, principal, bookId), language);
    return { bytes, mediaType: 'application/pdf', fileName: 'tagliandi.pdf' };
  },
});

const enterIt = route({
  kind: 'write',
  operation: 'enterPaperSlip',
  method: 'post',
  path: '/v1/paper-slip-entries',
  tag,
  summary: {
    it: 'Registra un tagliando entro il suo giorno: il buono è riscosso come alla cassa',
    en: 'Enter a slip within its day: the voucher is taken as at the till',
  },
  who,
  status: 201,
  body: z.strictObject(onTheSlip),
  reply: receipt,
  refusals: [
    'pinNotValid',
    'voucherNotKnown',
    'voucherNotGood',
    'wholeAmountOnly',
    'insufficientFunds',
    'tooManyAttempts',
  ],
  async write(tx, { body, principal, from = 'unknown' }, { vault }) {
    return atTill(tx, vault, principal, body, async (till) => {
      const taken = await enterSlip(tx, vault, till, filled(body, from), body.amountCents);
      return taken instanceof Refusal ? taken : shownReceipt(taken.redemption, taken.voucherNumber);
    });
  },
});

const askLate = route({
  kind: 'write',
  operation: 'askLateSlip',
  method: 'post',
  path: '/v1/late-slips',
  tag,
  summary: {
    it: 'Chiede all’ufficio di registrare un tagliando arrivato dopo il suo giorno, con il motivo',
    en: 'Ask the office to enter a slip that came after its day, saying why',
  },
  who,
  status: 201,
  body: z.strictObject({ ...onTheSlip, reason: prose(1000) }),
  reply: correction,
  refusals: ['pinNotValid', 'voucherNotKnown', 'voucherNotGood', 'alreadyExists', 'tooManyAttempts'],
  async write(tx, { body, principal, from = 'unknown' }, services) {
    return atTill(tx, services.vault, principal, body, async (till) => {
      const { amountCents: wantedCents, reason } = body;
      const asked = { ...filled(body, from), reason, ...(wantedCents ? { wantedCents } : {}) };
      const row = await askLateSlip(tx, services, till, asked);
      return row instanceof Refusal ? row : shownCorrection(row);
    });
  },
});

function filled(body: { slipNumber: string; code: string; servedAt: string }, from: string) {
  const { slipNumber: number, code, servedAt } = body;
  return { number, code, servedAt: new Date(servedAt), from };
}

/** Of one's own provider, and of one's own place where one sees no other. */
async function blankOnes(tx: Tx, principal: Principal, bookId: string): Promise<PrintedSlips> {
  const { organisationId: providerId, placeId } = deviceOrThrow(principal);
  const slips = await tx.db.paperSlip.findMany({
    where: { bookId, providerId, ...(placeId === null ? {} : { placeId }), redemptionId: null },
    orderBy: { id: 'asc' },
  });
  const [first] = slips;
  if (!first) throw notFound({ it: 'Tagliandi', en: 'Slips' });
  const { name: allianceName } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const provider = await tx.db.organisation.findUniqueOrThrow({ where: { id: providerId } });
  const place = await tx.db.place.findUniqueOrThrow({ where: { id: first.placeId } });
  return {
    allianceName,
    providerName: provider.name,
    placeName: place.name,
    printedOn: toPlainDate(first.printedAt),
    numbers: slips.map(({ number }) => number),
  };
}

export const paperSlipRoutes = [printThem, readThem, enterIt, askLate];
