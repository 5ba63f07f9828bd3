import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organisationId } from '../../prisma/seed/organisations.ts';
import { violations } from './support/axe.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { staysWhenAsked } from './support/leaving.ts';

/**
 * What becomes of what is typed when a session lapses or is about to, somebody goes back, or opens a second tab: nothing
 * is lost, nothing is done twice, and nobody else sees it.
 */
let desk: Desk;
let chiara: Page;

beforeAll(async () => {
  desk = await openDesk();
  chiara = await desk.sit('Chiara');
}, 240_000);
afterAll(() => desk.close());

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const enter = async (page: Page, persona: string) => {
  const button = page.getByRole('button', { name: new RegExp(`\\b${persona}\\b`) });
  await button.click();
  await button.waitFor({ state: 'detached' });
};

it('a dialog that sends nothing when it is closed says so, until it has sent', async () => {
  const sara = await desk.sit('Sara');
  await sara.goto('/accounts');
  await press(sara, 'Apri un’utenza');
  const dialog = sara.getByRole('dialog');
  await dialog.getByLabel('Nome dell’utenza').fill('Prova');
  await dialog.getByRole('button', { name: 'Annulla', exact: true }).waitFor();
  expect(await dialog.getByRole('button', { name: 'Fatto' }).count()).toBe(0);
  await dialog.getByLabel('Posta elettronica').fill('prova@example.org');
  await dialog.getByLabel('assistente sociale').check();
  await press(sara, 'Apri e invita');
  await dialog.getByRole('button', { name: 'Fatto', exact: true }).click();
  // Sessions are counted below: this one is over.
  await press(sara, 'Esci');
  await sara.getByRole('heading', { name: 'Entra in Reciproca' }).waitFor();
  await sara.context().close();
});

describe('a page whose session lapsed', () => {
  it('has what was typed for whoever signs in again, and sends it then', async () => {
    await chiara.goto('/applications/invite');
    await chiara.getByLabel('Nome dell’ente').fill('Cooperativa del Bosco');
    await chiara.getByLabel('Indirizzo e-mail dell’ente').fill('bosco@example.org');
    await pressAsItLapses(chiara, 'Chiara', 'Manda l’invito');
    await enter(chiara, 'Chiara');
    await chiara.getByText('ciò che ha scritto è qui').waitFor();
    expect(await chiara.getByLabel('Indirizzo e-mail dell’ente').inputValue()).toBe('bosco@example.org');
    await press(chiara, 'Manda l’invito');
    await chiara.getByRole('heading', { name: 'Cooperativa del Bosco' }).waitFor();
  });

  it('has the file that was chosen, when its holder signed in beside it', async () => {
    const anna = await desk.sit('Anna');
    await anna.goto('/settlement/bank');
    const file = { name: 'lista.csv', mimeType: 'text/csv', buffer: Buffer.from('a;b') };
    await anna.getByLabel('File della banca').setInputFiles(file);
    await pressAsItLapses(anna, 'Anna', 'Carica');
    const beside = await desk.beside(anna);
    await beside.goto('/signed-in');
    await beside.getByRole('link', { name: 'Oppure continui qui' }).click();
    await enter(beside, 'Anna');
    await lookAgain(anna);
    await anna.getByText('ciò che ha scritto è qui').waitFor();
    const chosen = "document.querySelector('input[type=file]').files[0]?.name";
    expect(await anna.evaluate(chosen)).toBe('lista.csv');
    await anna.context().close();
  });

  it('has it an hour later too, in the row of a list that was read long before', async () => {
    const anna = await desk.sit('Anna');
    await anna.clock.install();
    await anna.goto('/fund/contributions');
    await anna
      .getByRole('button', { name: /^È arrivato/ })
      .first()
      .click();
    await anna.getByLabel('Riferimento del movimento').fill('CRO 77');
    await pressAsItLapses(anna, 'Anna', 'Conferma l’incasso');
    await anna.clock.fastForward('01:00:00');
    await enter(anna, 'Anna');
    expect(await anna.getByLabel('Riferimento del movimento').inputValue()).toBe('CRO 77');
    await anna.context().close();
  });

  it('shows nothing of it to anybody else', async () => {
    await chiara.goto('/applications/invite');
    await chiara.getByLabel('Nome dell’ente').fill('Cooperativa del Bosco');
    await chiara.getByLabel('Indirizzo e-mail dell’ente').fill('bosco@example.org');
    await pressAsItLapses(chiara, 'Chiara', 'Manda l’invito');
    await enter(chiara, 'Sara');
    await chiara.getByRole('heading', { name: 'Invitare un ente' }).waitFor();
    expect(await chiara.getByLabel('Indirizzo e-mail dell’ente').inputValue()).toBe('');
  });

  it('forgets it when its holder signs out in another tab', async () => {
    await chiara.getByLabel('Indirizzo e-mail dell’ente').fill('bosco@example.org');
    const beside = await desk.beside(chiara);
    await beside.goto('/directory');
    await press(beside, 'Esci');
    await beside.getByRole('heading', { name: 'Entra in Reciproca' }).waitFor();
    // That the session is over it may hear before the other tab's word, which leads away from the page.
    await chiara.waitForURL(({ pathname }) => pathname === '/');
    await chiara.getByRole('heading', { name: 'Entra in Reciproca' }).waitFor();
    await enter(chiara, 'Sara');
    await chiara.goto('/applications/invite');
    expect(await chiara.getByLabel('Indirizzo e-mail dell’ente').inputValue()).toBe('');
    await beside.close();
  });
});

describe('the end of a session', () => {
  const warning = () => chiara.getByRole('alertdialog');
  const soon = "now() + interval '90 seconds'";

  it('is told two minutes before, by keyboard alone put off, and the focus goes back', async () => {
    await chiara.getByLabel('Indirizzo e-mail dell’ente').focus();
    await lookAgain(chiara);
    await changeSession('Sara', `idle_at = ${soon}`);
    await lookAgain(chiara);
    await warning().waitFor();
    expect(await chiara.evaluate('document.activeElement.role')).toBe('alertdialog');
    expect(await chiara.title()).toMatch(/^La sessione sta per finire/);
    expect(await violations(chiara)).toEqual([]);
    await chiara.keyboard.press('Tab');
    await chiara.keyboard.press('Enter');
    await warning().waitFor({ state: 'detached' });
    expect(await chiara.evaluate('document.activeElement.type')).toBe('email');
    expect(await minutesLeft('Sara')).toBeGreaterThan(20);
  });

  it('is told, and not put off, when it is the longest a session lasts', async () => {
    await changeSession('Sara', `idle_at = ${soon}, expires_at = ${soon}`);
    await lookAgain(chiara);
    await warning().getByText('non si può prolungare').waitFor();
    await chiara.keyboard.press('Escape');
    await warning().waitFor({ state: 'detached' });
    expect(await minutesLeft('Sara')).toBeLessThan(2);
  });
});

describe('a form', () => {
  let roberto: Page;

  beforeAll(async () => {
    roberto = await desk.sit('Roberto');
  });
  afterAll(() => roberto.context().close());

  it('has what was typed when somebody goes back and forth, and each of two tabs its own', async () => {
    await roberto.goto('/plans');
    await roberto.getByRole('link', { name: 'Scrivi un piano' }).click();
    await fillPlan(roberto, 'Piano di una scheda');
    const beside = await desk.beside(roberto);
    await beside.goto('/plans/new');
    expect(await beside.getByLabel('Nome del piano').inputValue()).toBe('');
    await fillPlan(beside, 'Piano dell’altra');
    await roberto.goBack();
    await roberto.getByRole('heading', { name: 'I piani' }).waitFor();
    await roberto.goForward();
    expect(await roberto.getByLabel('Nome del piano').inputValue()).toBe('Piano di una scheda');
    expect(await roberto.getByLabel('contratto collettivo').isChecked()).toBe(true);
    await press(beside, 'Salva la bozza');
    await beside.getByRole('heading', { name: 'Piano dell’altra' }).waitFor();
    await beside.close();
  });

  it('has its reasons after a reload; what tells of people is in no storage, and the browser asks before it is lost', async () => {
    const marco = await desk.sit('Marco');
    const reasons = marco.getByRole('textbox', { name: 'Spiegazione' });
    const open = () => marco.getByText('Proponi la revoca', { exact: true }).click();
    await marco.goto(`/providers/${organisationId('nido-pulcini')}`);
    await open();
    await reasons.fill('Per tre volte nessuno era al nido.');
    await marco.reload();
    await open();
    expect(await reasons.inputValue()).toBe('Per tre volte nessuno era al nido.');

    await marco.goto('/people/new');
    await marco.getByLabel('Cognome', { exact: true }).fill('Belotti');
    await staysWhenAsked(marco);
    expect(await marco.getByLabel('Cognome', { exact: true }).inputValue()).toBe('Belotti');
    const stored = 'JSON.stringify({ ...sessionStorage, ...localStorage })';
    expect(await marco.evaluate(stored)).not.toContain('Belotti');
    await marco.context().close();
  });
});

const comesBack = "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))";

/** What browsers do when somebody comes back to a page: it asks again who is signed in. */
async function lookAgain(page: Page): Promise<void> {
  const asked = page.waitForResponse((response) => response.url().endsWith('/v1/me'));
  await page.evaluate(comesBack);
  await asked;
}

/** The session is over when what was pressed arrives: a page that had noticed before could not be pressed. */
async function pressAsItLapses(page: Page, persona: string, name: string): Promise<void> {
  const lapse = async (route: Route) => {
    if (route.request().method() !== 'GET') await changeSession(persona, 'revoked_at = now()');
    await route.continue();
  };
  await page.route('**/v1/**', lapse);
  await press(page, name);
  await page.getByText('La sessione è scaduta').waitFor();
  await page.unroute('**/v1/**', lapse);
}

async function changeSession(persona: string, change: string): Promise<void> {
  const superuser = await desk.stack.test.superuser();
  await superuser.query(`UPDATE token SET ${change} WHERE ${ofOpenSession}`, [`${persona} %`]);
}

const ofOpenSession = `idle_at IS NOT NULL AND revoked_at IS NULL
  AND account_id = (SELECT id FROM account WHERE label LIKE $1)`;

async function minutesLeft(persona: string): Promise<number> {
  const superuser = await desk.stack.test.superuser();
  const { rows } = await superuser.query<{ minutes: number }>(
    `SELECT extract(epoch FROM idle_at - now())::float / 60 AS minutes FROM token WHERE ${ofOpenSession}`,
    [`${persona} %`],
  );
  return rows[0]!.minutes;
}

async function fillPlan(page: Page, name: string): Promise<void> {
  await page.getByLabel('Nome del piano').fill(name);
  await page.getByLabel('contratto collettivo').check();
  await page.getByLabel('tutti i dipendenti').check();
  await page.getByLabel('Primo giorno').fill('2027-01-01');
  await page.getByLabel('Ultimo giorno').fill('2027-12-31');
  await page.getByLabel('torna al datore di lavoro').check();
}
