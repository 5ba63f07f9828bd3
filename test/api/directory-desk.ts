import { expect } from 'vitest';
import { toPlainDate } from '../../domain/time.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import { plantProvider, type PlantedProvider, type ProviderSketch } from '../support/planted-provider.ts';
import { startApi, type Caller, type TestApi } from './support.ts';
import { comune } from './world.ts';

export interface Entry {
  readonly id: string;
  readonly name: string;
  readonly provider: { readonly id: string; readonly standing: string };
  readonly place: { readonly id: string; readonly distanceMetres: number };
  readonly near: Readonly<Record<string, unknown>>;
  readonly unitPriceCents: number;
  readonly announcedPrice: unknown;
  readonly orderable: boolean;
}

/** An API with the rules in force, somebody who searches, and providers of one test at a time. */
export interface DirectoryDesk {
  readonly api: TestApi;
  readonly caseworker: Caller;
  readonly today: string;
  /** From here on other providers are looked at. @returns the word that is in the name of each */
  readonly next: () => string;
  readonly plant: (sketch?: ProviderSketch) => Promise<PlantedProvider>;
  readonly search: (more?: string, caller?: Caller) => Promise<readonly Entry[]>;
}

export async function openDirectory(): Promise<DirectoryDesk> {
  const api = await startApi();
  const caseworker = await api.signIn('caseworker');
  const [author, publisher] = [await api.signIn('administrator'), await api.signIn('administrator')];
  await api.inAlliance((tx) =>
    shipVersionOne(tx, {
      authorId: author.accountId,
      publisherId: publisher.accountId,
      effectiveAt: new Date('2026-01-01T00:00:00Z'),
    }),
  );
  let mark = 0;
  const word = () => `Prova${mark}x`;
  return {
    api,
    caseworker,
    today: toPlainDate(await api.test.database.clock.now()),
    next: () => {
      mark += 1;
      return word();
    },
    plant: (sketch = {}) =>
      api.inAlliance((tx) => plantProvider(tx, { name: word(), admittedOn: '2025-01-01', ...sketch })),
    search: async (more = '', caller = caseworker) => {
      const reply = await caller.get(`/v1/directory?comune=${comune}&q=${word()}${more}`);
      expect(reply.status, reply.text).toBe(200);
      return reply.body['items'] as Entry[];
    },
  };
}
