import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decidersOf } from '../activities/provider-complaint/deciders.ts';
import { checkDocument } from '../activities/provider-standing/check-document.ts';
import { recordRegularisation } from '../activities/provider-standing/regularise.ts';
import { standingIn } from '../activities/suspensions.ts';
import { openTask } from '../activities/tasks.ts';
import { colleague, pointersOf, refusedBy } from './support/charter-office.ts';
import { openStandingOffice, type StandingOffice } from './support/standing-office.ts';

let desk: StandingOffice;

beforeAll(async () => {
  desk = await openStandingOffice();
});
beforeEach(async () => {
  desk.on('2026-11-10');
  await desk.admit();
});
afterAll(() => desk.close());

describe('a suspension', () => {
  it('is of the provider alone: an employer stays in order', async () => {
    await desk.admit({ roles: ['provider', 'employer'] });
    desk.on('2026-11-30');
    await desk.settle();
    const grounds = (role: 'provider' | 'employer') =>
      desk.office.within((tx) => standingIn(tx, desk.provider().organisationId, role));
    expect(await grounds('provider')).toEqual(['durc']);
    expect(await grounds('employer')).toEqual([]);
  });

  it('does not come of a paper that no service asks for, nor of one that was never there', async () => {
    await desk.admit({ ends: { durc: '2027-01-01', authorisation: '2026-11-01' } });
    await desk.settle();
    expect(await desk.state()).toBe('admitted');
    await desk.admit({
      ends: { durc: '2027-01-01', authorisation: '2026-11-01' },
      categories: ['homeCare'],
    });
    await desk.settle();
    expect(
      await desk.office.within((tx) => standingIn(tx, desk.provider().organisationId, 'provider')),
    ).toEqual(['authorisation']);
  });

  it('is there for orders on its very day, also before anybody acted on it', async () => {
    await desk.settle();
    desk.on('2026-11-29');
    expect(await desk.stopped()).toBeUndefined();
    desk.on('2026-11-30');
    expect(await desk.stopped()).toBe('suspended');
  });
});

describe('an invitation to regularise', () => {
  it('came at the latest today, and only one is open', async () => {
    expect(pointersOf(await refusedBy(desk.invite('2026-11-11')))).toEqual(['/body/receivedOn']);
    await desk.invite('2026-11-10');
    expect((await refusedBy(desk.invite('2026-11-10'))).code).toBe('stepNotPossible');
  });

  it('is settled by a DURC verified after it, and by no older one', async () => {
    await desk.invite('2026-11-05');
    expect(await desk.state()).toBe('regularising');
    expect(pointersOf(await refusedBy(desk.renew({ issuedOn: '2026-11-04' })))).toEqual(['/body/issuedOn']);
    await desk.renew({ issuedOn: '2026-11-10' });
    expect(await desk.state()).toBe('admitted');
    await desk.invite('2026-11-10');
  });

  it('whose term passes while the old certificate is good ends in a suspension', async () => {
    await desk.invite('2026-11-02');
    desk.on('2026-11-17');
    await desk.settle();
    expect(await desk.state()).toBe('regularising');
    desk.on('2026-11-18');
    expect(await desk.stopped()).toBe('suspended');
    await desk.settle();
    expect(await desk.state()).toBe('suspended');
  });

  it('gives no orders back to whoever is suspended', async () => {
    desk.on('2026-12-01');
    await desk.settle();
    await desk.invite('2026-12-01');
    expect(await desk.state()).toBe('suspended');
    const { openRegularisation } = await desk.standing();
    expect(openRegularisation).toMatchObject({ receivedOn: '2026-12-01', regulariseBy: '2026-12-16' });
  });

  it('that a rejected DURC had settled is open again', async () => {
    await desk.invite('2026-11-05');
    await desk.renew({ issuedOn: '2026-11-10' });
    const [paper] = await desk.received();
    await desk.take(
      checkDocument,
      { outcome: 'reject', providerDocumentId: paper!.id, words: 'Non è suo.' },
      colleague,
    );
    expect(await desk.state()).toBe('regularising');
  });

  it('that a rejected DURC had settled stays settled by a later one, as long as that counts', async () => {
    await desk.invite('2026-11-05');
    await desk.renew({ issuedOn: '2026-11-08' });
    await desk.renew({ issuedOn: '2026-11-10' });
    for (const state of ['admitted', 'regularising']) {
      const [paper] = (await desk.received()).toSorted((one, other) => +one.issuedOn - +other.issuedOn);
      const check = { outcome: 'reject', providerDocumentId: paper!.id, words: 'Non è suo.' };
      await desk.take(checkDocument, check, colleague);
      expect(await desk.state()).toBe(state);
    }
  });
});

describe('a service that ends later', () => {
  it('is a moment of its own, and takes the suspension for its papers with it', async () => {
    const ends = { durc: '2027-01-01', authorisation: '2026-11-01', insurance: '2027-11-01' };
    await desk.admit({ ends, categories: ['transport', 'childcare'] });
    const { organisationId, admissionId: subjectId } = desk.provider();
    await desk.office.within(({ db }) =>
      db.offeredService.updateMany({
        where: { organisationId, category: 'childcare' },
        data: { withdrawnOn: new Date('2026-11-20') },
      }),
    );
    await desk.settle();
    expect(await desk.state()).toBe('suspended');
    const moment = { subjectId, kind: 'serviceEnds', cancelledAt: null };
    const [ending] = await desk.office.within(({ db }) => db.deadline.findMany({ where: moment }));
    expect(ending?.dueAt).toEqual(new Date('2026-11-19T23:00:00Z'));
    desk.on('2026-11-20');
    await desk.settle();
    expect(await desk.state()).toBe('admitted');
  });
});

describe('a complaint about a suspension', () => {
  it.each(['office', 'provider'])(
    'whose invitation the %s recorded is answered by others of the office',
    async (by) => {
      await desk.take(
        recordRegularisation,
        { receivedOn: '2026-11-02' },
        by === 'office' ? colleague : desk.provider().accountId,
      );
      desk.on('2026-11-18');
      await desk.settle();
      const { organisationId } = desk.provider();
      const excluded = await desk.office.within(async (tx) => {
        const { id } = await tx.db.suspension.findFirstOrThrow({ where: { organisationId } });
        return decidersOf(tx, organisationId, { about: 'suspension', subjectId: id });
      });
      expect(excluded).toEqual(by === 'office' ? [colleague] : []);
      for (const about of ['suspension', 'other'] as const) {
        const unnamed = await desk.office.within((tx) =>
          decidersOf(tx, organisationId, { about, subjectId: null }),
        );
        expect(unnamed).toEqual(excluded);
      }
    },
  );
});

describe('a complaint about anything else', () => {
  it('is not answered by whoever rejected a renewal, while an older paper is good', async () => {
    const { organisationId } = desk.provider();
    await desk.renew({ issuedOn: '2026-11-10' });
    const [paper] = await desk.received();
    const check = { outcome: 'reject', providerDocumentId: paper!.id, words: 'Illeggibile.' };
    await desk.take(checkDocument, check, colleague);
    expect(await desk.state()).toBe('admitted');
    const matter = { about: 'other', subjectId: null } as const;
    expect(await desk.office.within((tx) => decidersOf(tx, organisationId, matter))).toEqual([colleague]);
  });
});

describe('a task to renew', () => {
  it('stays on the list until no other paper is about to lapse', async () => {
    await desk.admit({ ends: { durc: '2026-11-29', insurance: '2026-12-05' } });
    desk.on('2026-11-20');
    const { admissionId: subjectId, organisationId } = desk.provider();
    const asked = { kind: 'renewDocument', subjectId };
    await desk.office.within((tx) =>
      openTask(tx, {
        kind: 'renewDocument',
        subjectKind: 'admission',
        subjectId,
        candidateRole: 'provider',
        organisationId,
        dueInWorkingDays: 5,
      }),
    );
    const state = async () =>
      (await desk.office.within(({ db }) => db.task.findFirstOrThrow({ where: asked }))).state;
    await desk.renew({ issuedOn: '2026-11-20' });
    expect(await state()).toBe('open');
    await desk.renew({ category: 'insurance', issuedOn: '2026-11-20', validUntil: '2027-12-05' });
    expect(await state()).toBe('completed');
  });
});

/** The last day of the DURC that counts. */
