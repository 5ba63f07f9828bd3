import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decidersOf } from '../activities/provider-complaint/deciders.ts';
import { checkDocument } from '../activities/provider-standing/check-document.ts';
import { recordRegularisation } from '../activities/provider-standing/regularise.ts';
import type { Standing } from '../activities/provider-standing/standing.ts';
import { standingIn } from '../activities/suspensions.ts';
import { openTask } from '../activities/tasks.ts';
import { countingPaper } from '../domain/provider-paper.ts';
import { providerFile } from './support/admitted-provider.ts';
import { colleague, opener, pointersOf, refusedBy } from './support/charter-office.ts';
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

describe('a renewed paper', () => {
  it('counts at once, and ends the suspension that came of the old one', async () => {
    desk.on('2026-11-30');
    await desk.settle();
    expect(await desk.state()).toBe('suspended');
    await desk.renew({ issuedOn: '2026-11-30' });
    expect(await desk.state()).toBe('admitted');
    expect(counted(await desk.standing())).toBe('2027-03-30');
  });

  it('is a file that was handed in for this very provider', async () => {
    const other = desk.provider();
    await desk.admit();
    const file = await desk.office.within((tx) =>
      providerFile(tx, desk.office.services.vault, other.admissionId),
    );
    expect(pointersOf(await refusedBy(desk.renew({ documentId: file })))).toEqual(['/body/documentId']);
  });

  it.each([
    ['a verification of tomorrow', { issuedOn: '2026-11-11' }, '/body/issuedOn'],
    ['a DURC that lapsed yesterday', { issuedOn: '2026-07-12' }, '/body/issuedOn'],
    [
      'a DURC with 151.00 owed to one body',
      { issuedOn: '2026-11-10', debts: [{ debtCents: 14_900, penaltiesCents: 0, interestCents: 200 }] },
      '/body/debts',
    ],
    [
      'an insurance that ended',
      { category: 'insurance', issuedOn: '2026-01-01', validUntil: '2026-11-09' },
      '/body/validUntil',
    ],
    [
      'an insurance that ends before it begins',
      { category: 'insurance', issuedOn: '2026-11-10', validUntil: '2026-11-09' },
      '/body/validUntil',
    ],
    [
      'an insurance of which nobody says until when it covers',
      { category: 'insurance', issuedOn: '2026-11-10' },
      '/body/validUntil',
    ],
    [
      'an insurance without an end',
      { category: 'insurance', issuedOn: '2026-11-10', validUntil: null },
      '/body/validUntil',
    ],
    [
      'an authorisation whose end was left out',
      { category: 'authorisation', issuedOn: '2026-11-10' },
      '/body/validUntil',
    ],
    [
      'a declaration of more than a year ago',
      { category: 'riskAssessmentDeclaration', issuedOn: '2025-11-09', validUntil: '2030-01-01' },
      '/body/issuedOn',
    ],
  ])('is not %s', async (_what, body, pointer) => {
    expect(pointersOf(await refusedBy(desk.renew(body)))).toEqual([pointer]);
    expect(counted(await desk.standing())).toBe('2026-11-29');
  });

  it('takes the place of one that would be good for longer', async () => {
    await desk.admit({ ends: { durc: '2027-01-01', authorisation: null }, categories: ['homeCare'] });
    await desk.renew({ category: 'authorisation', issuedOn: '2026-11-09', validUntil: '2026-11-20' });
    desk.on('2026-11-21');
    await desk.settle();
    expect(await desk.state()).toBe('suspended');
    await desk.renew({ category: 'authorisation', issuedOn: '2026-11-21', validUntil: null });
    expect(await desk.state()).toBe('admitted');
  });

  it('has an end in the database too, an authorisation excepted', async () => {
    const { paperIds } = await desk.admit({ ends: { insurance: '2027-01-01', authorisation: '2027-01-01' } });
    const endless = (id: string) =>
      desk.office.within(({ db }) =>
        db.providerDocument.update({ where: { id }, data: { validUntil: null } }),
      );
    await expect(endless(paperIds.insurance!)).rejects.toThrow(/provider_document_ends/);
    await endless(paperIds.authorisation!);
  });

  it('with 150.00 owed, interest included, is regular', async () => {
    await desk.renew({
      issuedOn: '2026-11-10',
      debts: [{ debtCents: 14_800, penaltiesCents: 0, interestCents: 200 }],
    });
    expect(counted(await desk.standing())).toBe('2027-03-10');
  });

  it('is looked at by somebody who did not hand it in, and once', async () => {
    await desk.renew({ issuedOn: '2026-11-10' }, opener);
    const [paper] = await desk.received();
    const check = { outcome: 'accept', providerDocumentId: paper!.id };
    expect((await refusedBy(desk.take(checkDocument, check, opener))).code).toBe('samePerson');
    await desk.take(checkDocument, check, colleague);
    expect((await refusedBy(desk.take(checkDocument, check, colleague))).code).toBe('stepNotPossible');
    const rows = await desk.office.within(({ db }) =>
      db.providerDocument.findMany({
        where: { organisationId: desk.provider().organisationId, category: 'durc' },
      }),
    );
    expect(rows.map((row) => row.state).toSorted()).toEqual(['accepted', 'replaced']);
  });

  it('found wanting counts no more: what it had ended begins again at once', async () => {
    desk.on('2026-11-30');
    await desk.settle();
    await desk.renew({ issuedOn: '2026-11-30' });
    const [paper] = await desk.received();
    const check = { outcome: 'reject', providerDocumentId: paper!.id, words: 'È di un altro ente.' };
    await desk.take(checkDocument, check, colleague);
    expect(await desk.state()).toBe('suspended');
    const [mail] = await desk.mails('documentRejected');
    expect(mail).toBeDefined();
  });
});

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
    },
  );
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
function counted({ papers }: Standing) {
  return countingPaper(papers, 'durc')?.validUntil;
}
