import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wakeUp } from '../activities/wakeup.ts';
import { toPlainDate } from '../domain/time.ts';
import { fundBalances } from '../ledger/balances.ts';
import { post } from '../ledger/post.ts';
import { fundHold, holdReleased } from '../ledger/postings.ts';
import type { Tx } from '../prisma/database.ts';
import {
  caseTenApplication,
  caseTenDossier,
  caseTenPeople,
  householdL,
  type CaseTenPeople,
} from '../prisma/seed/case-ten.ts';
import { fundAllocationId } from '../workflows/contract.ts';
import type { Caller } from './support/caller.ts';
import { eventually } from './support/eventually.ts';
import { readPdf } from './support/pdf.ts';
import { openStack, type Stack } from './support/stack.ts';

let stack: Stack;
let people: CaseTenPeople;
let chiara: Caller, teresa: Caller, anna: Caller, lucia: Caller;

beforeAll(async () => {
  stack = await openStack();
  people = await within(caseTenPeople);
  [chiara, teresa, anna, lucia] = (await Promise.all(
    ['Chiara', 'Teresa', 'Anna', 'Lucia'].map((name) => stack.as(name)),
  )) as [Caller, Caller, Caller, Caller];
});
afterAll(() => stack.close());

function within<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
  return stack.services.database.inAlliance(stack.allianceId, { kind: 'system', id: 'test' }, work);
}

async function granted(): Promise<{ assessmentId: string; at: string }> {
  const asked = caseTenApplication(people);
  const needs = asked.needs.map((need) => ({ ...need, units: 1 }));
  const { assessmentId } = await chiara.does('/v1/assessments', { ...asked, needs });
  const at = `/v1/assessments/${assessmentId}`;
  await chiara.does(`${at}/dossier`, caseTenDossier(people));
  await chiara.does(`${at}/completeness`);
  await chiara.does(`${at}/recommendation`, { outcome: 'grant', reason: 'Proposta.' });
  await teresa.does(`${at}/decision`, { outcome: 'grant', reason: 'Sì.' });
  return { assessmentId, at };
}

/** The words of the letter of this kind, once it is there. */
async function letterOf(at: string, wanted = 'grant'): Promise<string> {
  const letter = await eventually(async () => {
    const { items } = (await lucia.get(`${at}/letters`)).body;
    return items.find(({ kind }: { kind: string }) => kind === wanted);
  });
  const reply = await fetch(`${stack.url}${at}/letters/${letter.id}`, {
    headers: { authorization: `Bearer ${lucia.token}` },
  });
  return (await readPdf(new Uint8Array(await reply.arrayBuffer()))).printed.join(' ');
}

const told = (template: string, assessmentId: string) =>
  within(({ db }) => db.mail.count({ where: { template, subjectId: assessmentId } }));
const toldOfTheEnd = (assessmentId: string) => told('waitingOver', assessmentId);

/** The household is locked until the cap is what its award before this one used up: the Fund looks only then. */
async function grantedBeyondCap(): Promise<{ assessmentId: string; at: string }> {
  const keeper = await stack.test.superuser();
  await keeper.query('BEGIN');
  await keeper.query('SELECT id FROM household WHERE id = $1 FOR NO KEY UPDATE', [householdL]);
  const { assessmentId, at } = await granted();
  await within(async ({ db }) => {
    const { amountCents: capCents } = await db.award.findUniqueOrThrow({ where: { assessmentId } });
    await db.award.update({ where: { assessmentId }, data: { capCents } });
  });
  await keeper.query('COMMIT');
  return { assessmentId, at };
}

async function releaseAwardOf(at: string, reason = 'Prova.'): Promise<void> {
  await chiara.does(`/v1/awards/${(await chiara.get(at)).body.awardId}/release`, { reason });
}

describe('the letter of a grant', () => {
  it('says that the money is set aside when it is', async () => {
    const { assessmentId, at } = await granted();
    expect(await letterOf(at)).toContain('Il Fondo ha messo da parte la somma');
    const { awardId } = (await chiara.get(at)).body;
    expect((await anna.get(`/v1/awards/${awardId}`)).body.state).toBe('held');
    expect(await toldOfTheEnd(assessmentId)).toBe(0);
    await releaseAwardOf(at, 'La famiglia si trasferisce.');
    const released = await letterOf(at, 'release');
    expect(released).toContain('restituiamo al Fondo di Solidarietà l’intera assegnazione di 95,00 €.');
    expect(released).toMatch(/Che cosa non riceverà .*: 1 settimana/);
    expect(released).toContain('Ha deciso Chiara');
    expect(released).toContain('La famiglia si trasferisce.');
    expect(released).toContain('Istanza di riesame');
    expect(await told('awardReleased', assessmentId)).toBe(1);
  });

  it('says that a person has to look when the award no longer fits the cap', async () => {
    const before = await granted();
    expect(await letterOf(before.at)).toContain('Il Fondo ha messo da parte la somma');
    const { assessmentId, at } = await grantedBeyondCap();
    const text = await letterOf(at);
    expect(text).toContain('una persona dell’ufficio deve fare una verifica');
    expect(text).not.toContain('lista d’attesa');
    expect(await told('waitingPaused', assessmentId)).toBe(0);
    const { awardId } = (await chiara.get(at)).body;
    const { possible } = (await chiara.get(`/v1/awards/${awardId}`)).body;
    expect(possible).toEqual(['resumeAward', 'releaseAward', 'recordDeath']);
    for (const each of [before.at, at]) await releaseAwardOf(each);
  });

  it('says that one has to wait when the money is not there; the end of that is told', async () => {
    const [awardId, holdId] = [randomUUID(), randomUUID()];
    await within(async (tx) => {
      const { availableCents } = await fundBalances(tx);
      const effectiveOn = toPlainDate(tx.now);
      await post(tx, fundHold({ id: holdId, awardId, effectiveOn, amountCents: availableCents }));
    });
    const { assessmentId, at } = await granted();
    expect(await letterOf(at)).toContain('lista d’attesa');
    expect(await toldOfTheEnd(assessmentId)).toBe(0);
    await within(async (tx) => {
      const effectiveOn = toPlainDate(tx.now);
      await post(tx, holdReleased({ id: randomUUID(), awardId, effectiveOn, holdId }));
      await wakeUp(tx, fundAllocationId(tx.allianceId));
    });
    await eventually(async () => (await toldOfTheEnd(assessmentId)) === 1);
  });
});
