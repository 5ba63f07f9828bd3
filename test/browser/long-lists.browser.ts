import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/axe.ts';
import { openDesk, type Desk } from './support/desk.ts';

/** Ten thousand rows behind a screen: the first page as ever, on and back, sought and filtered, and never all drawn. */
const ROWS = 10_000;
const PAGE = 50;
const MOST_DRAWN = 500;
/** More than the service lists at once. */
const CHOICES = 201;

let desk: Desk;
let sara: Page;

beforeAll(async () => {
  desk = await openDesk();
  await Promise.all([
    plantOrganisations('Ente', 'association', ROWS),
    plantOrganisations('Fornitore', 'provider', CHOICES),
    plantTasks(),
  ]);
  sara = await desk.sit('Sara', { hasMouse: true });
}, 240_000);
afterAll(() => desk.close());

describe.each([
  ['organisations', '/organisations', 'h2'],
  ['tasks', '/work?whose=all', 'h3'],
])('a list of ten thousand %s', (name, address, heading) => {
  const rows = () => sara.locator(`.console-rows li:has(${heading})`);

  it('shows its first page, goes on without drawing more and more, and back', async () => {
    const opened = await timed(() =>
      sara.goto(address).then(() =>
        rows()
          .nth(PAGE - 1)
          .waitFor(),
      ),
    );
    expect(await rows().count()).toBe(PAGE);
    expect(await violations(sara)).toEqual([]);
    const [first] = await rows().allTextContents();
    const waits: number[] = [];
    for (let page = 2; page <= MOST_DRAWN / PAGE + 2; page += 1) {
      const answered = asked('cursor=');
      const onwards = async () => {
        await sara.getByRole('button', { name: 'Mostra altri' }).click();
        await answered;
        await rows()
          .nth(Math.min(page * PAGE, MOST_DRAWN) - 1)
          .waitFor();
      };
      waits.push(await timed(onwards));
    }
    const earlier = sara.getByRole('button', { name: 'Torna ai precedenti' });
    await earlier.waitFor();
    expect(await rows().count()).toBe(MOST_DRAWN);
    expect((await rows().allTextContents())[0]).not.toBe(first);
    for (let page = 0; page < 2; page += 1) await earlier.click();
    await earlier.waitFor({ state: 'detached' });
    expect((await rows().allTextContents())[0]).toBe(first);
    expect(await rows().count()).toBe(MOST_DRAWN);
    console.log(`${name}: first page ${opened} ms, one more ${Math.max(...waits)} ms at most`);
  });
});

describe('one of ten thousand', () => {
  it('is found by its name, and by what it is', async () => {
    await sara.goto('/organisations');
    const rows = sara.locator('.console-rows li');
    const found = await timed(async () => {
      await sara.getByLabel('Nome o parte del nome').fill('Ente 9876');
      await sara.getByRole('link', { name: 'Ente 9876', exact: true }).waitFor();
    });
    expect(await rows.count()).toBe(1);
    await sara.getByLabel('Nome o parte del nome').fill('');
    const filtered = await timed(async () => {
      await sara.getByLabel('Parte nell’alleanza').selectOption('employer');
      await sara
        .getByText(/^datore di lavoro, /)
        .first()
        .waitFor();
      await rows.nth(PAGE).waitFor({ state: 'detached' });
    });
    expect(await rows.filter({ hasText: 'Ente ' }).count()).toBe(0);
    console.log(`organisations: found by name in ${found} ms, filtered in ${filtered} ms`);
  });

  it('is chosen, though it is not on the first page', async () => {
    const anna = await desk.sit('Anna');
    await anna.goto('/fund/contributions');
    await anna.getByText('Registra un contributo promesso').click();
    await anna.getByLabel('Fornitori', { exact: true }).check();
    const choices = anna.getByLabel('Ente', { exact: true }).locator('option', { hasText: /^Fornitore / });
    await choices.nth(CHOICES - 1).waitFor({ state: 'attached' });
    await anna.context().close();
  });

  it('is late, and shown as such', async () => {
    await sara.goto('/work?whose=all');
    const filtered = await timed(async () => {
      const answered = asked('overdue=true');
      await sara.getByRole('button', { name: 'Solo in ritardo' }).click();
      expect((await (await answered).json()).items).toHaveLength(PAGE);
      await sara
        .locator('.console-rows li')
        .nth(PAGE - 1)
        .waitFor();
    });
    // Of ten thousand one page was read.
    await sara.getByRole('heading', { name: `almeno ${PAGE} attività` }).waitFor();
    console.log(`tasks: filtered in ${filtered} ms`);
    expect(desk.faults()).toEqual([]);
  });
});

function asked(what: string) {
  return sara.waitForResponse((response) => response.url().includes(what));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return Math.round(performance.now() - begin);
}

/** In the comune of one that is there. */
async function plantOrganisations(name: string, role: string, count: number): Promise<void> {
  const client = await desk.stack.test.superuser();
  await client.query(
    `INSERT INTO organisation (id, alliance_id, name, comune_istat, roles, created_at)
     SELECT gen_random_uuid(), one.alliance_id, $1 || ' ' || n, one.comune_istat, ARRAY[$2]::organisation_role[], now()
       FROM generate_series(1, $3::int) n, (SELECT alliance_id, comune_istat FROM organisation LIMIT 1) one`,
    [name, role, count],
  );
}

/** Half of them late. */
async function plantTasks(): Promise<void> {
  const client = await desk.stack.test.superuser();
  await client.query(
    `INSERT INTO task (id, alliance_id, kind, subject_kind, subject_id, candidate_role, due_at, created_at)
     SELECT gen_random_uuid(), $2, 'reviewAward', 'award', gen_random_uuid(), 'administrator',
            now() + (n - $1::int / 2) * interval '1 hour', now()
       FROM generate_series(1, $1::int) n`,
    [ROWS, desk.stack.allianceId],
  );
}
