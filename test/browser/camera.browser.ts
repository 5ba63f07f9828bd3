import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { qrSvg } from '../../activities/voucher/qr.ts';
import { launchChromium } from './support/chromium.ts';
import { openDesk, type Desk, type Sitting } from './support/desk.ts';
import { film } from './support/film.ts';
import { pin } from './support/purchases.ts';

/** What the till's camera sees: a film of the voucher on somebody's phone, of something else, nothing at all. */
const folder = await mkdtemp(join(tmpdir(), 'reciproca-film-'));
const camera = join(folder, 'camera.y4m');

let desk: Desk;
let withoutCamera: Browser;
let lucia: Page;
let code: string;

beforeAll(async () => {
  [desk, withoutCamera] = await Promise.all([
    openDesk({
      chromium: ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${camera}`],
    }),
    launchChromium(['--use-fake-device-for-media-stream=device-count=0']),
  ]);
  const [elena, holder] = await Promise.all(['Elena', 'Lucia'].map((name) => desk.stack.as(name)));
  const [voucher] = (await holder!.get('/v1/vouchers')).body.items;
  await elena!.does('/v1/till-users', { label: 'Cassa', placeId: voucher.places[0].id, pin });
  lucia = await desk.sit('Lucia', { viewport: { width: 375, height: 740 } });
  await lucia.goto(`/vouchers/${voucher.id}`);
  code = await lucia.locator('.console-code').innerText();
}, 240_000);
afterAll(async () => {
  await Promise.all([desk.close(), withoutCamera.close()]);
  await rm(folder, { recursive: true });
});

it('reads the voucher that is held before it, and lets any other code go by unsent', async () => {
  await film(camera, lucia, { svg: new TextDecoder().decode(qrSvg('https://example.org/menu')) });
  const till = await openTill({ permissions: ['camera'] });
  const sent: string[] = [];
  till.on('request', (request) => sent.push(`${request.method()} ${new URL(request.url()).pathname}`));
  await scan(till);
  await till.getByText('Questo QR non è di un buono').waitFor();
  expect(sent.filter((one) => one.startsWith('POST'))).toEqual([]);
  await till.getByRole('button', { name: 'Chiudi la fotocamera' }).click();

  await film(camera, lucia, { selector: '.console-qr' });
  await scan(till);
  await till.getByRole('heading', { name: 'Buono valido' }).waitFor();
  await till.getByText('Il buono è di Emma L.').waitFor();
  expect(await till.locator('video').count()).toBe(0);
  // Told by the service: nobody reads the card again.
  await lucia.getByText('Trattenuto alla cassa').waitFor();
  await letGo(till);
  expect(desk.faults()).toEqual([]);
});

it('says that the browser forbids it, and the code is as good', async () => {
  const till = await openTill({ permissions: [] });
  await scan(till);
  await till.getByText('Il browser non permette di usare la fotocamera. Può scrivere il codice').waitFor();
  await typeInstead(till);
});

it('says that there is none, and the code is as good', async () => {
  const till = await openTill({ permissions: ['camera'], browser: withoutCamera });
  await scan(till);
  await till.getByText('Questo dispositivo non ha una fotocamera che si possa usare qui').waitFor();
  await typeInstead(till);
  expect(desk.faults()).toEqual([]);
});

async function openTill(sitting: Sitting): Promise<Page> {
  const till = await desk.sit('Elena', { viewport: { width: 375, height: 740 }, ...sitting });
  await till.goto('/till');
  await till.getByLabel('PIN').fill(pin);
  await till.getByRole('button', { name: 'Apri la cassa' }).click();
  return till;
}

async function scan(till: Page): Promise<void> {
  await till.getByRole('button', { name: 'Leggi il QR con la fotocamera' }).click();
}

async function typeInstead(till: Page): Promise<void> {
  expect(await till.locator('video').isVisible()).toBe(false);
  await till.getByLabel('Codice del buono').fill(code);
  await till.getByRole('button', { name: 'Verifica il buono' }).click();
  await till.getByRole('heading', { name: 'Buono valido' }).waitFor();
  await letGo(till);
}

async function letGo(till: Page): Promise<void> {
  await till.getByRole('button', { name: 'Rilascia senza riscuotere' }).click();
  await till.getByRole('heading', { name: 'Legga un buono' }).waitFor();
  await lucia.getByText('Da usare', { exact: true }).waitFor();
}
