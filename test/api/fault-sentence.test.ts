import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { istatCode, line, plainDate } from '../../api/schema.ts';
import { parseOrThrow } from '../../api/validation.ts';
import { iseeAttestationSchema } from '../../domain/isee.ts';
import { dossierItemInput } from '../../domain/assessment.ts';
import { Refusal } from '../../domain/refusal.ts';

function faults(schema: z.ZodType, body: unknown) {
  try {
    parseOrThrow(schema, body, 'body');
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Object.fromEntries(error.refusal.errors!.map(({ pointer, message }) => [pointer, message]));
  }
  throw new Error('It was taken.');
}

const order = z.strictObject({
  unitPriceCents: z.int(),
  units: z.int(),
  home: z.boolean(),
  source: z.enum(['desk', 'online']),
  comune: istatCode,
  on: plainDate,
  day: z.iso.date(),
  note: line(),
  ids: z.array(z.uuid()).min(1),
  certificate: z.union([z.literal('none'), z.strictObject({ on: plainDate })]),
});

describe('a fault of a request', () => {
  const good = {
    unitPriceCents: 1,
    units: 1,
    home: true,
    source: 'desk',
    comune: '016128',
    on: '2026-01-01',
    day: '2026-01-01',
    note: 'x',
    ids: ['01990000-0000-7000-8000-000000000000'],
    certificate: 'none',
  };

  it.each([
    ['unitPriceCents', 22.5, /intero di centesimi.* 2250$/, /whole number of cents.* 2250$/],
    ['units', '60', /numero, senza virgolette, per esempio 60$/, /number, without quotes, such as 60$/],
    [
      'units',
      1.5,
      /^la quantità deve essere un numero intero, per/,
      /^the quantity must be a whole number, such/,
    ],
    ['units', null, /^la quantità deve essere un numero, per/, /^the quantity must be a number, such/],
    ['home', 'no', /true \(sì\) o false/, /true or false, without quotes/],
    ['source', 'mail', /^scelga tra: desk, online$/, /^choose one of: desk, online$/],
    ['comune', 'Lovere', /codice ISTAT.*016128/, /ISTAT code.*016128/],
    ['on', '31/12/2026', /AAAA-MM-GG.*2026-03-31/, /YYYY-MM-DD/],
    ['day', '31/12/2026', /AAAA-MM-GG.*2026-03-31/, /YYYY-MM-DD/],
    ['note', ' ', /^non può essere vuoto/, /^cannot be empty/],
    ['ids', [], /^non può essere vuoto: almeno una voce/, /^cannot be empty: at least one item/],
    [
      'certificate',
      'no',
      /^scriva none; oppure: deve essere un oggetto/,
      /^write none; or: must be an object/,
    ],
  ])('of %s, given %j, says what is expected', (field, value, it_, en) => {
    const message = faults(order, { ...good, [field]: value })[`/body/${field}`]!;
    expect(message.it).toMatch(it_);
    expect(message.en).toMatch(en);
    expect(`${message.it} ${message.en}`).not.toMatch(/manca|missing/);
  });

  it('says that something is missing when it is, and what it is to be', () => {
    const missing = faults(order, {});
    expect(Object.keys(missing)).toHaveLength(Object.keys(good).length);
    for (const [pointer, { it: italian, en }] of Object.entries(missing)) {
      expect(italian, pointer).toMatch(/^manca: .{5}/);
      expect(en, pointer).toMatch(/^missing: .{5}/);
    }
    expect(missing['/body/source']!.it).toBe('manca: scelga tra: desk, online');
  });

  it('says what to do where there is too little or too much, and not only how much may be', () => {
    const bounded = z.strictObject({
      days: z.int().max(30),
      least: z.int().min(2),
      text: z.string().max(3),
      list: z.array(z.string()).max(1),
    });
    const told = faults(bounded, { days: 31, least: 1, text: 'abcd', list: ['a', 'b'] });
    expect(Object.values(told).map(({ it: italian }) => italian)).toEqual([
      'scriva un numero non più alto di 30',
      'scriva un numero non più basso di 2',
      'scriva al massimo 3 caratteri',
      'indichi una voce sola',
    ]);
  });

  it('lists the kinds there are', () => {
    expect(faults(dossierItemInput, { kind: 'nothing' })['/body/kind']!.it).toMatch(/^scelga tra: .*isee/i);
  });

  it('says how long an attestation may be valid, in both languages', () => {
    const isee = { kind: 'ORDINARIO', valueCents: 1, issuedOn: '2026-03-01', protocol: 'x' };
    const early = faults(iseeAttestationSchema, { ...isee, validUntil: '2026-02-01' })['/body/validUntil']!;
    expect(early.it).toBe('non prima del giorno di rilascio, il 1 marzo 2026');
    const late = faults(iseeAttestationSchema, { ...isee, validUntil: '2027-02-01' })['/body/validUntil']!;
    expect([late.it, late.en].map((text) => /31 \w+ 2026/.exec(text)?.[0])).toEqual([
      '31 dicembre 2026',
      '31 December 2026',
    ]);
  });
});
