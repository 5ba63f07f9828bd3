import { afterAll, beforeAll, expect, it } from 'vitest';
import { startApi, type Caller, type TestApi } from './support.ts';

let api: TestApi;
let caseworker: Caller;

beforeAll(async () => {
  api = await startApi();
  caseworker = await api.signIn('caseworker');
});
afterAll(() => api.close());

const namesOf = async (query: string) =>
  ((await caseworker.get(`/v1/comuni${query}`)).body['items'] as { name: string }[]).map(({ name }) => name);

it('lists the 42 comuni, each with its ISTAT code and ambito', async () => {
  expect(await namesOf('')).toHaveLength(42);
  expect((await caseworker.get('/v1/comuni?q=lovere')).body['items']).toEqual([
    { istatCode: '016128', name: 'Lovere', ambito: 'altoSebino', ambitoName: 'Alto Sebino' },
  ]);
});

it('finds a comune by a part of its name, however it is written', async () => {
  expect(await namesOf('?q=SAN%20PAOLO%20D%E2%80%99')).toEqual(["San Paolo d'Argon"]);
  expect(await namesOf('?q=cenate')).toEqual(['Cenate Sopra', 'Cenate Sotto']);
  expect(await namesOf('?q=Roma')).toEqual([]);
  expect(await namesOf('?q=%27')).toEqual([]);
});
