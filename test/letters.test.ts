import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Letter } from '../activities/letters/letter.ts';
import { letterFonts } from '../activities/letters/fonts.ts';
import { renderLetter } from '../activities/letters/render.ts';
import { letters } from './support/letters.ts';
import { readPdf, type ReadPdf } from './support/pdf.ts';

const read = async (letter: Letter): Promise<ReadPdf> => readPdf(await renderLetter(letter));
const printed = async (letter: Letter): Promise<string> => (await read(letter)).printed.join(' ');

afterEach(() => void vi.useRealTimers());

describe('every letter', () => {
  const pdfs = new Map<string, ReadPdf>();
  beforeAll(async () => {
    for (const letter of Object.values(letters)) pdfs.set(letter.kind, await read(letter));
  });

  it('names itself, its language and its conformance', () => {
    for (const [kind, pdf] of pdfs) {
      expect(pdf.title, kind).toMatch(/^[A-Z][a-z]+ .*domanda n\. 2026-000123$/);
      expect(pdf, kind).toMatchObject({ language: 'it-IT', isTagged: true, claimsPdfUa: true });
    }
  });

  it('says sender, register number, reader and both dates', () => {
    for (const [kind, pdf] of pdfs) {
      const opening = pdf.spoken.slice(0, 6).map(({ text }) => text);
      expect(opening.slice(0, 5), kind).toEqual([
        'Alleanza di prova',
        'Protocollo n. 2026-000124 del 22 novembre 2026',
        'Bianca Provini',
        'Via Nazionale 1',
        '24060 Casazza (BG)',
      ]);
      expect(
        pdf.spoken.find(({ text }) => text.includes('la sua domanda del 30 ottobre 2026')),
        kind,
      ).toBeDefined();
      expect(pdf.printed.join(' '), kind).toContain('Gentile Bianca Provini,');
    }
  });

  it('has one title, then headings of the next level', () => {
    for (const [kind, pdf] of pdfs) {
      const headings = pdf.spoken.filter(({ path }) => /\/H\d/.test(path));
      expect(
        headings.filter(({ path }) => path === '/Document/H1').map(({ text }) => text),
        kind,
      ).toEqual([pdf.title]);
      expect(
        headings.slice(1).every(({ path }) => path === '/Document/H2'),
        kind,
      ).toBe(true);
      expect(headings.length, kind).toBeGreaterThan(1);
    }
  });

  it('is read aloud word for word as it is printed, but for the page numbers', () => {
    for (const [kind, pdf] of pdfs) {
      const footers = pdf.printed.map(
        (_, index) => `Protocollo n. 2026-000124 – pagina ${index + 1} di ${pdf.pages}`,
      );
      expect(pdf.unspoken, kind).toEqual(footers);
      const onPages = pdf.printed.map((page, index) => page.slice(0, -footers[index]!.length).trim());
      expect(pdf.spoken.map(({ text }) => text).join(' '), kind).toBe(onPages.join(' '));
    }
  });

  it('uses the words of the house and none of the others', () => {
    for (const [kind, pdf] of pdfs) {
      expect(pdf.printed.join(' '), kind).not.toMatch(/disabile|handicap|rifiut|ricorso|appello|premio/i);
    }
  });

  it('says whom to turn to, and that the employer is told nothing', () => {
    for (const [kind, pdf] of pdfs) {
      expect(pdf.printed.join(' '), kind).toContain('Responsabile del procedimento: Sara Assistente.');
      expect(pdf.printed.join(' '), kind).toContain(
        'Il suo datore di lavoro non viene a sapere di questa domanda',
      );
    }
  });

  it('says how to disagree where there is something to disagree with', () => {
    for (const [kind, pdf] of pdfs) {
      const adverse = ['grant', 'refusal', 'closure', 'release', 'waitingEnded'].includes(kind);
      const text = pdf.printed.join(' ');
      expect(text.includes('Istanza di riesame, entro 30 giorni dal giorno in cui riceve'), kind).toBe(
        adverse,
      );
      const [, roads = ''] = /Se non è d’accordo (.*) A chi rivolgersi/.exec(text) ?? [];
      expect([roads.includes('porti tutto allo sportello'), roads.includes('https:')], kind).toEqual([
        adverse,
        false,
      ]);
      expect(text.includes('(TAR), entro 60 giorni dal giorno in cui riceve'), kind).toBe(adverse);
    }
  });

  it('embeds its fonts and carries no set of glyphs that would not match them', async () => {
    for (const letter of Object.values(letters)) {
      const raw = Buffer.from(await renderLetter(letter)).toString('latin1');
      expect(raw.match(/\/FontFile2/g), letter.kind).toHaveLength(2);
      expect(raw, letter.kind).not.toMatch(/\/CIDSet|Helvetica/);
    }
  });

  it('is the same bytes for the same letter on another day, and others for another letter', async () => {
    const today = await renderLetter(letters.grant);
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2031-05-05T05:05:05Z') });
    expect(Buffer.from(await renderLetter(letters.grant)).equals(today)).toBe(true);
    expect(Buffer.from(await renderLetter({ ...letters.grant, amountCents: 1 })).equals(today)).toBe(false);
  });

  it('lays its fixed words out once for all letters, and forgets those that tell of somebody', async () => {
    await renderLetter(letters.refusal);
    const layOut = vi.spyOn(letterFonts.regular(), 'layout');
    await renderLetter(letters.refusal);
    const words = layOut.mock.calls.map(([word]) => word);
    layOut.mockRestore();
    expect(words).toContain('Provini');
    expect(words).not.toContain('fiducia ');
  });
});

describe('the receipt', () => {
  it('says what was asked for and by when the answer comes', async () => {
    const text = await printed(letters.receipt);
    expect(text).toContain('Nido d’infanzia: 12 settimane');
    expect(text).toContain('La risposta arriva entro il 30 novembre 2026.');
    expect(text).toContain('Il silenzio non vale mai come diniego, e nemmeno come accoglimento.');
  });

  it('names whom the application is for when somebody else filed it', async () => {
    const text = await printed({ ...letters.receipt, beneficiaryName: 'Marta Provini' });
    expect(text).toContain('abbiamo ricevuto la domanda per Marta Provini del 30 ottobre 2026');
  });
});

describe('the request for documents', () => {
  it('lists them, says by when, and what the clock does', async () => {
    const pdf = await read(letters.documentRequest);
    expect(pdf.spoken).toContainEqual({ path: '/Document/L/LI/LBody', text: 'Attestazione ISEE' });
    expect(pdf.printed.join(' ')).toContain('Entro il 22 dicembre 2026.');
    expect(pdf.printed.join(' ')).toMatch(/si ferma da oggi, per 30 giorni al massimo/);
  });
});

describe('the letter that grants', () => {
  it('says the amount, what it pays for and what it does not', async () => {
    const text = await printed(letters.grant);
    expect(text).toContain('Un’assegnazione di 1.230,00 € dal Fondo di Solidarietà');
    expect(text).toContain(
      'il Fondo paga 10 settimane a 95,00 €, cioè 950,00 €. Restano fuori 2 settimane (190,00 €): il massimale del nucleo lascia per questo servizio 960,00 €, e il Fondo paga unità intere.',
    );
    expect(text).toContain(
      'Centro estivo: 2 settimane; il Fondo paga 2 settimane a 140,00 €, cioè 280,00 €.',
    );
  });

  it('says what happens next, also when the money is not there yet', async () => {
    expect(await printed(letters.grant)).toContain('il fornitore riceve l’ordine e può iniziare');
    const waiting = await printed({ ...letters.grant, money: { state: 'awaited', until: '2027-02-20' } });
    expect(waiting).toContain('lista d’attesa fino al 20 febbraio 2027');
    expect(waiting).toContain(
      'Se entro quel giorno il denaro non c’è, l’assegnazione esce dalla lista d’attesa.',
    );
    expect(waiting).not.toContain('riceve l’ordine');
  });

  it('promises neither money nor a place on the list while a person looks at it, nor when it was given back', async () => {
    const inReview = await printed({ ...letters.grant, money: { state: 'inReview' } });
    expect(inReview).toContain('una persona dell’ufficio deve fare una verifica');
    const givenBack = await printed({ ...letters.grant, money: { state: 'givenBack' } });
    expect(givenBack).toContain('l’assegnazione è tornata al Fondo');
    for (const text of [inReview, givenBack]) expect(text).not.toMatch(/lista d’attesa|riceve l’ordine/);
  });

  it('shows the points in a table whose headers are told', async () => {
    const { spoken } = await read(letters.grant);
    const table = spoken
      .filter(({ path }) => path.includes('/Table/'))
      .map(({ path, text }) => [path.split('/').at(-1), text]);
    expect(table).toEqual([
      ['TH', 'Che cosa si considera'],
      ['TH', 'Punti'],
      ['TH', 'Al massimo'],
      ['TH', 'Carico di cura'],
      ['TD', '16'],
      ['TD', '20'],
      ['TH', 'Condizione economica'],
      ['TD', '22,5'],
      ['TD', '25'],
    ]);
    const raw = Buffer.from(await renderLetter(letters.grant)).toString('latin1');
    expect(raw.match(/\/Scope \/Column/g)).toHaveLength(3);
    expect(raw.match(/\/Scope \/Row/g)).toHaveLength(2);
  });
});

describe('the letter that refuses', () => {
  it('gives a named person’s reasons first, then the points', async () => {
    const pdf = await read(letters.refusal);
    expect(pdf.title).toBe('Diniego della domanda n. 2026-000123');
    const texts = pdf.spoken.map(({ text }) => text);
    const places = [
      texts.findIndex((text) => text.startsWith('Ha deciso Carlo Commissario')),
      texts.indexOf('È sola con due figli.'),
      texts.indexOf('Più ore di nido le danno respiro: città, né, €.'),
      texts.findIndex((text) => text.endsWith('Le regole da sole non decidono.')),
      texts.indexOf('Punteggio: 38,5 su 100. Fascia di fragilità: alta.'),
    ];
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  it('goes on over as many pages as the reasons need', async () => {
    const reason = Array.from({ length: 60 }, (_, index) => `Ragione ${index}. ${'parola '.repeat(30)}`).join(
      '\n',
    );
    const pdf = await read({ ...letters.refusal, reason });
    expect(pdf.pages).toBeGreaterThan(3);
    expect(pdf.printed.at(-1)).toContain(`pagina ${pdf.pages} di ${pdf.pages}`);
    const spoken = pdf.spoken.map(({ text }) => text).join(' ');
    for (let index = 0; index < 60; index += 1) expect(spoken).toContain(`Ragione ${index}. parola`);
  });
});

describe('the letter that tells of a release', () => {
  it('says what goes back, what will not come, why and who decided', async () => {
    const text = await printed(letters.release);
    expect(text).toContain('restituiamo al Fondo di Solidarietà 280,00 € dell’assegnazione di 1.230,00 €.');
    expect(text).toContain('Che cosa non riceverà');
    expect(text).toContain('Centro estivo: 2 settimane');
    expect(text).toContain('Ha deciso Sara Assistente.');
    expect(text).toContain('La famiglia cambia provincia.');
    expect(text).toContain('Ciò che ha già ricevuto resta pagato dal Fondo.');
  });

  it('says that all of it goes back when nothing was delivered', async () => {
    const text = await printed({ ...letters.release, releasedCents: 123_000 });
    expect(text).toContain('l’intera assegnazione di 1.230,00 €');
    expect(text).not.toContain('Ciò che ha già ricevuto');
  });
});

describe('the letter that ends a wait', () => {
  it('says until when it was waited, that it is no refusal, and what can be done', async () => {
    const text = await printed(letters.waitingEnded);
    expect(text).toContain('fino al 20 febbraio 2027 il denaro disponibile nel Fondo non è bastato');
    expect(text).toContain('Non è un diniego');
    expect(text).toContain('Può presentare una nuova domanda in ogni momento');
  });
});

describe('names and texts from people', () => {
  it('keep their letters, whatever language they come from and however they were typed', async () => {
    const name = 'Łukasz Đorđević Țepeș Nguyễn Œuvré Наталя Αθηνά';
    const text = await printed({
      ...letters.closure,
      recipient: { name: name.normalize('NFD'), address: null },
    });
    expect(text).toContain(`Gentile ${name},`);
  });

  it('show a question mark for a sign that cannot be printed, and no control characters', async () => {
    const text = await printed({
      ...letters.closure,
      reason: 'Grazie \u{1F600} a\u0000l\u202el\u200be 9 «così» – 5 €',
    });
    expect(text).toContain('Grazie ? alle 9 «così» – 5 €');
  });
});
