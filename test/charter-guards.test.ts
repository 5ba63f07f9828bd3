import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signCharter } from '../activities/charter-signing/sign.ts';
import { countersignCharter, declineCharter, extendDeadline } from '../activities/charter-signing/steps.ts';
import { openDocument } from '../activities/documents.ts';
import { recordRepresentative } from '../activities/representatives.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { accountId } from '../prisma/seed/personas.ts';
import {
  colleague,
  openCharterOffice,
  opener,
  pointersOf,
  refusedBy,
  signatory,
  signature,
  start,
  writtenBy,
  type CharterOffice,
} from './support/charter-office.ts';
import { readPdf } from './support/pdf.ts';

let office: CharterOffice;
beforeAll(async () => {
  office = await openCharterOffice();
});
beforeEach(() => office.moveTo(start));
afterAll(() => office.close());

const author = accountId('sara');
const written = (sql: string) => writtenBy(office, sql);

describe('a signature by name and code', () => {
  it('keeps the hash of the text, the method, who and when, and a paper that is always the same', async () => {
    const who = await office.signed();
    const row = await office.rowOf(who.signingId);
    expect(row).toMatchObject({ state: 'signed', method: 'code', signedBy: who.accountId, signedAt: start });
    expect(Buffer.from(row.evidenceSealed!).includes('Valserini')).toBe(false);
  });

  it('accepts every obligation of the organisation, and no other', async () => {
    const who = await office.invited();
    const right = signature(office.roles, await office.code(who));
    const less = { ...right, obligations: right.obligations.filter((key) => key !== 'legality') };
    expect(pointersOf(await refusedBy(office.take(signCharter, who, less)))).toEqual([
      '/body/obligations/legality',
    ]);
    const more = { ...right, obligations: [...right.obligations, 'anything'] };
    expect(pointersOf(await refusedBy(office.take(signCharter, who, more)))).toEqual([
      '/body/obligations/anything',
    ]);
  });

  it('declares everything that is asked, nothing else, and nothing that cannot be', async () => {
    const who = await office.invited();
    const right = signature(office.roles, await office.code(who));
    const tell = async (change: object) =>
      pointersOf(
        await refusedBy(
          office.take(signCharter, who, { ...right, declarations: { ...right.declarations, ...change } }),
        ),
      );
    expect(await tell({ headcount: undefined })).toEqual(['/body/declarations/headcount']);
    expect(await tell({ law68Base: 25 })).toEqual(['/body/declarations/law68Base']);
    expect(await tell({ disabledWorkersEmployed: 25 })).toEqual([
      '/body/declarations/disabledWorkersEmployed',
    ]);
    expect(await tell({ durcIssuedOn: '2026-06-02' })).toEqual(['/body/declarations/durcIssuedOn']);
    const employer = await office.invited();
    await office.within(({ db }) =>
      db.organisation.update({ where: { id: employer.organisationId }, data: { roles: ['employer'] } }),
    );
    const body = signature(['employer'], await office.code(employer));
    expect(pointersOf(await refusedBy(office.take(signCharter, employer, body)))).toEqual([
      '/body/declarations/durcIssuedOn',
    ]);
  });

  it('is of the very text, in the recorded name', async () => {
    const who = await office.invited();
    const right = signature(office.roles, await office.code(who));
    const other = { ...right, textHash: '0'.repeat(64) };
    expect(pointersOf(await refusedBy(office.take(signCharter, who, other)))).toEqual(['/body/textHash']);
    const named = { ...right, typedName: 'Giulia Valserini' };
    expect(pointersOf(await refusedBy(office.take(signCharter, who, named)))).toEqual(['/body/typedName']);
  });

  it('is the recorded representative’s alone', async () => {
    const who = await office.invited();
    const body = signature(office.roles, await office.code(who));
    const stranger = await office.represented();
    const { code } = await refusedBy(
      office.take(signCharter, { ...who, ...stranger, signingId: who.signingId }, body),
    );
    expect(code).toBe('notAllowed');
    const declined = office.take(
      declineCharter,
      { ...who, accountId: stranger.accountId },
      { reason: 'No.' },
    );
    expect((await refusedBy(declined)).code).toBe('notAllowed');
  });

  it('is no longer whose account was closed, or who was replaced', async () => {
    const who = await office.invited();
    const body = signature(office.roles, await office.code(who));
    await office.within(({ db }) =>
      db.account.update({ where: { id: who.accountId }, data: { disabledAt: start } }),
    );
    expect((await refusedBy(office.take(signCharter, who, body))).code).toBe('stepNotPossible');
    await office.within(({ db }) =>
      db.account.update({ where: { id: who.accountId }, data: { disabledAt: null } }),
    );
    const successor = await office.represented();
    await office.within(({ db }) =>
      db.account.update({
        where: { id: successor.accountId },
        data: { organisationId: who.organisationId },
      }),
    );
    await office.within(
      (tx) =>
        recordRepresentative(tx, office.services.vault, {
          organisationId: who.organisationId,
          accountId: successor.accountId,
          ...signatory,
        }),
      author,
    );
    expect((await refusedBy(office.take(signCharter, who, body))).code).toBe('notAllowed');
  });

  it('is not taken one moment after the deadline', async () => {
    const who = await office.invited();
    const { dueOn } = await office.rowOf(who.signingId);
    expect(dueOn).toEqual(toDateColumn('2026-07-01'));
    office.moveTo(new Date('2026-07-01T21:59:00Z'));
    const body = signature(office.roles, await office.code(who));
    office.moveTo(new Date('2026-07-01T22:00:00Z'));
    expect((await refusedBy(office.take(signCharter, who, body))).code).toBe('stepNotPossible');
    office.moveTo(new Date('2026-07-01T21:59:59Z'));
    expect(await office.take(signCharter, who, body)).toMatchObject({ body: { state: 'signed' } });
  });
});

describe('after the signature', () => {
  it('somebody who did not open it countersigns, once', async () => {
    const { signingId } = await office.signed();
    const own = office.take(countersignCharter, { signingId, accountId: opener });
    expect((await refusedBy(own)).code).toBe('samePerson');
    expect(await office.take(countersignCharter, { signingId, accountId: colleague })).toMatchObject({
      body: { state: 'countersigned' },
    });
    const again = office.take(countersignCharter, { signingId, accountId: colleague });
    expect((await refusedBy(again)).code).toBe('stepNotPossible');
  });

  it('its obligations stand in the countersigned paper too, whatever the organisation has become meanwhile', async () => {
    const { signingId, organisationId } = await office.signed();
    await office.within(({ db }) =>
      db.organisation.update({ where: { id: organisationId }, data: { roles: ['employer'] } }),
    );
    await office.take(countersignCharter, { signingId, accountId: colleague });
    const { documentId, countersignedDocumentId } = await office.rowOf(signingId);
    const taken = async (id: string) => {
      const { bytes } = await office.within((tx) => openDocument(tx, office.services.vault, id));
      const { spoken } = await readPdf(bytes);
      const texts = spoken.map(({ text }) => text);
      return texts.slice(
        texts.findIndex((text) => text.startsWith('Obblighi che')),
        texts.indexOf('Prova della firma'),
      );
    };
    const signed = await taken(documentId!);
    expect(signed.length).toBeGreaterThan(2);
    expect(await taken(countersignedDocumentId!)).toEqual(signed);
  });

  it('nothing of it changes any more', async () => {
    const { signingId } = await office.signed();
    const change = (set: string) => written(`UPDATE charter_signing SET ${set} WHERE id = '${signingId}'`);
    await expect(change("signed_at = '2026-06-02'")).rejects.toThrow(/evidence never changes/);
    await expect(change("text_hash = 'another'")).rejects.toThrow(/evidence never changes/);
    await expect(change("evidence_sealed = 'x'")).rejects.toThrow(/evidence never changes/);
    await expect(change(`opened_by = '${colleague}'`)).rejects.toThrow(/whose it is/);
    await expect(change("state = 'open'")).rejects.toThrow(/cannot become/);
    await expect(written(`DELETE FROM charter_signing WHERE id = '${signingId}'`)).rejects.toThrow(
      /never deleted/,
    );
    await expect(written('TRUNCATE charter_signing CASCADE')).rejects.toThrow(
      /charter_signing is never emptied/,
    );
  });

  it('no second one is opened; after a refusal one is, and names the first', async () => {
    const done = await office.signed();
    await expect(office.open(done.organisationId)).rejects.toThrow(
      /charter_signing_open_once|Unique constraint/,
    );
    const who = await office.invited();
    await office.take(declineCharter, who, { reason: 'Vogliamo leggerla con il consulente.' });
    const row = await office.rowOf(who.signingId);
    expect(row.state).toBe('declined');
    expect(Buffer.from(row.declineReasonSealed!).includes('consulente')).toBe(false);
    expect((await office.open(who.organisationId)).previousId).toBe(who.signingId);
  });

  it('the deadline only ever moves later', async () => {
    const who = await office.invited();
    const by = { signingId: who.signingId, accountId: opener };
    expect((await refusedBy(office.take(extendDeadline, by, { dueOn: '2026-07-01' }))).code).toBe(
      'invalidRequest',
    );
    expect(await office.take(extendDeadline, by, { dueOn: '2026-07-02' })).toMatchObject({
      body: { dueOn: '2026-07-02' },
    });
  });
});
