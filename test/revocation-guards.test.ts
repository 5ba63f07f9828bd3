import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDocument } from '../activities/documents.ts';
import { propose } from '../activities/provider-offer/proposal.ts';
import { decideRevocation, withdrawRevocation } from '../activities/provider-standing/revocation.ts';
import type { ProposedService } from '../domain/provider-offer.ts';
import { colleague, opener, refusedBy, writtenBy } from './support/charter-office.ts';
import { readPdf } from './support/pdf.ts';
import { plantProvider } from './support/planted-provider.ts';
import { openStandingOffice, type StandingOffice } from './support/standing-office.ts';

const transport: Omit<ProposedService, 'placeIds'> = {
  category: 'transport',
  name: 'Accompagnamento',
  unit: 'trip',
  unitPriceCents: 1_500,
  vatTreatment: 'exempt',
  taxLetters: ['f'],
  minutes: null,
  sessions: null,
  capacity: null,
};
const yes = { outcome: 'revoke' };
let desk: StandingOffice;

beforeAll(async () => {
  desk = await openStandingOffice();
});
beforeEach(async () => {
  desk.on('2026-11-10');
  await desk.admit();
});
afterAll(() => desk.close());

describe('a revocation', () => {
  it('is decided by another person, and by nobody when nothing is proposed', async () => {
    expect((await refusedBy(desk.take(decideRevocation, yes, colleague))).code).toBe('stepNotPossible');
    await desk.propose();
    expect((await refusedBy(desk.take(decideRevocation, yes, opener))).code).toBe('samePerson');
    expect((await refusedBy(desk.propose())).code).toBe('stepNotPossible');
    await desk.take(decideRevocation, yes, colleague);
    expect((await refusedBy(desk.take(decideRevocation, yes, colleague))).code).toBe('stepNotPossible');
  });

  it('leaves a letter at once, and thirty days until it takes effect', async () => {
    await desk.propose();
    await desk.take(decideRevocation, yes, colleague);
    const row = await desk.revocation();
    expect(row).toMatchObject({ state: 'decided', effectiveOn: new Date('2026-12-11') });
    expect(row.letterDocumentId).not.toBeNull();
    const { vault } = desk.office.services;
    const letter = await desk.office.within((tx) => openDocument(tx, vault, row.letterDocumentId!));
    const text = (await readPdf(letter.bytes)).printed.join(' ');
    const nameOf = (id: string) =>
      desk.office.within(({ db }) => db.account.findUniqueOrThrow({ where: { id } }));
    const [proposer, decider] = [await nameOf(opener), await nameOf(colleague)];
    expect(text).toMatch(/Protocollo n\. \S+ del 10 novembre 2026/);
    expect(text).toContain(`Responsabile del procedimento: ${proposer.label}`);
    expect(text).toContain(`Cordiali saluti ${decider.label}`);
    expect(text).toContain('Revochiamo la vostra ammissione');
    expect(Buffer.from(row.wordsSealed).includes('ripetute')).toBe(false);
    expect(await desk.mails('revocationDecided')).toHaveLength(1);
    expect(await desk.state()).toBe('admitted');
    expect(await desk.stopped()).toBeUndefined();
    desk.on('2026-12-11');
    expect(await desk.stopped()).toBe('notAdmitted');
  });

  it('is taken back until then, and not after', async () => {
    await desk.propose();
    await desk.take(decideRevocation, yes, colleague);
    await desk.take(withdrawRevocation, { words: 'Si è rimesso in regola.' }, opener);
    expect(await desk.mails('revocationWithdrawn')).toHaveLength(1);
    await desk.propose();
    await desk.take(decideRevocation, yes, colleague);
    desk.on('2026-12-11');
    await desk.takesEffect();
    expect(await desk.state()).toBe('revoked');
    const late = desk.take(withdrawRevocation, { words: 'Tardi.' }, opener);
    expect((await refusedBy(late)).code).toBe('stepNotPossible');
    expect((await refusedBy(desk.renew({ issuedOn: '2026-12-01' }))).code).toBe('stepNotPossible');
    expect(await desk.stopped()).toBe('notAdmitted');
  });

  it('ends the offer with the admission, and what waits to become one: the next admission begins with nothing', async () => {
    const { organisationId, accountId } = desk.provider();
    const { within } = desk.office;
    const { placeIds } = await within((tx) => plantProvider(tx, { organisationId }));
    const proposal = await within(
      (tx) => propose(tx, organisationId, { ...transport, placeIds: [...placeIds] }),
      accountId,
    );
    await desk.propose();
    await desk.take(decideRevocation, yes, colleague);
    desk.on('2026-12-11');
    await desk.takesEffect();
    const today = new Date('2026-12-11');
    const of = { where: { organisationId } };
    const left = await within(async ({ db }) => ({
      services: await db.offeredService.findMany(of),
      places: await db.place.findMany(of),
      papers: await db.providerDocument.findMany(of),
      task: await db.task.findFirstOrThrow({ where: { subjectId: proposal.id } }),
      proposal: await db.serviceProposal.findUniqueOrThrow({ where: { id: proposal.id } }),
    }));
    expect(left.services.map(({ withdrawnOn }) => withdrawnOn)).toEqual([today, today]);
    expect(left.places.map(({ closedOn }) => closedOn)).toEqual([today]);
    expect(new Set(left.papers.map(({ state }) => state))).toEqual(new Set(['replaced']));
    expect([left.proposal.state, left.task.state]).toEqual(['withdrawn', 'cancelled']);
  });

  it('that was taken back takes no effect, whatever fires', async () => {
    await desk.propose();
    await desk.take(decideRevocation, yes, colleague);
    await desk.take(withdrawRevocation, { words: 'Si è rimesso in regola.' }, opener);
    desk.on('2026-12-11');
    await desk.takesEffect();
    expect(await desk.state()).toBe('admitted');
  });

  it('is refused with words, and then can be proposed anew', async () => {
    await desk.propose();
    await desk.take(decideRevocation, { outcome: 'reject', words: 'Non basta.' }, colleague);
    expect((await desk.revocation()).state).toBe('rejected');
    await desk.propose();
  });
});

describe('around all code', () => {
  it('a revocation is one person’s no more than its own, and its course is not turned', async () => {
    await desk.propose();
    const { id } = await desk.revocation();
    const change = (set: string) => writtenBy(desk.office, `UPDATE revocation SET ${set} WHERE id = '${id}'`);
    await expect(change(`decided_by = '${opener}'`)).rejects.toThrow(/revocation_second_person/);
    await expect(change("state = 'effective'")).rejects.toThrow(/cannot become/);
    await expect(change("reason_code = 'other'")).rejects.toThrow(/whose it is and why/);
    await desk.take(decideRevocation, yes, colleague);
    await expect(change("effective_on = '2026-12-12'")).rejects.toThrow(/what was decided/);
    await expect(writtenBy(desk.office, `DELETE FROM revocation WHERE id = '${id}'`)).rejects.toThrow(
      /never deleted/,
    );
    await expect(writtenBy(desk.office, 'TRUNCATE revocation CASCADE')).rejects.toThrow(
      /revocation is never emptied/,
    );
  });
});
