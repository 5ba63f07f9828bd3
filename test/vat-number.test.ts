import { stdnum } from 'stdnum';
import { describe, expect, it } from 'vitest';
import { vatNumberFault, vatNumberFaults } from '../domain/vat-number-fault.ts';
import { vatNumber } from '../domain/vat-number.ts';
import { shippedCharter } from '../activities/charter-versions.ts';
import { agreementText } from '../activities/provider-onboarding/agreement-text.ts';

describe('a partita IVA', () => {
  it.each(['00743110157', '01234560165', '12345670017', '00905811006'])('is good: %s', (text) =>
    expect(vatNumberFault(text)).toBeNull(),
  );

  it.each([
    ['IT00743110157', 'vatNumberSigns'],
    ['00743 110157', 'vatNumberSigns'],
    ['0074311O157', 'vatNumberSigns'],
    ['٠٠٧٤٣١١٠١٥٧', 'vatNumberSigns'],
    ['743110157', 'vatNumberLength'],
    ['007431101570', 'vatNumberLength'],
    ['', 'vatNumberLength'],
    ['00000000000', 'vatNumberOffice'],
    ['00743111223', 'vatNumberOffice'],
    ['00743110158', 'vatNumberCheckDigit'],
  ])('is refused with the reason, here and by the service: %s, %s', (text, fault) => {
    expect(vatNumberFault(text)).toBe(fault);
    expect(vatNumber.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([fault]);
  });

  it('is what a library of its own takes for one', () => {
    for (const office of ['001', '016', '100', '120', '121', '888', '999', '000', '101', '887'])
      for (let nth = 0; nth < 200; nth += 1) {
        const text = String(nth * 7_919).padStart(7, '0') + office + String(nth % 10);
        expect(vatNumberFault(text) === null, text).toBe(stdnum['IT']!['iva']!.validate(text).isValid);
      }
  });

  it('has each of its faults told in both languages', () => {
    for (const { it: italian, en } of Object.values(vatNumberFaults)) expect(italian).not.toBe(en);
  });
});

describe('an organisation that has only a tax code', () => {
  const opening = (hasVatNumber: boolean) =>
    JSON.stringify(
      agreementText({
        allianceName: 'Alleanza',
        organisation: { name: 'Amici del lago', vatNumber: '97000010161', hasVatNumber },
        applicationCode: 'RA-2026-000001',
        writtenOn: '2026-11-27',
        charter: { number: 1, content: shippedCharter },
        places: [],
        services: [],
      }).blocks,
    );

  it('agrees under that, and under no partita IVA', () => {
    expect(opening(false)).toContain('Amici del lago, codice fiscale 97000010161, convengono');
    expect(opening(false)).not.toContain('partita IVA');
    expect(opening(true)).toContain('Amici del lago, partita IVA 97000010161, convengono');
  });
});
