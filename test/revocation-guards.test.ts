import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decideRevocation, withdrawRevocation } from '../activities/provider-standing/revocation.ts';
import { colleague, opener, refusedBy, writtenBy } from './support/charter-office.ts';
import { openStandingOffice, type StandingOffice } from './support/standing-office.ts';

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
    await expect(writtenBy(desk.office, 'TRUNCATE revocation CASCADE')).rejects.toThrow(/never emptied/);
  });
});
