import { describe, expect, it } from 'vitest';
import { tellsWho, type Known } from '../domain/names-in-text.ts';

const person = (givenName: string, familyName: string, taxCode: string | null = null): Known => ({
  givenName,
  familyName,
  taxCode,
});
const household = [
  person('Lucia', 'Laricèti', 'LRCLCU80A41E704X'),
  person('Maria Pia', 'De Luca'),
  person('Anna', 'Costa'),
  person('Nadia', 'Rossi Degli Esposti'),
];
const tells = (text: string) => tellsWho(text, household, ['Costa Volpino', 'Lovere']);

describe('a text that is to tell nobody', () => {
  it.each([
    'La signora Lucia Lariceti vive sola.',
    'lucia LARICETI vive sola',
    'Laricèti Lucia è seguita dal servizio.',
    'Il codice è lrclcu80a41e704x.',
    'Si propone per Maria De Luca.',
    'Alla sig. Lariceti serve aiuto.',
    'La famiglia Laricèti ha un solo reddito.',
    'L’aiuto a de Luca è fermo.',
    'Serve aiuto alla signora Costa.',
    'Beneficiaria: Lariceti',
    'Nadia Rossi vive sola.',
    'Alla signora Degli Esposti serve aiuto.',
    'Serve aiuto alla signora Rossi.',
  ])('may not say: %s', (text) => {
    expect(tells(text)).toBe(true);
  });

  it.each([
    'Il richiedente vive solo, il nucleo ha un reddito.',
    'Il nido costa 95 euro. Costa troppo per il nucleo.',
    'La famiglia vive a Costa Volpino; il nido è a Lovere.',
    'IL NIDO COSTA TROPPO.',
    'Lucia è un nome, e da solo non dice chi.',
    'Il vicino Luca la porta al nido.',
    'Lariceticola non è un cognome.',
  ])('may say: %s', (text) => {
    expect(tells(text)).toBe(false);
  });
});
