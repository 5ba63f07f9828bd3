import { Ajv2020 } from 'ajv/dist/2020.js';
import { readdir, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { oneByOne, stepsOfEach } from '../cli/cases/each.ts';
import { readCase } from '../cli/cases/read-case.ts';
import { currentDocumentation } from '../cli/cases/write-documentation.ts';

const folder = new URL('./cases/', import.meta.url);
const shipped = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
const documents = new URL('../docs/', import.meta.url);
const schema = JSON.parse(await readFile(new URL('case.schema.json', documents), 'utf8')) as object;
const matchesSchema = new Ajv2020({ strict: false }).compile(schema);

const italian = `
caso: una prova
inizia il: 2026-05-04
fondo: { disponibile: 1.000,00 }
fornitori: { Nido: { comune: Casazza } }
nuclei:
  casa: { comune: Casazza, componenti: { Anna: { nascita: 1990-06-01 } } }
domande:
  nido:
    nucleo: casa
    richiedente: Anna
    bisogni: { nido: { per: Anna, servizio: altro, fornitore: Nido, unità: ora, quante: 4, prezzo unitario: 22.50 } }
passi:
  - { il: 2026-05-04 16:30, chi: Anna, apre la domanda: nido }
`;

const english = `
case: una prova
starts on: 2026-05-04
fund: { available: 1000.00 }
providers: { Nido: { comune: Casazza } }
households:
  casa: { comune: Casazza, members: { Anna: { born: 1990-06-01 } } }
applications:
  nido:
    household: casa
    applicant: Anna
    needs: { nido: { for: Anna, service: other, provider: Nido, unit: hour, units: 4, unit price: 22,50 } }
steps:
  - { on: 2026-05-04 16:30, who: Anna, opens the application: nido }
`;

function errorsOf(yaml: string) {
  const reading = readCase(yaml);
  return reading.valid ? [] : reading.errors;
}

describe('a case file', () => {
  it('says the same in Italian and in English', () => {
    const [one, other] = [readCase(italian), readCase(english)];
    expect(one).toMatchObject({ valid: true, language: 'it' });
    expect(other).toMatchObject({ valid: true, language: 'en' });
    expect(one.valid && one.file).toEqual(other.valid && other.file);
  });

  it('reads euros to the cent and times on the clocks of Rome', () => {
    const reading = readCase(italian);
    expect(reading.valid && reading.file).toMatchObject({
      fund: { available: 100_000 },
      applications: { nido: { needs: { nido: { 'unit price': 2250 } } } },
      steps: [{ on: new Date('2026-05-04T14:30:00Z') }],
    });
  });

  it.each([
    ['950,00', 95_000],
    ['950.00', 95_000],
    ['1.140,00', 114_000],
    ['1140', 114_000],
    ['0', 0],
    ['12.345.678,90 €', 1_234_567_890],
  ])('reads %s as %i cents', (written, cents) => {
    const reading = readCase(italian.replace('1.000,00', written));
    expect(reading.valid && reading.file.fund.available).toBe(cents);
  });

  it.each(['950,5', '-950.00', '9 50', '950,001', '1.14,00', 'tanti'])(
    'refuses %s as an amount',
    (written) => {
      expect(errorsOf(italian.replace('1.000,00', `"${written}"`))).toHaveLength(1);
    },
  );

  it.each([
    [
      'an unknown key',
      'quante: 4',
      'quanti: 4',
      ['domande / nido / bisogni / nido / quanti', 'domande / nido / bisogni / nido'],
    ],
    [
      'an English key in an Italian file',
      'servizio: altro',
      'service: other',
      ['domande / nido / bisogni / nido / service', 'domande / nido / bisogni / nido'],
    ],
    [
      'a word that is none',
      'servizio: altro',
      'servizio: casa',
      ['domande / nido / bisogni / nido / servizio'],
    ],
    [
      'a day that does not exist',
      '1990-06-01',
      '1990-06-31',
      ['nuclei / casa / componenti / Anna / nascita'],
    ],
    ['an unknown name', 'chi: Anna', 'chi: Rosa', ['passi / 1 / chi']],
    [
      'an unknown provider',
      'fornitore: Nido',
      'fornitore: Asilo',
      ['domande / nido / bisogni / nido / fornitore'],
    ],
    ['a step before the start', '2026-05-04 16:30', '2026-05-03 16:30', ['passi / 1 / il']],
    [
      'two things in one step',
      'apre la domanda: nido',
      'apre la domanda: nido, ritira la domanda: no',
      ['passi / 1'],
    ],
    ['a step that does nothing', 'chi: Anna, apre la domanda: nido', 'chi: Anna', ['passi / 1']],
    ['nobody who acts', 'chi: Anna, ', '', ['passi / 1']],
    ['a missing key', 'inizia il: 2026-05-04\n', '', ['']],
    ['no steps', '\n  - { il: 2026-05-04 16:30, chi: Anna, apre la domanda: nido }', ' []', ['passi']],
    [
      'a Fund that nobody filled',
      'fornitori: { Nido: { comune: Casazza } }',
      'fornitori: {}',
      ['fondo / disponibile', 'domande / nido / bisogni / nido / fornitore'],
    ],
    [
      'a comune outside the 42',
      'fornitori: { Nido: { comune: Casazza',
      'fornitori: { Nido: { comune: Milano',
      ['fornitori / Nido / comune'],
    ],
  ])('names %s at its place', (_, right, wrong, places) => {
    expect(italian).toContain(right);
    expect(errorsOf(italian.replace(right, wrong)).map(({ at }) => at)).toEqual(places);
  });

  it('tells an error at its line, in the language of the file', () => {
    expect(errorsOf(italian.replace('quante: 4', 'quante: quattro'))).toEqual([
      { line: 12, at: 'domande / nido / bisogni / nido / quante', message: 'scrivere un numero intero' },
    ]);
    expect(errorsOf(english.replace('units: 4', 'units: four'))).toEqual([
      { line: 12, at: 'applications / nido / needs / nido / units', message: 'write a whole number' },
    ]);
    expect(errorsOf('caso: [')).toMatchObject([{ line: 1 }]);
  });
});

describe('many of a kind', () => {
  const many = italian
    .replace('fornitori:', 'datori di lavoro: { Pronta: { comune: Lovere, quanti: 3 } }\nfornitori:')
    .replace(
      'passi:\n',
      `passi:
  - { il: 2026-05-04 16:10, chi: ogni Pronta, firma la Carta: sì }
  - il: 2026-05-04 16:20
    chi: l'assistente sociale
    sposta il termine per firmare: { ente: ogni Pronta, al: 2026-07-01 }
    ci si aspetta: { enti: { ogni Pronta: { Carta: da firmare }, Pronta 2: { sospensioni: [] } } }
`,
    );

  it('are each their own, and do in one step as many things', () => {
    const reading = readCase(many);
    if (!reading.valid) throw new Error(JSON.stringify(reading.errors));
    const { file, language } = reading;
    const names = ['Pronta 1', 'Pronta 2', 'Pronta 3'];
    expect(Object.keys(oneByOne(file.employers))).toEqual(names);
    const [sign, extend, open] = file.steps.map((step) => stepsOfEach(file, language, step));
    expect(sign!.map(({ who }) => who)).toEqual(names);
    expect(extend!.map((step) => step['extends the deadline'])).toEqual(
      names.map((organisation) => ({ organisation, to: '2026-07-01' })),
    );
    expect(open).toEqual([file.steps[2]]);
  });

  it.each([
    ['a name of which there are not many', 'chi: ogni Pronta', 'chi: ogni Nido', 'passi / 1 / chi'],
    ['the name without its number', 'chi: ogni Pronta', 'chi: Pronta', 'passi / 1 / chi'],
    ['a number that is not there', 'Pronta 2:', 'Pronta 4:', 'passi / 2 / ci si aspetta / enti / Pronta 4'],
    ['none of them', 'quanti: 3', 'quanti: 0', 'datori di lavoro / Pronta / quanti'],
  ])('cannot be %s', (_, right, wrong, place) => {
    expect(errorsOf(many)).toEqual([]);
    expect(errorsOf(many.replace(right, wrong)).map(({ at }) => at)).toEqual([place]);
  });
});

describe('credit and vouchers', () => {
  const story = italian
    .replace('fornitori:', 'datori di lavoro: { Pronta: { comune: Lovere } }\nfornitori:')
    .replace(
      'passi:\n',
      `passi:
  - { il: 2026-05-04 16:00, chi: Pronta, accredita: { Anna: 300,00 } }
  - { il: 2026-05-04 16:10, chi: Anna, ordina: { buoni: campo, servizio: Campo, fornitore: Nido, per: Anna, quante: 2, quante di tasca propria: 1 } }
  - { il: 2026-05-04 16:15, chi: Nido, riscuote un buono: { buono: campo 2 } }
  - { il: 2026-05-04 16:20, chi: Nido, dichiara pagato un ordine privato: campo, ci si aspetta: { buoni: { campo 1: { stato: valido } } } }
  - { il: 2026-05-04 16:21, chi: Nido, blocca un buono: { buono: campo 1 } }
  - { il: 2026-05-04 16:22, chi: Nido, riscuote quel che ha bloccato: campo 1 }
  - { il: 2026-05-04 16:23, chi: Pronta, accredita con un elenco: { Anna: 1,00 } }
  - { il: 2026-05-04 16:24, chi: l'assistente sociale, dà unità in buoni: { bisogno: nido, quante: 2, servizio: Campo, buoni: nido } }
  - { il: 2026-05-04 16:25, chi: l'ufficio del fondo, proroga i buoni: { del piano di: Pronta, che scadono dal: 2026-05-05, che scadono entro il: 2026-05-06, fino al: 2026-05-07, quanti: 1 } }
  - { il: 2026-05-04 16:26, chi: l'ufficio del fondo, paga i fornitori e la banca respinge: [Nido], ci si aspetta: { buoni: { nido 2: {} }, avvisi a: { Anna: [] }, paghe: { Pronta: { anno: 2026 } } } }
`,
    );

  it.each([
    ['nobody', 'accredita: { Anna:', 'accredita: { Ada:', 'passi / 1 / accredita / Ada'],
    [
      'a provider that is none',
      'fornitore: Nido, per: Anna, quante',
      'fornitore: Pronta, per: Anna, quante',
      'passi / 2 / ordina / fornitore',
    ],
    [
      'a voucher that nobody ordered',
      'buono: campo 2',
      'buono: campo 3',
      'passi / 3 / riscuote un buono / buono',
    ],
    [
      'a private order that nobody placed',
      'privato: campo,',
      'privato: corso,',
      'passi / 4 / dichiara pagato un ordine privato',
    ],
    [
      'vouchers as if they were one',
      'buoni: { campo 1:',
      'buoni: { campo:',
      'passi / 4 / ci si aspetta / buoni / campo',
    ],
    ['no voucher', 'bloccato: campo 1', 'bloccato: campo', 'passi / 6 / riscuote quel che ha bloccato'],
    ['a list of nobody', 'elenco: { Anna', 'elenco: { A', 'passi / 7 / accredita con un elenco / A'],
    ['no need', 'bisogno: nido', 'bisogno: asilo', 'passi / 8 / dà unità in buoni / bisogno'],
    ['no plan', 'piano di: Pronta', 'piano di: Nido', 'passi / 9 / proroga i buoni / del piano di'],
    ['no payee', '[Nido]', '[Anna]', 'passi / 10 / paga i fornitori e la banca respinge / 1'],
    ['no gift', 'nido 2: {}', 'nido 3: {}', 'passi / 10 / ci si aspetta / buoni / nido 3'],
    ['no reader', 'a: { Anna: []', 'a: { Nido: []', 'passi / 10 / ci si aspetta / avvisi a / Nido'],
    ['no payroll', 'paghe: { Pronta', 'paghe: { Anna', 'passi / 10 / ci si aspetta / paghe / Anna'],
  ])('name %s nowhere', (_, right, wrong, place) => {
    expect(errorsOf(story)).toEqual([]);
    expect(errorsOf(story.replace(right, wrong)).map(({ at }) => at)).toEqual([place]);
  });
});

describe('the documentation of cases', () => {
  it('is what the code gives: npm run cases -- --document writes it', async () => {
    const { schema: current, guide } = await currentDocumentation();
    expect(await readFile(new URL('case.schema.json', documents), 'utf8')).toBe(current);
    expect(await readFile(new URL('cases.md', documents), 'utf8')).toBe(guide);
  });

  it('shows an example that the reader accepts', async () => {
    const guide = await readFile(new URL('cases.md', documents), 'utf8');
    const [, example = ''] = /```yaml\n([^`]*)```/.exec(guide) ?? [];
    expect(errorsOf(example)).toEqual([]);
    expect(example).toContain('caso:');
  });

  it('has a schema that refuses what the reader refuses', () => {
    const asEditorsRead = (yaml: string) => parse(yaml) as unknown;
    expect(matchesSchema(asEditorsRead(italian.replace('1.000,00', '1000.00')))).toBe(true);
    expect(matchesSchema(asEditorsRead(english.replace('22,50', '22.50')))).toBe(true);
    for (const [right, wrong] of [
      ['quante: 4', 'quanti: 4'],
      ['servizio: altro', 'servizio: casa'],
      ['inizia il: 2026-05-04\n', ''],
    ] as const) {
      expect(matchesSchema(asEditorsRead(italian.replace('1.000,00', '1000.00').replace(right, wrong)))).toBe(
        false,
      );
    }
  });
});

describe.each(shipped)('the shipped case %s', (name) => {
  it('is read without error', async () => {
    expect(errorsOf(await readFile(new URL(name, folder), 'utf8'))).toEqual([]);
  });
});
