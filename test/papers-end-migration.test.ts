import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { processWorkflowId } from '../workflows/contract.ts';
import { openStandingOffice, type StandingOffice } from './support/standing-office.ts';

const tables = ['task', 'deadline', 'provider_document', 'admission', 'wakeup'];
let desk: StandingOffice;

beforeAll(async () => {
  desk = await openStandingOffice();
});
beforeEach(async () => {
  desk.on('2026-11-10');
  await desk.admit();
});
afterAll(() => desk.close());

async function migrated(): Promise<void> {
  const file = new URL('../prisma/migrations/0028_tasks_of_checked_papers/migration.sql', import.meta.url);
  const owner = await desk.office.test.superuser();
  await owner.query('SET ROLE reciproca_owner');
  await owner.query(`BEGIN; ${await readFile(file, 'utf8')}; COMMIT; RESET ROLE`);
}

async function written(sql: string, values: unknown[] = []): Promise<void> {
  await (await desk.office.test.superuser()).query(sql, values);
}

describe('the migration after the one that gave every paper an end', () => {
  it('closes the tasks of papers that were checked before, their moments with them, and no others', async () => {
    await desk.renew({ issuedOn: '2026-11-10' });
    await desk.renew({ category: 'insurance', issuedOn: '2026-11-10', validUntil: '2027-11-10' });
    const { organisationId } = desk.provider();
    await desk.office.within(({ db }) =>
      db.providerDocument.updateMany({
        where: { organisationId, category: 'durc', state: 'received' },
        data: { state: 'accepted' },
      }),
    );
    await migrated();
    const [insurance] = await desk.received();
    const tasks = await checks();
    const closed = tasks.find(({ state }) => state === 'cancelled');
    const left = tasks.filter(({ state }) => state === 'open');
    expect(tasks).toHaveLength(2);
    expect(left.map(({ targetId }) => targetId)).toEqual([insurance!.id]);
    expect([await momentsOf(closed!.id), await momentsOf(left[0]!.id)]).toEqual([0, 2]);
  });

  it('closes those of which it is not known about which paper they are once none waits', async () => {
    await desk.renew({ issuedOn: '2026-11-10' });
    const { organisationId, admissionId } = desk.provider();
    await written('UPDATE task SET target_id = NULL WHERE subject_id = $1', [admissionId]);
    await migrated();
    expect(await checks()).toMatchObject([{ state: 'open' }]);
    await desk.office.within(({ db }) =>
      db.providerDocument.updateMany({ where: { organisationId }, data: { state: 'replaced' } }),
    );
    await migrated();
    expect(await checks()).toMatchObject([{ state: 'cancelled' }]);
  });

  it('has every provider looked at again, so that the last days it gave are waited for, and nobody who left', async () => {
    const { admissionId: stays } = desk.provider();
    const { admissionId: left } = await desk.admit();
    await written("UPDATE admission SET ended_on = '2026-11-09' WHERE id = $1", [left]);
    await written('DELETE FROM wakeup');
    await migrated();
    expect(await wakeups([stays, left])).toHaveLength(1);
    const [before] = await wakeups([stays]);
    await migrated();
    const [after] = await wakeups([stays]);
    expect(after!.generation).toBeGreaterThan(before!.generation);
  });

  it('leaves every table as closed as it was', async () => {
    await migrated();
    const owner = await desk.office.test.superuser();
    const { rows } = await owner.query<{ relname: string }>(
      'SELECT relname FROM pg_class WHERE relname = ANY($1) AND relforcerowsecurity',
      [tables],
    );
    expect(rows.map(({ relname }) => relname).toSorted()).toEqual(tables.toSorted());
  });
});

function checks() {
  const where = { subjectId: desk.provider().admissionId, kind: 'checkDocument' };
  return desk.office.within(({ db }) => db.task.findMany({ where }));
}

function momentsOf(targetId: string): Promise<number> {
  const where = { targetId, firedAt: null, cancelledAt: null };
  return desk.office.within(({ db }) => db.deadline.count({ where }));
}

function wakeups(admissionIds: readonly string[]) {
  const processes = admissionIds.map((id) => processWorkflowId('providerStanding', id));
  return desk.office.within(({ db }) => db.wakeup.findMany({ where: { process: { in: processes } } }));
}
