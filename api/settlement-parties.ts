import { recipientWasSet } from '../activities/provider-invoice/ask-recipient.ts';
import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import {
  asRecipient,
  enterParty,
  recipientInForce,
  termsInForce,
} from '../activities/provider-invoice/party.ts';
import { iban } from '../domain/iban.ts';
import { vatNumber } from '../domain/vat-number.ts';
import { route } from './route.ts';
import { id, instant, line } from './schema.ts';
import { invoiceSeat } from './settlement-schema.ts';

const tag = 'settlement';
const readers = ['fundOfficer', 'administrator', 'auditor'] as const;
const accountPath = '/v1/settlement/account';
const recipientPath = '/v1/settlement/invoice-recipient';

const accountFields = { holderName: line(70), iban };

const recipientFields = {
  name: line(80),
  vatNumber,
  recipientCode: z
    .string()
    .regex(/^[A-Z0-9]{6,7}$/)
    .meta({ description: 'Seven signs; six of an office of a public body (IPA)' }),
  ...invoiceSeat,
};

const getAccount = route({
  kind: 'read',
  operation: 'getSettlementAccount',
  method: 'get',
  path: accountPath,
  tag,
  summary: {
    it: 'Il conto vincolato da cui si pagano i fornitori; nessuno finché non è registrato',
    en: 'The segregated account from which providers are paid; none until it is entered',
  },
  // An employer pays in to it.
  who: [...readers, 'employer'],
  reply: z.strictObject({
    account: z
      .strictObject({ holderName: z.string(), iban: z.string(), setAt: instant })
      .nullable()
      .meta({ id: 'SettlementAccount' }),
  }),
  async read(tx) {
    const row = await tx.db.settlementAccount.findFirst({ orderBy: { id: 'desc' } });
    return {
      account: row && { holderName: row.holderName, iban: row.iban, setAt: row.setAt.toISOString() },
    };
  },
});

const setAccount = route({
  kind: 'write',
  operation: 'setSettlementAccount',
  method: 'post',
  path: accountPath,
  tag,
  summary: {
    it: 'Registra il conto vincolato da cui si pagano i fornitori, da ora in poi',
    en: 'Enter the segregated account from which providers are paid, from now on',
  },
  who: ['administrator'],
  status: 201,
  body: z.strictObject(accountFields),
  reply: z.strictObject({ id }),
  async write(tx, { body }, { vault }) {
    const row = await tx.db.settlementAccount.create({
      data: { ...body, allianceId: tx.allianceId, setBy: tx.actor.id, setAt: tx.now },
    });
    await recordAudit(tx, vault, {
      action: 'settlement.accountSet',
      subjectKind: 'settlementAccount',
      subjectId: row.id,
    });
    return { id: row.id };
  },
});

const getRecipient = route({
  kind: 'read',
  operation: 'getInvoiceRecipient',
  method: 'get',
  path: recipientPath,
  tag,
  summary: {
    it: 'A chi fatturano i fornitori, ed entro quanti giorni; nessuno finché non è registrato',
    en: 'Whom providers invoice, and within how many days; nobody until it is entered',
  },
  who: readers,
  reply: z.strictObject({
    recipient: z
      .strictObject({
        name: z.string(),
        vatNumber: z.string(),
        recipientCode: z.string(),
        address: z.string(),
        postalCode: z.string(),
        comune: z.string(),
        province: z.string(),
        invoiceDays: z.int(),
        blocksPayment: z.boolean(),
        setAt: instant,
      })
      .nullable()
      .meta({ id: 'InvoiceRecipient' }),
  }),
  async read(tx) {
    const row = await recipientInForce(tx);
    if (!row) return { recipient: null };
    return {
      recipient: { ...asRecipient(row), ...(await termsInForce(tx)), setAt: row.setAt.toISOString() },
    };
  },
});

const setRecipient = route({
  kind: 'write',
  operation: 'setInvoiceRecipient',
  method: 'post',
  path: recipientPath,
  tag,
  summary: {
    it: 'Registra a chi fatturano i fornitori, entro quanti giorni, e se chi non fattura aspetta il pagamento dopo',
    en: 'Enter whom providers invoice, within how many days, and whether one that does not waits for its next payment',
  },
  who: ['administrator'],
  status: 201,
  body: z.strictObject({
    ...recipientFields,
    invoiceDays: z.int().min(1).max(365).default(15),
    blocksPayment: z.boolean().default(false),
  }),
  reply: z.strictObject({ id }),
  async write(tx, { body }, services) {
    await recipientWasSet(tx);
    return enterParty(tx, services, null, body);
  },
});

export const settlementPartyRoutes = [getAccount, setAccount, getRecipient, setRecipient];
