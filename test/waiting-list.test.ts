import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dossierSubject } from '../activities/fragility-assessment/dossier.ts';
import { placeNextHold } from '../activities/fund/allocation.ts';
import { waitingList } from '../activities/fund/waiting-order.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { openTerritory, type Territory } from './support/planted-award.ts';

interface Sketch {
  readonly score: number;
  readonly isee: number;
  readonly completeAt: string;
}

let territory: Territory;
/** In the order in which they were decided; who comes first is told by score, then ISEE, then when it was complete. */
let awards: readonly string[];
const sketches: readonly Sketch[] = [
  { score: 5_500, isee: 100_000, completeAt: '2026-03-01T09:00:00Z' },
  { score: 7_000, isee: 900_000, completeAt: '2026-03-02T09:00:00Z' },
  { score: 7_000, isee: 400_000, completeAt: '2026-03-04T09:00:00Z' },
  { score: 7_000, isee: 400_000, completeAt: '2026-03-03T09:00:00Z' },
];

beforeAll(async () => {
  territory = await openTerritory(5);
  const made = [];
  for (const [at, sketch] of sketches.entries()) made.push(await plant(at, sketch));
  awards = made;
});
afterAll(() => territory.close());

async function plant(at: number, { score, isee, completeAt }: Sketch): Promise<string> {
  const award = await territory.awaiting(territory.households[at]!);
  await territory.within(async (tx) => {
    const subject = dossierSubject(award.assessmentId);
    const iseeSealed = await territory.services.vault.seal(tx, subject, 'isee', isee);
    const data = { scoreHundredths: score, iseeSealed, completeAt: new Date(completeAt) };
    await tx.db.award.update({ where: { id: award.id }, data });
  });
  return award.id;
}

const shown = async (cursor?: string) => {
  const placed = await territory.within((tx) => waitingList(tx, territory.services.vault, cursor));
  return placed.map(({ award, place }) => [awards.indexOf(award.id), place]);
};

describe('the waiting list', () => {
  it('stands in the order in which the Fund serves it, with the place of each', async () => {
    expect(await shown()).toEqual([
      [3, 1],
      [2, 2],
      [1, 3],
      [0, 4],
    ]);
  });

  it('goes on after the last of a page, and nowhere after what is no award', async () => {
    expect(await shown(awards[2])).toEqual([
      [1, 3],
      [0, 4],
    ]);
    expect(await shown(demoAllianceId)).toEqual([]);
  });

  it('puts last, without a place, what cannot be looked at', async () => {
    const where = { id: awards[3]! };
    const { iseeSealed } = await territory.within(({ db }) => db.award.findUniqueOrThrow({ where }));
    const seal = (iseeSealed: Uint8Array<ArrayBuffer>) =>
      territory.within(({ db }) => db.award.update({ where, data: { iseeSealed } }));
    const broken = Uint8Array.from(iseeSealed);
    broken[broken.length - 1]! ^= 1;
    await seal(broken);
    expect(await shown()).toEqual([
      [2, 1],
      [1, 2],
      [0, 3],
      [3, null],
    ]);
    await seal(iseeSealed);
  });

  it('goes on where it was when the last of a page is served meanwhile, as the first on it is', async () => {
    await placeNextHold(territory.services, { allianceId: demoAllianceId });
    const held = await territory.within(({ db }) => db.award.findMany({ where: { state: 'held' } }));
    expect(held.map(({ id }) => awards.indexOf(id))).toEqual([3]);
    expect(await shown(awards[3])).toEqual([
      [2, 1],
      [1, 2],
      [0, 3],
    ]);
  });
});
