import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mayActForOrThrow } from '../activities/acting-for.ts';
import { decide } from '../activities/fragility-assessment/decide.ts';
import { withdraw } from '../activities/fragility-assessment/closing.ts';
import { declareComplete } from '../activities/fragility-assessment/declare-complete.ts';
import { requestDocuments } from '../activities/fragility-assessment/document-request.ts';
import { readItems } from '../activities/fragility-assessment/dossier.ts';
import { openAssessment } from '../activities/fragility-assessment/open-assessment.ts';
import { recommend } from '../activities/fragility-assessment/recommend.ts';
import { submitDossier } from '../activities/fragility-assessment/submit-dossier.ts';
import { openIdentity } from '../activities/identity.ts';
import type { Step } from '../activities/submission.ts';
import { openTask } from '../activities/tasks.ts';
import { addMonths } from '../domain/plain-date.ts';
import { toPlainDate } from '../domain/time.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { applicationOf, dossierOf, type CaseHousehold } from './holds/support/households.ts';
import { openTerritory, type Territory } from './support/planted-award.ts';

const chiara = accountId('chiara');
const teresa = accountId('teresa');

let territory: Territory;
let one: CaseHousehold;
let other: CaseHousehold;
beforeAll(async () => {
  territory = await openTerritory(12);
  [one, other] = territory.households as [CaseHousehold, CaseHousehold];
});
afterAll(() => territory.close());

const take = (step: unknown, id: string, body: unknown = {}) =>
  territory.take(step as Step, id, body, chiara);
const apply = (change: object = {}) =>
  take(openAssessment, randomUUID(), { ...applicationOf(one), ...change });
const opened = async () => ((await apply()).body as { assessmentId: string }).assessmentId;
const withNeed = (change: object) => ({
  needs: applicationOf(one).needs.map((need) => ({ ...need, ...change })),
});

describe('an application', () => {
  it('is for people who live in the household today', async () => {
    await expect(apply(withNeed({ forPersonId: other.applicantId }))).rejects.toMatchObject({
      code: 'invalidRequest',
    });
    const moved = one.members.find(({ id }) => id !== one.applicantId)!;
    const leave = (leftOn: Date | null) =>
      territory.within(({ db }) =>
        db.householdMember.updateMany({ where: { personId: moved.id }, data: { leftOn } }),
      );
    await leave(new Date('2026-05-31'));
    await expect(apply(withNeed({ forPersonId: moved.id }))).rejects.toMatchObject({
      code: 'invalidRequest',
    });
    await leave(null);
    await expect(apply(withNeed({ forPersonId: moved.id }))).resolves.toMatchObject({ status: 201 });
  });

  it('names providers, and none that would learn who of its own people asked', async () => {
    const employment = { personId: one.applicantId, endedOn: null };
    const { organisationId: employer } = await territory.within(({ db }) =>
      db.employment.findFirstOrThrow({ where: employment }),
    );
    const rolesOfEmployer = (roles: ('employer' | 'provider')[]) =>
      territory.within(({ db }) => db.organisation.update({ where: { id: employer }, data: { roles } }));
    const application = () => apply(withNeed({ providerId: employer }));
    await rolesOfEmployer(['employer']);
    await expect(application()).rejects.toMatchObject({
      refusal: { errors: [{ pointer: '/body/needs/0/providerId' }] },
    });
    await rolesOfEmployer(['employer', 'provider']);
    await expect(application()).rejects.toMatchObject({ code: 'invalidRequest' });
    await territory.within(({ db }) =>
      db.employment.updateMany({ where: employment, data: { endedOn: new Date('2026-05-31') } }),
    );
    await expect(application()).resolves.toMatchObject({ status: 201 });
  });

  it('is not granted to a provider that has come to employ somebody of the household', async () => {
    const id = await opened();
    await take(submitDossier, id, dossierOf(one, toPlainDate(new Date())));
    const employment = { personId: one.applicantId, organisationId: one.providerId };
    await territory.within(({ db, allianceId }) =>
      db.employment.create({ data: { ...employment, allianceId, startedOn: new Date('2026-05-01') } }),
    );
    await take(declareComplete, id);
    await take(recommend, id, { outcome: 'grant', reason: 'x' });
    const grant = () => territory.take(decide as Step, id, { outcome: 'grant', reason: 'x' }, teresa);
    await expect(grant()).rejects.toMatchObject({ code: 'stepNotPossible' });
    await territory.within(({ db }) =>
      db.employment.updateMany({ where: employment, data: { endedOn: new Date('2026-05-31') } }),
    );
    await expect(grant()).resolves.toMatchObject({ body: { state: 'granted' } });
  });

  it('is recommended in words that do not tell the commission who it is', async () => {
    const id = await opened();
    await take(submitDossier, id, dossierOf(one, toPlainDate(new Date())));
    await take(declareComplete, id);
    const { givenName, familyName } = (await territory.within(async (tx) =>
      openIdentity(
        tx,
        territory.services.vault,
        await tx.db.person.findUniqueOrThrow({ where: { id: one.members.at(-1)!.id } }),
      ),
    ))!;
    const told = { outcome: 'grant', reason: `Vive con ${givenName} ${familyName}.` };
    await expect(take(recommend, id, told)).rejects.toMatchObject({
      code: 'invalidRequest',
      refusal: { errors: [{ pointer: '/body/reason' }] },
    });
    const untold = { outcome: 'grant', reason: 'Vive con la figlia maggiore.' };
    await expect(take(recommend, id, untold)).resolves.toMatchObject({ body: { state: 'deciding' } });
  });

  it.each([
    [0, 1],
    [1, 0],
  ])('pays only the needs whose own ISEE the rules admit, named as %i and %i', async (...order) => {
    const day = toPlainDate(new Date());
    const isSmall = ({ birthDate }: { birthDate: string }) => birthDate > addMonths(day, -12 * 12);
    const family = territory.households.find(({ members }) => members.some(isSmall))!;
    const forPersonId = family.members.find(isSmall)!.id;
    const [need] = applicationOf(family).needs;
    const both = [need, { ...need, service: 'forMinor', forPersonId, parentsApart: true }];
    const needs = order.map((index) => both[index]);
    const { assessmentId: id } = (await apply({ ...applicationOf(family), needs })).body as {
      assessmentId: string;
    };
    const { items } = dossierOf(family, day);
    const isee = items.find(({ kind }) => kind === 'isee') as { value: object };
    const minors = { kind: 'isee', value: { ...isee.value, kind: 'MINORENNI', valueCents: 3_200_000 } };
    await take(submitDossier, id, { items: [...items, minors] });
    await take(declareComplete, id);
    await take(recommend, id, { outcome: 'grant', reason: 'x', bandOverride: 'medium' });
    await territory.take(decide as Step, id, { outcome: 'grant', reason: 'x' }, teresa);
    const { orders, advice } = await territory.within(async ({ db }) => {
      const award = await db.award.findUniqueOrThrow({ where: { assessmentId: id } });
      const current = { assessmentId: id, kind: 'fundAccess', supersededAt: null };
      return {
        orders: await db.providerOrder.findMany({ where: { awardId: award.id } }),
        advice: await db.decision.count({ where: current }),
      };
    });
    const paid = await territory.within(({ db }) =>
      db.need.findMany({ where: { id: { in: orders.map(({ needId }) => needId) } } }),
    );
    expect(paid.map(({ service }) => service)).toEqual(['other']);
    expect(advice).toBe(2);
  });

  it('asks for documents once', async () => {
    const id = await opened();
    const request = () => take(requestDocuments, id, { documents: ['ISEE'], dueInDays: 5 });
    await request();
    await take(submitDossier, id, { items: [], answersRequest: true });
    await expect(request()).rejects.toMatchObject({ code: 'documentsAlreadyRequested' });
  });

  it('keeps letters to post, people to reach and the receipt, wherever it goes', async () => {
    const id = await opened();
    const subject = { subjectKind: 'assessment' as const, subjectId: id };
    const errand = { ...subject, candidateRole: 'caseworker' as const, dueInWorkingDays: 2 };
    await territory.within(async (tx) => {
      await openTask(tx, { ...errand, kind: 'sendByPost' });
      await openTask(tx, { ...errand, kind: 'contactOtherwise' });
    });
    const standing = () =>
      territory.within(async ({ db }) => {
        const tasks = await db.task.findMany({ where: { ...subject, state: { in: ['open', 'claimed'] } } });
        const pending = await db.deadline.findMany({ where: { ...subject, cancelledAt: null } });
        const escalated = tasks.filter((task) => pending.some(({ targetId }) => targetId === task.id));
        const isOwed = pending.some(({ kind }) => kind === 'writeReceipt');
        return [...escalated.map(({ kind }) => kind).toSorted(), ...(isOwed ? ['receipt'] : [])];
      });
    const errands = ['contactOtherwise', 'sendByPost', 'receipt'];
    await take(requestDocuments, id, { documents: ['ISEE'], dueInDays: 5 });
    expect(await standing()).toEqual(errands);
    await take(submitDossier, id, { items: [], answersRequest: true });
    expect(await standing()).toEqual(['contactOtherwise', 'declareComplete', 'sendByPost', 'receipt']);
    await take(withdraw, id, { reason: 'x' });
    expect(await standing()).toEqual(errands);
  });

  it('is not complete while a fact is missing', async () => {
    const id = await opened();
    const refused: unknown = await take(declareComplete, id).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'dossierIncomplete' });
    const { detail } = (refused as { refusal: { detail: { it: string; en: string } } }).refusal;
    expect(detail.it).toMatch(/un’attestazione ISEE (ORDINARIO|MINORENNI|SOCIOSANITARIO|:).*\[isee\]/);
    expect(detail.it).toMatch(/se è autosufficiente o no \[certificate, katzAdl o independent\]/);
    expect(detail.en).toMatch(/^Still to be found out: .*\[network\]/);
  });

  it('carries findings signed by whoever recorded them, whatever they said', async () => {
    const id = await opened();
    await take(submitDossier, id, dossierOf(one, '2026-06-01'));
    const items = await territory.within((tx) => readItems(tx, territory.services.vault, id));
    const network = items.find(({ kind }) => kind === 'network');
    expect(network).toMatchObject({ value: { evidence: { foundBy: chiara } } });
  });
});

describe('somebody who acts for another', () => {
  const first = new Date('2026-03-01T00:00:00Z');
  const last = new Date('2026-03-31T00:00:00Z');

  it('does so by a relation of the two, from its first day to its last, unless it was revoked', async () => {
    const [personId, representativeId] = [one.applicantId, other.applicantId];
    const relationId = await territory.within(async ({ db, allianceId, now }) => {
      const document = await db.document.findFirstOrThrow();
      const data = { allianceId, personId, representativeId, documentId: document.id, createdAt: now };
      const relation = { ...data, kind: 'delegate' as const, validFrom: first, expiresOn: last };
      return (await db.relation.create({ data: relation })).id;
    });
    const actsOn = (day: string, who = representativeId) =>
      territory.within(async (tx) => {
        const at = { ...tx, now: new Date(`${day}T10:00:00Z`) };
        return mayActForOrThrow(at, { personId, representativeId: who, relationId }).then(() => true);
      });
    expect(await actsOn('2026-03-01')).toBe(true);
    expect(await actsOn('2026-03-31')).toBe(true);
    const refused = { code: 'relationNotValid' };
    await expect(actsOn('2026-02-28')).rejects.toMatchObject(refused);
    await expect(actsOn('2026-04-01')).rejects.toMatchObject(refused);
    const stranger = other.members.find(({ id }) => id !== other.applicantId)?.id ?? randomUUID();
    await expect(actsOn('2026-03-15', stranger)).rejects.toMatchObject(refused);
    await territory.within(({ db }) =>
      db.relation.update({ where: { id: relationId }, data: { revokedOn: first } }),
    );
    await expect(actsOn('2026-03-15')).rejects.toMatchObject(refused);
  });
});
