import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signCharter } from '../activities/charter-signing/sign.ts';
import { publishCharter, sendCharter, shippedCharter } from '../activities/charter-versions.ts';
import { accountId } from '../prisma/seed/personas.ts';
import {
  openCharterOffice,
  refusedBy,
  signature,
  start,
  type CharterOffice,
} from './support/charter-office.ts';

let office: CharterOffice;
beforeAll(async () => {
  office = await openCharterOffice();
});
beforeEach(() => office.moveTo(start));
afterAll(() => office.close());

const later = (minutes: number) => office.moveTo(new Date(office.now().getTime() + minutes * 60_000));
const author = accountId('sara');
const publisher = accountId('luca');
const changed = { ...shippedCharter, title: { it: 'Carta nuova', en: 'New charter' } };

describe('a one-time code', () => {
  it('is good for ten minutes', async () => {
    const who = await office.invited();
    const body = signature(office.roles, await office.code(who));
    later(10);
    expect(await office.take(signCharter, who, body)).toMatchObject({ code: 'codeNotValid' });
    office.moveTo(start);
    later(9.9);
    expect(await office.take(signCharter, who, body)).toMatchObject({ status: 200 });
  });

  it('is good in the session that asked for it, and for one signing', async () => {
    const who = await office.invited();
    const other = await office.invited();
    const body = signature(office.roles, await office.code(who));
    await office.code(other);
    const elsewhere = { ...who, tokenId: who.otherTokenId };
    expect(await office.take(signCharter, elsewhere, body)).toMatchObject({ code: 'codeNotValid' });
    expect(await office.take(signCharter, who, body)).toMatchObject({ status: 200 });
  });

  it('opens no more once a newer one was sent', async () => {
    const who = await office.invited();
    const first = await office.code(who);
    later(1);
    const second = await office.code(who);
    if (first === second) return;
    const old = office.take(signCharter, who, signature(office.roles, first));
    expect(await old).toMatchObject({ code: 'codeNotValid' });
    expect(await office.take(signCharter, who, signature(office.roles, second))).toMatchObject({
      status: 200,
    });
  });

  it('may be mistyped four times; the fifth time a new one is needed, though the right one comes then', async () => {
    const who = await office.invited();
    const right = await office.code(who);
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tries = 1; tries <= 5; tries += 1)
      expect(await office.take(signCharter, who, signature(office.roles, wrong))).toMatchObject({
        code: 'codeNotValid',
      });
    expect(await office.take(signCharter, who, signature(office.roles, right))).toMatchObject({
      code: 'codeNotValid',
    });
    const again = await office.code(who);
    expect(await office.take(signCharter, who, signature(office.roles, again))).toMatchObject({
      status: 200,
    });
  });

  it('is kept as an HMAC only, and used once', async () => {
    const who = await office.invited();
    const code = await office.code(who);
    await office.take(signCharter, who, signature(office.roles, code));
    const [row] = await office.within(({ db }) =>
      db.signingCode.findMany({ where: { signingId: who.signingId } }),
    );
    expect(row!.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(row!.usedAt).toEqual(start);
  });

  it('is sent five times an hour at most', async () => {
    const who = await office.invited();
    for (let sent = 0; sent < 5; sent += 1) await office.code(who);
    expect((await refusedBy(office.code(who))).code).toBe('stepNotPossible');
    later(60);
    await office.code(who);
  });

  it('does not suffice where the charter says so', async () => {
    const who = await office.invited();
    const body = signature(office.roles, await office.code(who));
    const strict = { ...changed, signing: { ...changed.signing, codeSufficesFor: [] } };
    const draft = await office.within((tx) => sendCharter(tx, strict, author), author);
    await office.within((tx) => publishCharter(tx, draft.id, '2026-06-01', publisher));
    const again = await office.invited();
    const coded = { ...body, code: await office.code(again) };
    expect((await refusedBy(office.take(signCharter, again, coded))).code).toBe('stepNotPossible');
    const next = await office.within((tx) => sendCharter(tx, shippedCharter, author), author);
    await office.within((tx) => publishCharter(tx, next.id, '2026-06-01', publisher));
    const last = await office.invited();
    const codedAnew = { ...body, code: await office.code(last) };
    expect(await office.take(signCharter, last, codedAnew)).toMatchObject({ status: 200 });
  });
});
