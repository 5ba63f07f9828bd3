import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../api/auth.ts';
import { recordRepresentative } from '../activities/representatives.ts';
import { accountId } from '../prisma/seed/personas.ts';
import type { Tx } from '../prisma/database.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { expectAround } from './support/around.ts';
import { romeTime } from './support/rome-time.ts';
import { callerWith, type Caller } from './support/caller.ts';
import { declared, signatory } from './support/charter-office.ts';
import { readPdf } from './support/pdf.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

const DAY_MS = 86_400_000;
let stack: SkippingStack;
let representative: string;
let organisationId: string;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'), { restarts: true });
  // A municipality and employer: neither a provider's nor an employer's clerk signs for it.
  await within(async (tx) => {
    const { allianceId, now: createdAt } = tx;
    const made = { allianceId, createdAt };
    const town = await tx.db.organisation.create({
      data: { ...made, name: 'Comune di Prova', comuneIstat: '016128', roles: ['localBody', 'employer'] },
    });
    const holder = { label: 'Chi rappresenta', email: 'sindaca@example.org', organisationId: town.id };
    const account = await tx.db.account.create({ data: { ...made, ...holder, roles: ['representative'] } });
    organisationId = town.id;
    representative = account.id;
    await recordRepresentative(tx, stack.services.vault, {
      organisationId,
      accountId: representative,
      ...signatory,
    });
  });
}, 240_000);
afterAll(() => stack.close());

describe('a signing that nobody answers', () => {
  let id: string;

  it('is called to mind fourteen days before its deadline, once', async () => {
    const chiara = await stack.as('Chiara');
    id = (await chiara.does('/v1/charter-signings', { organisationId })).signingId;
    await stack.clock.quiet();
    expect(await mails('charterInvitation', id)).toBe(1);
    expect((await chiara.post('/v1/charter-signings', { organisationId })).status).toBe(409);
    expect(await pending(id)).toEqual([
      'remindSigning 2026-06-17 00:00',
      'remindSigning 2026-06-28 00:00',
      'signingExpires 2026-07-02 00:00',
    ]);
    await expectAround(stack, '2026-06-16T22:00:00Z', async () => mails('charterReminder', id), [0, 1]);
  }, 120_000);

  it('has its deadline moved, and what was still to come moves along: what was sent is not sent again', async () => {
    const chiara = await stack.as('Chiara');
    await chiara.does(`/v1/charter-signings/${id}/deadline`, { dueOn: '2026-07-11' });
    expect(await pending(id)).toEqual(['remindSigning 2026-07-08 00:00', 'signingExpires 2026-07-12 00:00']);
    await expectAround(stack, '2026-06-27T22:00:00Z', async () => mails('charterReminder', id), [1, 1]);
    await expectAround(stack, '2026-07-01T22:00:00Z', async () => mails('charterExpired', id), [0, 0]);
    await expectAround(stack, '2026-07-07T22:00:00Z', async () => mails('charterReminder', id), [1, 2]);
  }, 120_000);

  it('expires at the end of its last day, once, and that is an outcome', async () => {
    await expectAround(stack, '2026-07-11T22:00:00Z', async () => mails('charterExpired', id), [0, 1]);
    const { body } = await (await stack.as('Chiara')).get(`/v1/charter-signings/${id}`);
    expect(body).toMatchObject({ state: 'expired', possible: [], missing: [] });
    const fired = await within((tx) =>
      tx.db.deadline.findMany({
        where: { subjectId: id, firedAt: { not: null } },
        orderBy: { dueAt: 'asc' },
      }),
    );
    expect(fired.map(({ kind }) => kind)).toEqual(['remindSigning', 'remindSigning', 'signingExpires']);
    await record(stack.services, processWorkflowId('charterSigning', id), 'charter-signing/expired');
  }, 120_000);
});

describe('a signing that is declined', () => {
  it('keeps the reason sealed, and can be opened again', async () => {
    const id = await invited();
    const signer = await session();
    expect((await signer.get(`/v1/charter-signings/${id}`)).body.previousId).not.toBeNull();
    await signer.does(`/v1/charter-signings/${id}/refusal`, { reason: 'Prima lo vede il consiglio.' });
    await stack.clock.advanceTo(new Date((await stack.clock.now()).getTime() + 60 * DAY_MS));
    expect([await mails('charterReminder', id), await mails('charterExpired', id)]).toEqual([0, 0]);
    await record(stack.services, processWorkflowId('charterSigning', id), 'charter-signing/declined');
  }, 120_000);
});

describe('a signing', () => {
  let id: string;
  let at: string;
  let signer: Caller;

  it('shows the exact text, the obligations of what the organisation is, and what is missing', async () => {
    id = await invited();
    at = `/v1/charter-signings/${id}`;
    signer = await session();
    const { body } = await signer.get(at);
    expect(body.missing).toEqual(['signature', 'countersignature']);
    expect(body.possible).toEqual(['signCharter', 'uploadSignedCopy', 'declineCharter']);
    expect((await (await stack.as('Chiara')).get(at)).body.possible).toEqual(['extendDeadline']);
    expect(body.text.articles.length).toBeGreaterThan(8);
    const keys = body.obligations.map(({ key }: { key: string }) => key);
    expect(keys).toContain('disabilityQuota');
    expect(keys).not.toContain('listPrices');
  }, 120_000);

  it('is made with the code from the mailbox, in the session that asked; a mistyped one is counted', async () => {
    await signer.does(`${at}/codes`);
    const code = await codeIn(signer);
    const other = await session();
    expect((await other.post(`${at}/signature`, await signature(code))).body.type).toMatch(/code-not-valid$/);
    const wrong = code === '111111' ? '111112' : '111111';
    const mistyped = await signer.post(`${at}/signature`, await signature(wrong));
    expect(mistyped.status).toBe(409);
    const [newest] = await within((tx) => tx.db.signingCode.findMany({ where: { signingId: id } }));
    expect(newest!.attempts).toBe(1);
    expect(await signer.does(`${at}/signature`, await signature(code))).toMatchObject({
      state: 'signed',
      waitingFor: 'alliance.countersignature',
    });
    const reused = await signer.post(`${at}/signature`, await signature(code));
    expect(reused.status).toBe(409);
    expect(await pending(id)).toEqual([
      expect.stringMatching(/^remindTask/),
      expect.stringMatching(/^escalateTask/),
    ]);
  }, 120_000);

  it('is countersigned by a colleague of whoever opened it, and then over', async () => {
    const possibleTo = async (name: string) => (await (await stack.as(name)).get(at)).body.possible;
    expect([await possibleTo('Chiara'), await possibleTo('Marco')]).toEqual([[], ['countersignCharter']]);
    expect((await (await stack.as('Chiara')).post(`${at}/countersignature`)).status).toBe(409);
    await (await stack.as('Marco')).does(`${at}/countersignature`);
    await stack.clock.quiet();
    expect(await pending(id)).toEqual([]);
    expect(await mails('charterCountersigned', id)).toBe(1);
    await record(stack.services, processWorkflowId('charterSigning', id), 'charter-signing/countersigned');
  }, 120_000);

  it('leaves a paper with the text, the declarations and the proof', async () => {
    const { signedAt, documentId, countersignedDocumentId } = await within((tx) =>
      tx.db.charterSigning.findUniqueOrThrow({ where: { id } }),
    );
    expect(signedAt).not.toBeNull();
    expect(countersignedDocumentId).not.toBe(documentId);
    const bytes = await download(await session());
    const pdf = await readPdf(bytes);
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    const words = `${signatory.name}|${signatory.taxCode}|Comune di Prova|T151|Impronta SHA-256|Controfirmata per`;
    for (const word of words.split('|')) expect(pdf.printed.join(' '), word).toContain(word);
    const unexplained = await (await stack.as('Chiara')).get(`${at}/document`);
    expect(unexplained.status).toBe(422);
  }, 120_000);

  async function download(caller: Caller): Promise<Uint8Array> {
    const response = await fetch(`${stack.url}${at}/document`, {
      headers: { authorization: `Bearer ${caller.token}` },
    });
    return new Uint8Array(await response.arrayBuffer());
  }

  /** The text that was read is the one that is signed. */
  async function signature(code: string) {
    const { body } = await signer.get(at);
    const { durcIssuedOn: _ofProviders, ...declarations } = declared;
    return {
      textHash: body.textHash,
      obligations: body.obligations.map(({ key }: { key: string }) => key),
      declarations,
      typedName: signatory.name,
      code,
    };
  }
});

describe('what these signings told Temporal', () => {
  it('is nobody’s name, code, number or reason, and replays', async () => {
    const histories = await historiesOfSignings();
    expect(histories).toHaveLength(3);
    for (const { workflowId, history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(workflowId.split('/')[1]);
      for (const word of [
        'Valserini',
        signatory.taxCode,
        'T151',
        'consiglio',
        'sindaca@',
        'riskAssessmentOn',
      ])
        expect(told, word).not.toContain(word);
    }
    await expectReplays(stack.services, histories);
  }, 120_000);

  it('stands in no column in the clear either', async () => {
    const superuser = await stack.test.superuser();
    for (const table of [
      'charter_signing',
      'representative',
      'signing_code',
      'submission',
      'audit',
      'mail',
    ]) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      const leaks = rows.filter(({ row }) => /Valserini|RSSMRA80A01H501U|T151|consiglio/.test(row));
      expect(leaks, table).toEqual([]);
    }
  });
});

async function historiesOfSignings() {
  const signings = await within((tx) => tx.db.charterSigning.findMany());
  const ids = signings.map(({ id }) => processWorkflowId('charterSigning', id));
  const { client } = stack.services;
  return Promise.all(
    ids.map(async (workflowId) => ({
      workflowId,
      history: await client.workflow.getHandle(workflowId).fetchHistory(),
    })),
  );
}

async function invited(): Promise<string> {
  const { signingId } = await (await stack.as('Chiara')).does('/v1/charter-signings', { organisationId });
  await stack.clock.quiet();
  return signingId as string;
}

/** A fresh session of whoever represents the organisation: months pass in this test, and sessions do not last as long. */
function session(): Promise<Caller> {
  return within(async (tx) => {
    const { secret } = await issueToken(tx, {
      accountId: representative,
      kind: 'session',
      label: 'test',
      roles: ['representative'],
      expiresAt: new Date(tx.now.getTime() + DAY_MS),
    });
    return callerWith(stack.url, secret);
  });
}

async function codeIn(reader: Caller): Promise<string> {
  await stack.clock.quiet();
  const { items } = (await reader.get('/v1/dev/mailbox')).body;
  const { id } = items.find(({ template }: { template: string }) => template === 'signingCode');
  const mail = await PostalMime.parse((await reader.get(`/v1/dev/mailbox/${id}`)).body as string);
  return /codice: (\d{6})\./.exec(mail.text ?? '')![1]!;
}

async function mails(template: string, subjectId: string): Promise<number> {
  const rows = await within((tx) => tx.db.mail.findMany({ where: { template, subjectId } }));
  expect(rows.every(({ recipientId }) => recipientId === representative)).toBe(true);
  return rows.length;
}

/** What still happens by itself, and when, on clocks in Rome. */
async function pending(subjectId: string): Promise<string[]> {
  const rows = await within((tx) =>
    tx.db.deadline.findMany({
      where: { subjectId, firedAt: null, cancelledAt: null },
      orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
    }),
  );
  return rows.map(({ kind, dueAt }) => `${kind} ${romeTime(dueAt)}`);
}

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  const actor = { kind: 'account', id: accountId('sara') } as const;
  return stack.services.database.inAlliance(stack.allianceId, actor, work);
}
