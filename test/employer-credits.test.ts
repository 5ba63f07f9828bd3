import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { csvForm, openWelfareDesk, problem, terms, type WelfareDesk } from './support/welfare-desk.ts';

let desk: WelfareDesk;
let planId: string;

beforeAll(async () => {
  desk = await openWelfareDesk(new Date('2026-03-02T09:00:00Z'));
  const written = await desk.employer.post('/v1/welfare-plans', { ...terms, population: 'everybody' });
  planId = written.body['id'] as string;
  await desk.employer.post(`/v1/welfare-plans/${planId}/activation`);
});
afterAll(() => desk.api.close());

const giveFile = (text: string) =>
  desk.employer.request('POST', `/v1/welfare-plans/${planId}/credits/file`, { raw: csvForm(text) });

describe('credit that an employer gives', () => {
  it('is read back with the name before it is given, of whoever works there alone, and that is put on record', async () => {
    const worker = await desk.makeWorker({}, { givenName: 'Ottavia', familyName: 'Brembati' });
    const find = (taxCode: string, who = desk.employer) =>
      who.post(`/v1/welfare-plans/${planId}/employee-searches`, { taxCode });
    expect((await find(worker.taxCode)).body).toEqual({ givenName: 'Ottavia', familyName: 'Brembati' });
    const away = await desk.makeWorker({ organisationId: desk.otherId });
    expect((await find(away.taxCode)).body['errors']).toMatchObject([{ pointer: '/body/taxCode' }]);
    expect((await find(worker.taxCode, desk.other)).status).toBe(404);
    const found = await desk.api.inAlliance((tx) =>
      tx.db.audit.findMany({ where: { action: 'person.found' }, select: { subjectId: true } }),
    );
    expect(found).toEqual([{ subjectId: worker.personId }]);
  });

  it('is told in the books of the employer by its plan, and what was paid in by the line of the bank', async () => {
    const worker = await desk.makeWorker();
    await desk.payIn(1_000, 'BANCA/named');
    const { taxCode } = worker;
    await desk.employer.post(`/v1/welfare-plans/${planId}/credits`, { taxCode, amountCents: 1_000 });
    const path = `/v1/organisations/${desk.employerId}/prefund/movements?limit=2`;
    expect((await desk.officer.get(path)).body['items']).toMatchObject([
      { kind: 'wallet_credited', planName: terms.name },
      { kind: 'prefund_received', businessRef: 'BANCA/named', planName: null },
    ]);
  });

  it('is given by a list to all of it or to nobody, and the wrong lines are named', async () => {
    const [one, two, away] = [
      await desk.makeWorker(),
      await desk.makeWorker(),
      await desk.makeWorker({ organisationId: desk.otherId }),
    ];
    await desk.payIn(100_000);
    const wrong = await giveFile(
      `codice fiscale;importo\n${one.taxCode};600,00\n${away.taxCode};1,00\nROSSI;5,00\n${two.taxCode};300,00\n`,
    );
    // Who works elsewhere and a code that is none, in the same answer: each with its line and what to do.
    expect(wrong.body['errors']).toMatchObject([
      { pointer: '/file/3', message: expect.stringMatching(/^riga 3: .*faccia registrare/) as string },
      { pointer: '/file/4', message: expect.stringMatching(/^riga 4: .*lo ricopi/) as string },
    ]);
    const list = (cents: string) =>
      `codice fiscale;importo\n${one.taxCode};600,00\n${two.taxCode};${cents}\n`;
    expect(problem(await giveFile(list('400,01')))).toEqual([409, 'insufficient-funds']);
    expect(await desk.prefund()).toBe(100_000);
    expect((await giveFile(list('400,00'))).body).toEqual({ credits: 2, totalCents: 100_000 });
    expect(await desk.prefund()).toBe(0);
    for (const worker of [one, two])
      expect(
        await desk.api.inAlliance((tx) => tx.db.wallet.count({ where: { personId: worker.personId } })),
      ).toBe(1);
  });
});
