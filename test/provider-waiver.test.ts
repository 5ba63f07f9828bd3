import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { endWaiver, grantWaiverToProvider } from '../activities/provider-standing/waiver.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { pointersOf, refusedBy, writtenBy } from './support/charter-office.ts';
import { farOffice, plantProvider } from './support/planted-provider.ts';
import { openStandingOffice, type StandingOffice } from './support/standing-office.ts';

const teresa = accountId('teresa');
const asked = { category: 'transport', until: '2027-11-10', reason: 'Nessuno vicino.' } as const;
let desk: StandingOffice;

beforeAll(async () => {
  desk = await openStandingOffice();
});
afterAll(() => desk.close());

/** A remote provider, and nobody else there is. */
beforeEach(async () => {
  desk.on('2026-11-10');
  await desk.office.within(({ db }) =>
    db.admission.updateMany({ where: { endedOn: null }, data: { endedOn: new Date('2026-11-09') } }),
  );
  await desk.admit({ comuneIstat: farOffice });
});

const grant = (change: object = {}) => {
  const { organisationId } = desk.provider();
  const body = { ...asked, ...change };
  return desk.office.within(
    (tx) => grantWaiverToProvider(tx, desk.office.services.vault, organisationId, body),
    teresa,
  );
};
const end = (waiverId: string, { organisationId } = desk.provider()) =>
  desk.office.within(
    (tx) => endWaiver(tx, desk.office.services.vault, { organisationId, waiverId }, { reason: 'Altri.' }),
    teresa,
  );
const auditsOf = (subjectId: string) =>
  desk.office.within(({ db }) => db.audit.findMany({ where: { subjectId }, orderBy: { id: 'asc' } }));

describe('an admitted provider that is remote', () => {
  it('is granted a waiver from that day, and another before the first is over', async () => {
    const first = await grant({ until: '2026-12-31' });
    expect(first).toMatchObject({
      fromDate: new Date('2026-11-10'),
      untilDate: new Date('2026-12-31'),
      grantedBy: teresa,
    });
    desk.on('2026-12-20');
    expect(await grant({ until: '2027-12-20' })).toMatchObject({ fromDate: new Date('2026-12-20') });
    const [audit] = await auditsOf(first.id);
    expect(audit).toMatchObject({ action: 'waiver.granted', reason: 'transport', actorId: teresa });
  });

  it.each([
    ['for more than twelve months', { until: '2027-11-11' }, '/body/until'],
    ['for days that are over', { until: '2026-11-09' }, '/body/until'],
    ['for what it does not offer', { category: 'sports' }, '/body/category'],
  ])('gets none %s', async (_what, change, pointer) => {
    expect(pointersOf(await refusedBy(grant(change)))).toEqual([pointer]);
  });

  it('gets none while somebody near offers the same, nor when it is no provider any more', async () => {
    const remote = desk.provider();
    await desk.admit();
    const { organisationId } = desk.provider();
    const service = { category: 'transport' } as const;
    await desk.office.within((tx) => plantProvider(tx, { organisationId, service }));
    const near = desk.office.within(
      (tx) => grantWaiverToProvider(tx, desk.office.services.vault, remote.organisationId, asked),
      teresa,
    );
    expect((await refusedBy(near)).refusal.detail.en).toMatch(/offers this category already/);
    await desk.office.within(({ db }) =>
      db.admission.updateMany({ data: { endedOn: new Date('2026-11-10') } }),
    );
    expect((await refusedBy(grant())).refusal.detail.en).toMatch(/no longer a provider/);
  });
});

describe('a waiver', () => {
  it('ends before its time, with the reason kept sealed, once', async () => {
    const { id } = await grant();
    expect(await end(id)).toMatchObject({ endedOn: new Date('2026-11-10') });
    expect((await refusedBy(end(id))).code).toBe('stepNotPossible');
    const [, ended] = await auditsOf(id);
    expect(ended).toMatchObject({ action: 'waiver.ended', reason: 'transport' });
    expect(ended!.detailSealed).not.toBeNull();
    const again = writtenBy(desk.office, `UPDATE proximity_waiver SET ended_on = NULL WHERE id = '${id}'`);
    await expect(again).rejects.toThrow(/ended once/);
    await expect(writtenBy(desk.office, 'DELETE FROM proximity_waiver')).rejects.toThrow(/never deleted/);
    await expect(writtenBy(desk.office, 'TRUNCATE proximity_waiver')).rejects.toThrow(/never emptied/);
  });

  it('is ended as the one of its own provider, and not when it is over by itself', async () => {
    const { id } = await grant({ until: '2026-12-01' });
    const its = desk.provider();
    await desk.admit({ comuneIstat: farOffice });
    expect((await refusedBy(end(id))).code).toBe('notFound');
    desk.on('2026-12-02');
    expect((await refusedBy(end(id, its))).code).toBe('stepNotPossible');
  });
});
