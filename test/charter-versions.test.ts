import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  publishCharter,
  reviseCharter,
  sendCharter,
  shippedCharter,
} from '../activities/charter-versions.ts';
import { faultSentence } from '../api/fault-sentence.ts';
import { charterContent, charterText, organisationRoles } from '../domain/charter.ts';
import { accountId } from '../prisma/seed/personas.ts';
import {
  openCharterOffice,
  refusedBy,
  start,
  writtenBy,
  type CharterOffice,
} from './support/charter-office.ts';

let office: CharterOffice;
beforeAll(async () => {
  office = await openCharterOffice();
});
beforeEach(() => office.moveTo(start));
afterAll(() => office.close());

const author = accountId('sara');
const publisher = accountId('luca');
const changed = { ...shippedCharter, title: { it: 'Carta nuova', en: 'New charter' } };
const written = (sql: string) => writtenBy(office, sql);

describe('a version of the charter', () => {
  it('is published by somebody who did not write it, not for the past, and supersedes the one before', async () => {
    const draft = await office.within((tx) => sendCharter(tx, changed, author), author);
    expect(
      (await refusedBy(office.within((tx) => publishCharter(tx, draft.id, '2026-06-01', author)))).code,
    ).toBe('samePerson');
    expect(
      (await refusedBy(office.within((tx) => publishCharter(tx, draft.id, '2026-05-31', publisher)))).code,
    ).toBe('invalidRequest');
    await office.within((tx) => publishCharter(tx, draft.id, '2026-06-01', publisher));
    const states = await office.within(({ db }) =>
      db.charterVersion.findMany({ orderBy: { number: 'asc' } }),
    );
    expect(states.filter(({ state }) => state === 'published').map(({ id }) => id)).toEqual([draft.id]);
  });

  it('is revised by its author, until it is published', async () => {
    const draft = await office.within((tx) => sendCharter(tx, changed, author), author);
    const revise = (by: string) => office.within((tx) => reviseCharter(tx, draft.id, shippedCharter), by);
    expect((await refusedBy(revise(publisher))).code).toBe('notAllowed');
    expect((await revise(author)).contentHash).not.toBe(draft.contentHash);
    await office.within((tx) => publishCharter(tx, draft.id, '2026-06-01', publisher));
    expect((await refusedBy(revise(author))).code).toBe('stepNotPossible');
  });

  it('never changes once published, whatever the code does', async () => {
    const { id } = await office.within(({ db }) =>
      db.charterVersion.findFirstOrThrow({ where: { state: 'published' } }),
    );
    const change = (set: string) => written(`UPDATE charter_version SET ${set} WHERE id = '${id}'`);
    await expect(change("content = '{}'")).rejects.toThrow(/never changes/);
    await expect(change("effective_on = '2026-09-01'")).rejects.toThrow(/never changes/);
    await expect(change(`author_id = '${publisher}'`)).rejects.toThrow(/never change/);
    await expect(change("state = 'draft'")).rejects.toThrow(/cannot become/);
    await expect(written(`DELETE FROM charter_version WHERE id = '${id}'`)).rejects.toThrow(/never deleted/);
    await expect(written('TRUNCATE charter_version CASCADE')).rejects.toThrow(
      /charter_version is never emptied/,
    );
    const born = written(`
      INSERT INTO charter_version (id, alliance_id, number, content, content_hash, state, author_id, created_at)
      SELECT gen_random_uuid(), alliance_id, 99, content, content_hash, 'superseded', author_id, created_at
        FROM charter_version WHERE id = '${id}'`);
    await expect(born).rejects.toThrow(/starts as a draft/);
  });
});

describe('what is sent as a charter', () => {
  const pathsOf = (content: unknown) =>
    (charterContent.safeParse(content).error?.issues ?? []).map(({ path }) => path.join('/'));

  it('names no parameter that it does not give, and no key twice', () => {
    expect(pathsOf(shippedCharter)).toEqual([]);
    const unknown = { it: 'Entro {someDays} giorni', en: 'Within {someDays} days' };
    expect(pathsOf({ ...shippedCharter, title: unknown })).toEqual(['parameters/someDays']);
    const [first] = shippedCharter.articles;
    expect(pathsOf({ ...shippedCharter, articles: [first, first] })).toEqual(['articles/1/key']);
    const fund = shippedCharter.articles.find(({ key }) => key === 'fund')!;
    const twice = { ...fund, obligations: [...fund.obligations, ...fund.obligations] };
    expect(pathsOf({ ...shippedCharter, articles: [twice] })).toEqual(['articles/0/obligations/1/key']);
  });

  it('says how many days of grace there are, and reminds before the deadline', () => {
    const { graceDays: _none, ...parameters } = shippedCharter.parameters;
    expect(pathsOf({ ...shippedCharter, parameters })).toContain('parameters/graceDays');
    const givingDays = (graceDays: number) => ({
      ...shippedCharter,
      parameters: { ...shippedCharter.parameters, graceDays },
    });
    for (const tooFew of [0, 1, 14]) expect(pathsOf(givingDays(tooFew))).toEqual(['parameters/graceDays']);
    const [issue] = charterContent.safeParse(givingDays(14)).error!.issues;
    const { it: italian, en } = faultSentence(issue!, 14, 'graceDays');
    expect([italian, en]).toEqual([
      expect.stringContaining('almeno 15'),
      expect.stringContaining('at least 15'),
    ]);
    expect(pathsOf(givingDays(15))).toEqual([]);
    const signing = { ...shippedCharter.signing, reminderDays: [30] };
    expect(pathsOf({ ...shippedCharter, signing })).toEqual(['signing/reminderDays/0']);
  });

  it('reads as prose: every parameter stands in its place, in both languages', () => {
    for (const locale of ['it', 'en'] as const) {
      const text = JSON.stringify(charterText(shippedCharter, locale));
      expect(text).not.toMatch(/undefined|\{\w+\}/);
      expect(text).toContain('2,00 %');
    }
  });

  it('asks something of every kind of organisation', () => {
    for (const role of organisationRoles) {
      const obligations = shippedCharter.articles.flatMap((article) => article.obligations);
      expect(obligations.filter((one) => one.for.includes(role)).length, role).toBeGreaterThan(5);
    }
  });
});
