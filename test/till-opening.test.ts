import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTillDesk, said, tillVerbs, type TillDesk } from './support/till-desk.ts';

let desk: TillDesk;
const { hold } = tillVerbs(() => ({ device: desk.device, tillUserId: desk.tillUserId }));

beforeAll(async () => {
  desk = await openTillDesk();
});
afterAll(() => desk.api.close());

it('a till is opened by the right PIN alone, of which a wrong one counts as any other', async () => {
  const { device, rivalDevice, provider } = desk;
  const sketch = { label: 'Banco 2', placeId: provider.placeIds[0], pin: '314159' };
  const { id: tillUserId } = (await device.post('/v1/till-users', sketch)).body;
  const open = (pin: string, by = device) => by.post('/v1/till/opening', { tillUserId, pin });
  expect((await open('314159')).body).toEqual({ tillUserId });
  expect((await open('314159', rivalDevice)).status).toBe(404);
  for (let nth = 0; nth < 5; nth += 1) expect(said(await open('999998'))).toEqual([403, 'pin-not-valid']);
  expect(said(await open('314159'))).toEqual([403, 'pin-not-valid']);
  expect(said(await hold({ tillUserId, pin: '314159', secret: 'x' }))).toEqual([403, 'pin-not-valid']);
});
