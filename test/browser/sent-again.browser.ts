import { setTimeout as sleep } from 'node:timers/promises';
import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { isLong } from '../support/long.ts';
import { openDesk, type Desk } from './support/desk.ts';
import { inPage } from './support/in-page.ts';
import { byMenu } from './support/walking.ts';

/** What goes wrong between a page and the service: nothing is done twice, and nobody is left before a page that died. */
let desk: Desk;
let anna: Page;

beforeAll(async () => {
  desk = await openDesk();
  anna = await desk.sit('Anna');
}, 240_000);
afterAll(() => desk.close());

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Promises an amount that nobody else promises, up to the button. */
async function promise(amount: string): Promise<void> {
  await anna.goto('/fund/contributions');
  await anna.getByText('Registra un contributo promesso').click();
  const first = anna.getByLabel('Ente', { exact: true }).locator('option:nth-child(2)');
  await first.waitFor({ state: 'attached' });
  await anna.getByLabel('Ente', { exact: true }).selectOption({ label: (await first.textContent())! });
  await anna.getByLabel('Importo').fill(amount);
}

/** The next request is done, and what comes back is something else. */
async function answered(
  how: (route: Route) => Promise<void>,
  page = anna,
  path = '**/v1/fund/contributions',
): Promise<void> {
  await page.route(
    path,
    async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      // Sent on from outside the page, it is to say as the page does where it comes from.
      const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' };
      expect((await route.fetch({ headers })).ok()).toBe(true);
      await how(route);
    },
    { times: 1 },
  );
}

/** Sends it, and waits until the page has read the answer: nothing of the request is kept then. */
async function sentAndAnswered(): Promise<void> {
  const done = anna.waitForResponse((response) => response.request().method() === 'POST');
  await button(anna, 'Registra la promessa').click();
  await done;
  await eventually(async () => (await kept()) === 0);
}

async function promised(amount: string): Promise<number> {
  await anna.goto('/fund/contributions');
  const rows = anna.getByText(amount);
  await rows.first().waitFor();
  return rows.count();
}

const kept = (page = anna) =>
  page.evaluate<number>("Object.keys(sessionStorage).filter((key) => key.startsWith('unanswered/')).length");

describe('a request whose answer did not come', () => {
  it('is done once when it went wrong on the way back and is sent again', async () => {
    await promise('1111,11');
    await answered((route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: 'urn:x', title: 'Per ora no', status: 503, detail: 'Più tardi.' }),
      }),
    );
    await button(anna, 'Registra la promessa').click();
    await anna.getByText('Per ora no').waitFor();
    await sentAndAnswered();
    expect(await promised('1.111,11')).toBe(1);
    expect(await kept()).toBe(0);
  });

  it('is done once when nobody answered and the page was loaded anew before', async () => {
    await promise('2222,22');
    await answered((route) => route.abort());
    await button(anna, 'Registra la promessa').click();
    await anna.getByText('Anche se preme più volte').waitFor();
    expect(await kept()).toBe(1);
    await anna.reload();
    await anna.getByText('Registra un contributo promesso').click();
    await sentAndAnswered();
    expect(await promised('2.222,22')).toBe(1);
    expect(await kept()).toBe(0);
  });

  it('is done once where it holds a PIN too, of which the tab keeps not even a fingerprint', async () => {
    const elena = await desk.sit('Elena');
    await elena.goto('/till-users');
    await elena.getByLabel('Nome con cui compare alla cassa').fill('Sportello');
    await elena.getByLabel('PIN scelto dalla persona').fill('482615');
    await answered((route) => route.abort(), elena, '**/v1/till-users');
    await button(elena, 'Aggiungi').click();
    await elena.getByText('Anche se preme più volte').waitFor();
    expect(await kept(elena)).toBe(0);
    await button(elena, 'Aggiungi').click();
    // The PIN was in the first answer alone.
    await elena.getByText('gliene dia uno nuovo').waitFor();
    await button(elena, 'Ho capito').click();
    const { items } = (await (await desk.stack.as('Elena')).get('/v1/till-users')).body;
    expect((items as { label: string }[]).filter(({ label }) => label === 'Sportello')).toHaveLength(1);
    await elena.context().close();
  });

  it('is another request once it was answered', async () => {
    for (const _again of [1, 2]) {
      await promise('3333,33');
      await sentAndAnswered();
    }
    expect(await promised('3.333,33')).toBe(2);
  });
});

describe('a service that is away for a while', () => {
  const promiseForm = (page: Page) => page.getByText('Registra un contributo promesso').click();

  it('is waited for: what is typed stays, what was sent is done once, and changes are told again', async () => {
    const davide = await desk.sit('Davide');
    await byMenu(davide, 'Fondo');
    await davide.getByRole('link', { name: 'Contributi', exact: true }).click();
    await promiseForm(davide);
    await promise('4444,44');
    const comeBack = await desk.stack.goAway();
    const longEnough = sleep(isLong ? 30_000 : 10_000);
    await button(anna, 'Registra la promessa').click();
    await anna.getByText('l’invio può non essere arrivato').waitFor();
    await davide.getByLabel('Importo').fill('12,3');
    await davide.getByText('Il servizio in questo momento non risponde').waitFor();
    await longEnough;
    expect(await anna.getByLabel('Importo').inputValue()).toBe('4444,44');
    const told = davide.waitForResponse((one) => one.url().endsWith('/v1/changes') && one.ok(), {
      timeout: 15_000,
    });
    await comeBack();

    await davide.getByText('Il servizio in questo momento non risponde').waitFor({ state: 'detached' });
    await told;
    await button(anna, 'Registra la promessa').dblclick();
    await davide.getByText('4.444,44').waitFor();
    expect(await davide.locator('input:focus').inputValue()).toBe('12,3');
    expect(await promised('4.444,44')).toBe(1);
    await davide.context().close();
  });
});

describe('a screen that cannot be fetched', () => {
  it('says so in its frame, and opens as soon as the service is back', async () => {
    await anna.goto('/fund');
    await anna.getByRole('heading', { level: 1 }).waitFor();
    await anna.route('**/*.js', (route) => route.abort());
    await anna.getByRole('link', { name: 'Previsione' }).click();
    await anna.getByRole('heading', { name: 'La pagina non si è aperta' }).waitFor();
    expect(await anna.getByRole('navigation').count()).toBeGreaterThan(0);
    await anna.unroute('**/*.js');
    await anna.getByRole('heading', { name: 'Previsione' }).waitFor();
  });
});

describe('a step that is asked twice', () => {
  it('is not taken by whoever presses twice without reading, with the mouse or with Enter', async () => {
    const elena = await desk.sit('Elena', { hasMouse: true });
    await elena.goto('/till-users');
    await elena.getByLabel('Nome con cui compare alla cassa').fill('Banco');
    await button(elena, 'Aggiungi').click();
    const revoke = elena.getByRole('button', { name: /^Togli dalla cassa/ }).first();
    const sure = elena.getByRole('button', { name: /^Sì/ });
    await revoke.dblclick();
    await sure.waitFor();
    await button(elena, 'No, lascia com’è').press('Enter');
    await sure.waitFor({ state: 'detached' });
    await revoke.press('Enter');
    await elena.keyboard.press('Enter');
    await sure.waitFor({ state: 'detached' });
    expect(await revoke.isVisible()).toBe(true);
    await elena.context().close();
  });
});

describe('the window', () => {
  it('says that something is wrong for as long as it is', async () => {
    await promise('');
    await button(anna, 'Registra la promessa').click();
    await anna.getByRole('alert').waitFor();
    await anna.getByLabel('Importo').fill('7');
    expect(await anna.title()).toMatch(/^(?!Errore)/u);
    await anna.getByLabel('Importo').fill('');
    await anna.waitForFunction(inPage<boolean>("() => document.title.startsWith('Errore: ')"));
    await anna.getByLabel('Ente', { exact: true }).focus();
    await anna.keyboard.press('ArrowDown');
    expect(await anna.title()).toMatch(/^Errore: /u);
  });
});

describe('the health of the service', () => {
  it('is told when it fails after it was well, with the reason', async () => {
    const sara = await desk.sit('Sara');
    await sara.goto('/health');
    await sara.getByText('il servizio può lavorare').waitFor();
    await sara.route('**/readyz', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'urn:x',
          title: 'Non pronto',
          status: 503,
          detail: 'Temporal non risponde.',
        }),
      }),
    );
    await sara.getByText('Temporal non risponde.').waitFor();
    expect(await sara.getByText('il servizio può lavorare').count()).toBe(0);
    await sara.context().close();
  });
});
