import { expect, it } from 'vitest';
import { inWords } from '../cli/cases/tell.ts';

it('names what did not hold in the words of the file', () => {
  const it_ = (what: string) => inWords(what, 'it');
  expect(it_('score / total')).toBe('punteggio / totale');
  expect(it_('award / paid')).toBe('assegnazione / pagato');
  expect(it_('the refusal')).toBe('il rifiuto');
  expect(it_('organisations / Coop H / days left / durc')).toBe('enti / Coop H / giorni che restano / DURC');
  expect(it_('campaign / to open')).toBe('campagna / da invitare');
  expect(it_('vouchers / campo / of which VAT')).toBe('buoni / campo / di cui IVA');
  expect(it_('adjustment')).toBe('conguaglio');
  expect(inWords('award / paid', 'en')).toBe('award / paid');
});
