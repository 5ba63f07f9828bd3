import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkDocument } from '../activities/provider-standing/check-document.ts';
import { shownStanding } from '../api/provider-standing-view.ts';
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
    expect(await counted()).toBe('2027-03-30');
  });

  it('is told to be here to open, as one that came without its file is not', async () => {
    await desk.renew({});
    const told = (await allShown()).map(({ category, hasFile }) => [category, hasFile]);
    expect(Object.fromEntries(told)).toMatchObject({ durc: true, insurance: false });
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
    expect(await counted()).toBe('2026-11-29');
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
    expect(await counted()).toBe('2027-03-10');
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
    expect((await shown('durc'))!.refused).toMatchObject({ words: 'È di un altro ente.' });
    await desk.renew({ issuedOn: '2026-11-30' });
    expect((await shown('durc'))!.refused).toBeNull();
  });

  it('is a task of its own for the office, reminded and escalated, and closed by its own check', async () => {
    await desk.renew({ issuedOn: '2026-11-10' });
    await desk.renew({ category: 'insurance', issuedOn: '2026-11-10', validUntil: '2027-11-10' });
    const [durc, insurance] = await desk.received();
    const tasks = await checks();
    expect(new Set(tasks.map(({ targetId }) => targetId))).toEqual(new Set([durc!.id, insurance!.id]));
    for (const { id, excludedIds } of tasks) {
      expect(excludedIds).toEqual([desk.provider().accountId]);
      expect(await momentsOf(id)).toEqual(['escalateTask', 'remindTask']);
    }
    await desk.take(checkDocument, { outcome: 'accept', providerDocumentId: insurance!.id }, colleague);
    const left = await checks();
    expect(left.map(({ targetId }) => targetId)).toEqual([durc!.id]);
    expect(await momentsOf(left[0]!.id)).toEqual(['escalateTask', 'remindTask']);
    expect(await momentsOf(tasks.find(({ id }) => id !== left[0]!.id)!.id)).toEqual([]);
  });

  it('need not be looked at once a newer one was accepted', async () => {
    await desk.renew({ issuedOn: '2026-11-09' });
    await desk.renew({ issuedOn: '2026-11-10' });
    const newer = (await desk.received()).find(({ issuedOn }) => issuedOn.getUTCDate() === 10);
    await desk.take(checkDocument, { outcome: 'accept', providerDocumentId: newer!.id }, colleague);
    expect(await checks()).toEqual([]);
  });
});

/** Its papers, as a provider reads of them. */
function allShown() {
  return desk.office.within(async (tx) => {
    const { admissionId: id } = desk.provider();
    const admission = await tx.db.admission.findUniqueOrThrow({ where: { id } });
    return (await shownStanding(tx, desk.office.services.vault, admission, 'it')).documents;
  });
}

async function shown(category: string) {
  return (await allShown()).find((one) => one.category === category);
}

function checks() {
  const where = { subjectId: desk.provider().admissionId, kind: 'checkDocument', state: 'open' } as const;
  return desk.office.within(({ db }) => db.task.findMany({ where, orderBy: { id: 'asc' } }));
}

async function momentsOf(targetId: string): Promise<string[]> {
  const where = { targetId, firedAt: null, cancelledAt: null };
  const moments = await desk.office.within(({ db }) => db.deadline.findMany({ where }));
  return moments.map(({ kind }) => kind).toSorted();
}

async function counted(): Promise<string | null | undefined> {
  return countingPaper((await desk.standing()).papers, 'durc')?.validUntil;
}
