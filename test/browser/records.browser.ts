import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../../domain/plain-date.ts';
import { isoToday } from '../holds/support/journey.ts';
import { violations } from './support/axe.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { faultAt, toldOf } from './support/told.ts';

/** What is kept of people and organisations: jobs, relatives, who represents whom, a death, an erasure. */
let desk: Desk;
let chiara: Page;
let sara: Page;
let personId: string;

const today = isoToday();
const press = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).click();

beforeAll(async () => {
  desk = await openDesk();
  const office = await desk.stack.as('Chiara');
  const person = { givenName: 'Ada', familyName: 'Provetti', birthDate: '1990-05-04', comuneIstat: '016128' };
  personId = (await office.does('/v1/people', person))['id'] as string;
  [chiara, sara] = [await desk.sit('Chiara'), await desk.sit('Sara')];
  await chiara.goto(`/people/${personId}`);
  await press(chiara, 'Apri il fascicolo');
}, 240_000);
afterAll(() => desk.close());

describe('a job', () => {
  it('is recorded by a caseworker, who is told what is missing', async () => {
    await press(chiara, 'Mostra per chi lavora');
    await chiara.getByText('Non è registrato nessun lavoro').waitFor();
    await press(chiara, 'Registra un lavoro');
    await press(chiara, 'Registra il lavoro');
    await faultAt(chiara, 'Datore di lavoro', 'Scelga per chi lavora');
    const employer = chiara.getByLabel('Datore di lavoro', { exact: true });
    await employer.selectOption(await valueOf(chiara, 'Il Filo'));
    await chiara.getByLabel('Primo giorno').fill(addDays(today, -400));
    await press(chiara, 'Registra il lavoro');
    await toldOf(chiara, /^Lavoro registrato/);
    expect(await violations(chiara)).toEqual([]);
  });

  it('ends on a day after its first one', async () => {
    await press(chiara, /^Registra la fine: .*Il Filo/);
    await chiara.getByLabel('Ultimo giorno').fill(addDays(today, -401));
    await press(chiara, 'Registra l’ultimo giorno');
    await faultAt(chiara, 'Ultimo giorno', 'non prima del primo');
    await chiara.getByLabel('Ultimo giorno').fill(addDays(today, -10));
    await press(chiara, 'Registra l’ultimo giorno');
    await toldOf(chiara, /^Fine del lavoro registrata/);
    await chiara
      .getByRole('listitem')
      .filter({ hasText: /Il Filo.* dal .* al/ })
      .waitFor();
    expect(await chiara.getByRole('button', { name: /^Registra la fine/ }).count()).toBe(0);
  });
});

describe('whoever an application is begun for, and is not there', () => {
  it('is entered from the search that found nobody, then their household, and the application goes on', async () => {
    const desktop = await desk.sit('Chiara');
    await desktop.goto('/cases/new');
    await desktop.getByLabel('Codice fiscale o nome').fill('Zeno Provetti');
    await desktop.getByLabel('Data di nascita').fill('1988-02-03');
    await press(desktop, 'Cerca');
    await desktop.getByText('Trovate 0 persone').waitFor();
    expect(await violations(desktop)).toEqual([]);
    await desktop.getByRole('link', { name: 'Registra una persona' }).click();
    const field = (name: string) => desktop.getByLabel(name, { exact: true }).inputValue();
    await desktop.getByRole('link', { name: 'Torna alla domanda' }).waitFor();
    expect(await Promise.all(['Nome', 'Cognome', 'Data di nascita'].map(field))).toEqual([
      'Zeno',
      'Provetti',
      '1988-02-03',
    ]);
    expect(desktop.url()).not.toContain('Zeno');
    const comune = desktop.getByLabel('Comune', { exact: true });
    await comune.selectOption(await valueOf(desktop, 'Lovere'));
    await press(desktop, 'Registra');
    await press(desktop, 'Apri il fascicolo');
    await desktop
      .getByLabel('Comune', { exact: true })
      .first()
      .selectOption(await valueOf(desktop, 'Lovere'));
    await press(desktop, 'Registra');
    await desktop.getByRole('heading', { name: 'Nucleo registrato' }).waitFor();
    await press(desktop, 'Fai la domanda per questo nucleo');
    await desktop.getByLabel('Zeno Provetti, per sé').check();
    await press(desktop, 'Continua');
    await desktop.getByLabel('Che cosa serve').waitFor();
    expect(await violations(desktop)).toEqual([]);
    await desktop.context().close();
  });
});

describe('a relative', () => {
  it('is declared by the employee, in the place of what was declared before', async () => {
    const lucia = await desk.sit('Lucia', { viewport: { width: 375, height: 740 } });
    await lucia.goto('/wallet');
    await lucia.getByRole('link', { name: 'I miei familiari' }).click();
    await lucia.getByRole('listitem').filter({ hasText: 'figlio o figlia' }).nth(1).waitFor();
    await press(lucia, 'Dichiara un familiare');
    await press(lucia, 'Dichiara');
    await faultAt(lucia, 'Chi è il familiare', 'Scelga una persona');
    const who = lucia.getByLabel('Chi è il familiare');
    await who.selectOption((await who.locator('option').nth(1).getAttribute('value'))!);
    await lucia.getByLabel('figlio o figlia').check();
    await lucia.getByLabel('Reddito dell’anno').fill('9.000,00');
    await press(lucia, 'Dichiara');
    await toldOf(lucia, /^Dichiarazione registrata/);
    await lucia
      .getByText('reddito dell’anno 9000,00')
      .or(lucia.getByText('reddito dell’anno 9.000,00'))
      .waitFor();
    expect(await violations(lucia)).toEqual([]);
    await lucia.context().close();
  });

  it('is declared at the desk, and ends there', async () => {
    await press(chiara, 'Mostra i familiari dichiarati');
    await chiara.getByText('Nessun familiare è dichiarato').waitFor();
    await press(chiara, 'Dichiara un familiare');
    await chiara.getByLabel('Codice fiscale o nome').fill('Marta');
    await press(chiara, 'Cerca');
    await chiara
      .getByRole('button', { name: /^Scegli: Marta/ })
      .first()
      .click();
    await chiara.getByLabel('genitore o nonno').check();
    await press(chiara, 'Dichiara');
    await chiara.getByText('Dica se vivono insieme').first().waitFor();
    await chiara.getByLabel('vive con chi lavora').check();
    await press(chiara, 'Dichiara');
    await toldOf(chiara, /^Dichiarazione registrata/);
    await press(chiara, /^Non vale più: Marta/);
    await press(chiara, 'Registra l’ultimo giorno');
    await toldOf(chiara, /^Ultimo giorno registrato/);
    await chiara.getByText('Dichiarazioni di prima, sostituite').waitFor();
  });
});

describe('who represents an organisation', () => {
  it('is recorded by an administrator, by an account of the organisation', async () => {
    await sara.goto('/organisations?q=Pulcini');
    await sara.getByRole('link', { name: 'Nido I Pulcini' }).click();
    await press(sara, 'Registra chi rappresenta l’ente');
    await press(sara, 'Registra');
    await faultAt(sara, 'Con quale utenza firma', 'Scelga un’utenza');
    const account = sara.getByLabel('Con quale utenza firma');
    await account.selectOption((await account.locator('option').nth(1).getAttribute('value'))!);
    await sara.getByLabel('Nome e cognome').fill('Nadia Provetti');
    await sara.getByLabel('Codice fiscale').fill('rssmra80a01h501u');
    await press(sara, 'Registra');
    await toldOf(sara, /^Registrato/);
    expect(await violations(sara)).toEqual([]);
  });

  it('needs such an account first', async () => {
    await sara.goto('/organisations?q=Filo');
    await sara.getByRole('link', { name: /Il Filo/ }).click();
    await sara.getByText('Nessuno è registrato').waitFor();
    await sara.getByRole('link', { name: 'Apra l’utenza' }).waitFor();
  });
});

describe('a death', () => {
  it('is recorded once it was said what follows, and taken back', async () => {
    await press(chiara, /^Registra il decesso: Ada/);
    await faultAt(chiara, 'Giorno del decesso', 'manca la risposta');
    await chiara.getByLabel('Giorno del decesso').fill(addDays(today, -1));
    await press(chiara, /^Registra il decesso: Ada/);
    await chiara.getByText('non va agli eredi').waitFor();
    await press(chiara, 'No, lascia com’è');
    await press(chiara, /^Registra il decesso: Ada/);
    await press(chiara, /^Sì, registra il decesso: Ada/);
    await chiara.getByText(/^Registrato: .*Non le si scrive più/).waitFor();
    expect(await violations(chiara)).toEqual([]);
    await press(chiara, /^È stato un errore/);
    await press(chiara, /^Sì, togli il decesso/);
    await chiara.getByLabel('Giorno del decesso').waitFor();
  });
});

describe('the code of a record', () => {
  it('is what an administrator opens an account with, who reads none', async () => {
    await sara.goto('/accounts');
    await press(sara, 'Apri un’utenza');
    const panel = sara.getByRole('dialog');
    await panel.getByLabel('Nome dell’utenza').fill('Ada Provetti');
    await panel.getByLabel('Posta elettronica').fill('ada@example.org');
    await panel.getByLabel('cittadino').check();
    await panel.getByLabel('Codice della scheda').fill(personId);
    await press(sara, 'Apri e invita');
    await panel.getByRole('status').waitFor();
    await press(sara, 'Fatto');
  });
});

describe('the data of a person', () => {
  it('are erased by an administrator, who is given the code of the record', async () => {
    const code = await chiara.locator('code').filter({ hasText: personId }).innerText();
    await sara.goto('/accounts');
    await sara.getByRole('link', { name: 'Cancellare una persona' }).click();
    await sara.getByLabel('Codice della scheda').fill(code.slice(0, 20));
    await press(sara, /^Cancella i dati/);
    await faultAt(sara, 'Codice della scheda', 'Il codice non è intero');
    await sara.getByLabel('Codice della scheda').fill(code);
    await press(sara, /^Cancella i dati/);
    await sara.getByText('non si potranno più leggere').waitFor();
    await press(sara, /^Sì, cancella per sempre/);
    await toldOf(sara, /sono cancellati/);
    expect(await violations(sara)).toEqual([]);
    await chiara.goto(`/people/${personId}`);
    await chiara.getByText('I dati di questa persona sono stati cancellati').waitFor();
    expect(desk.faults()).toEqual([]);
  });
});

async function valueOf(page: Page, words: string): Promise<string> {
  const option = page.locator('option', { hasText: words });
  await option.first().waitFor({ state: 'attached' });
  return (await option.first().getAttribute('value'))!;
}
