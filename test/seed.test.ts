import { stdnum } from 'stdnum';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openIdentity } from '../activities/identity.ts';
import { openDocument } from '../activities/documents.ts';
import { checkDocumentContent } from '../activities/document-content.ts';
import { validRelation } from '../activities/acting-for.ts';
import { ibanFault } from '../domain/iban.ts';
import { vatNumber } from '../domain/vat-number.ts';
import { ageOn, fromDateColumn } from '../domain/plain-date.ts';
import { documentsMissing } from '../domain/provider-onboarding.ts';
import { toPlainDate } from '../domain/time.ts';
import { isLocal } from '../domain/territory.ts';
import { employeeWallet, voucherLiability } from '../ledger/accounts.ts';
import { accountBalance, fundBalances } from '../ledger/balances.ts';
import { verifyLedger } from '../ledger/verify.ts';
import type { Tx } from '../prisma/database.ts';
import { Role } from '../prisma/generated/enums.ts';
import { demoAllianceId, seedDemo } from '../prisma/seed/index.ts';
import { organisationId } from '../prisma/seed/organisations.ts';
import { personas } from '../prisma/seed/personas.ts';
import { seedId } from '../prisma/seed/seed-id.ts';
import { versionInForce } from '../rules/store.ts';
import { openTestDatabase, testActor, type TestDatabase } from './support/database.ts';
import { seedVault } from './support/seed.ts';

const today = '2026-11-22';
const clock = { now: () => Promise.resolve(new Date(`${today}T09:00:00Z`)) };
let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ clock });
  const start = performance.now();
  await seedDemo({ database: test.database, vault: seedVault });
  console.log(`seeding took ${Math.round(performance.now() - start)} ms`);
});
afterAll(() => test.close());

const inDemo = <T>(work: (tx: Tx) => Promise<T>) => test.database.inAlliance(demoAllianceId, testActor, work);
const organisations = () => inDemo((tx) => tx.db.organisation.findMany());

describe('the demonstration territory', () => {
  it('is one alliance that says it is a demonstration', async () => {
    expect(await test.database.gate.alliances()).toContainEqual({
      id: demoAllianceId,
      slug: 'demo',
      name: 'Alleanza Val Cavallina – Monte Bronzone – Sebino (dimostrazione)',
      demo: true,
    });
  });

  it('has 48 local bodies, 5 schools, 3 associations, 3 unions, 17 companies and 40 providers', async () => {
    const rows = await organisations();
    const having = (role: (typeof rows)[number]['roles'][number]) =>
      rows.filter((row) => row.roles.includes(role));
    expect(having('localBody')).toHaveLength(48);
    expect(having('localBody').filter((row) => row.legalForm === 'comune')).toHaveLength(42);
    expect(having('school')).toHaveLength(5);
    expect(having('association')).toHaveLength(3);
    expect(having('union')).toHaveLength(3);
    expect(having('employer')).toHaveLength(17);
    expect(having('employer').filter((row) => row.legalForm === 'cooperativa sociale')).toHaveLength(13);
    expect(having('provider')).toHaveLength(40);
    expect(rows.filter((row) => row.roles.length > 1).length).toBeGreaterThan(10);
    expect(rows.filter((row) => !isLocal(row.comuneIstat)).map((row) => row.comuneIstat)).toEqual(['016004']);
  });

  it('has its providers admitted, each with a place, a service there and the papers that it asks for', async () => {
    const rows = await inDemo(async ({ db }) => ({
      admissions: await db.admission.findMany({ where: { endedOn: null } }),
      places: await db.place.findMany(),
      services: await db.offeredService.findMany(),
      at: await db.offeredServicePlace.findMany(),
      papers: await db.providerDocument.findMany(),
    }));
    const providers = (await organisations()).filter(({ roles }) => roles.includes('provider'));
    expect(new Set(rows.admissions.map((row) => row.organisationId))).toEqual(
      new Set(providers.map(({ id }) => id)),
    );
    for (const { id, comuneIstat } of providers) {
      expect(rows.places.find((row) => row.organisationId === id)).toMatchObject({ comuneIstat });
      const services = rows.services.filter((row) => row.organisationId === id);
      expect(services.length).toBeGreaterThan(0);
      for (const service of services) expect(rows.at.some((row) => row.serviceId === service.id)).toBe(true);
      const held = rows.papers
        .filter((row) => row.organisationId === id)
        .map(({ category, issuedOn, validUntil }) => ({
          category,
          issuedOn: fromDateColumn(issuedOn),
          validUntil: fromDateColumn(validUntil!),
        }));
      const categories = services.map(({ category }) => category);
      expect(documentsMissing(categories, held, today)).toEqual([]);
    }
  });

  it('has 700 employees, each employed once by an employer and living in a household of the territory', async () => {
    const rows = await inDemo(async (tx) => ({
      jobs: await tx.db.employment.findMany(),
      members: await tx.db.householdMember.findMany(),
      people: await tx.db.person.findMany(),
      households: await tx.db.household.findMany(),
    }));
    const employers = (await organisations()).filter((row) => row.roles.includes('employer'));
    const birthDates = new Map(rows.people.map(({ id, birthDate }) => [id, fromDateColumn(birthDate!)]));
    const housed = new Set(rows.members.map((member) => member.personId));
    expect(new Set(rows.jobs.map((job) => job.personId)).size).toBe(700);
    for (const job of rows.jobs) {
      expect(employers.map(({ id }) => id)).toContain(job.organisationId);
      expect(ageOn(birthDates.get(job.personId)!, fromDateColumn(job.startedOn))).toBeGreaterThanOrEqual(20);
      expect(fromDateColumn(job.startedOn) < today).toBe(true);
    }
    expect(housed).toEqual(new Set(rows.people.map((person) => person.id)));
    for (const person of rows.people) expect(isLocal(person.comuneIstat!)).toBe(true);
    for (const household of rows.households) {
      const members = rows.members.filter((member) => member.householdId === household.id);
      const ages = members.map((member) => ageOn(birthDates.get(member.personId)!, today));
      expect(Math.max(...ages)).toBeGreaterThanOrEqual(22);
      expect(members.length).toBeLessThanOrEqual(7);
    }
  });

  it('names nobody who exists', async () => {
    await inDemo(async (tx) => {
      for (const person of await tx.db.person.findMany()) {
        const identity = (await openIdentity(tx, seedVault, person))!;
        expect(identity.familyName).toMatch(/ Inventati$/);
        expect(identity.taxCode).toMatch(/^XQ[A-Z]{4}\d{2}[A-Z]\d{2}Z999[A-Z]$/);
        expect(stdnum['IT']!['codicefiscale']!.validate(identity.taxCode!).isValid).toBe(true);
        expect(identity.email ?? '@example.org').toMatch(/@example\.org$/);
        expect(identity.phone ?? '000 ').toMatch(/^000 /);
        expect(person.taxCodePrint).toBe(await seedVault.fingerprint(tx, identity.taxCode!));
      }
    });
    for (const organisation of await organisations()) {
      if (organisation.legalForm !== 'comune') expect(organisation.name).toMatch(/ – esempio$/);
      expect(organisation.vatNumber).toMatch(/^99\d{5}999\d$/);
      expect(vatNumber.safeParse(organisation.vatNumber).success, organisation.vatNumber!).toBe(true);
      expect(organisation.email).toMatch(/@example\.org$/);
      expect(organisation.iban ?? 'IT00X99999').toMatch(/^IT\d\dX99999/);
      if (organisation.iban) expect(ibanFault(organisation.iban), organisation.iban).toBeNull();
    }
  });

  it('has household L: a lone working parent with children of 2 and 6, the employer adherent', async () => {
    await inDemo(async (tx) => {
      const members = await tx.db.householdMember.findMany({ where: { householdId: seedId('household/L') } });
      const people = await tx.db.person.findMany({
        where: { id: { in: members.map((member) => member.personId) } },
        orderBy: { birthDate: 'asc' },
      });
      expect(people.map((person) => ageOn(fromDateColumn(person.birthDate!), today))).toEqual([34, 6, 2]);
      const lucia = await tx.db.account.findFirstOrThrow({ where: { personId: people[0]!.id } });
      expect(lucia).toMatchObject({
        label: 'Lucia – dipendente, nucleo L',
        roles: ['employee'],
        persona: true,
      });
      const job = await tx.db.employment.findFirstOrThrow({ where: { personId: people[0]!.id } });
      const employer = await tx.db.organisation.findUniqueOrThrow({ where: { id: job.organisationId } });
      expect(employer.adherentFrom! < new Date(today)).toBe(true);
      expect([job.endedOn, employer.adherentUntil]).toEqual([null, null]);
    });
  });

  it('has a file of each paper of the provider that somebody can be', async () => {
    const provider = { organisationId: organisationId('nido-pulcini') };
    const papers = await inDemo((tx) => tx.db.providerDocument.findMany({ where: provider }));
    expect(papers.length).toBeGreaterThan(1);
    for (const { documentId } of papers) {
      const { bytes } = await inDemo((tx) => openDocument(tx, seedVault, documentId!));
      expect((await checkDocumentContent(bytes)).mediaType).toBe('application/pdf');
    }
  });

  it('lets Paolo act for Marta by a document that opens', async () => {
    await inDemo(async (tx) => {
      const paolo = await tx.db.account.findFirstOrThrow({ where: { label: { startsWith: 'Paolo' } } });
      const relations = await tx.db.relation.findMany({ where: { representativeId: paolo.personId! } });
      expect(relations).toMatchObject([{ kind: 'delegate', revokedOn: null }]);
      const [{ personId, documentId }] = relations as [(typeof relations)[number]];
      expect(await validRelation(tx, paolo.personId!, personId)).toMatchObject({ documentId });
      const document = await openDocument(tx, seedVault, documentId);
      expect(document.name).toBe('delega-di-esempio.pdf');
      expect(await checkDocumentContent(document.bytes)).toMatchObject({ mediaType: 'application/pdf' });
    });
  });

  it('offers a persona of every role, in a fixed order', async () => {
    const offered = await test.database.gate.personas();
    expect(offered.map(({ label }) => label)).toEqual(personas.map(({ label }) => label));
    expect(new Set(offered.flatMap(({ roles }) => roles))).toEqual(new Set(Object.values(Role)));
    const clerks = await inDemo((tx) => tx.db.account.findMany({ where: { organisationId: { not: null } } }));
    expect(clerks.find(({ roles }) => roles.includes('provider'))!.organisationId).toBe(
      organisationId('nido-pulcini'),
    );
  });

  it('has the shipped rules in force, sent by one administrator and published by the other', async () => {
    for (const ruleSet of ['fragility-score', 'fund-access']) {
      const version = await inDemo((tx) => versionInForce(tx, ruleSet, tx.now));
      expect(version).toMatchObject({ version: 1, state: 'published' });
      expect([version.authorId, version.publisherId]).toEqual([
        seedId('account/sara'),
        seedId('account/luca'),
      ]);
    }
  });

  it('has a year of contributions in the Fund, and the ledger says the same as their rows', async () => {
    const { rows, balances, report } = await inDemo(async (tx) => ({
      rows: await tx.db.contribution.findMany({ orderBy: { pledgedAt: 'asc' } }),
      balances: await fundBalances(tx),
      report: await verifyLedger(tx),
    }));
    /** Of the one voucher: 1 % of 95,00 €, pledged at issue; paid in, credited, issued, pledged. */
    const [employerShareCents, transfersOfVouchers] = [95, 4];
    const cents = (some: typeof rows) => some.reduce((sum, row) => sum + row.amountCents, 0);
    const collected = rows.filter((row) => row.collectedAt !== null);
    const reserveCents = collected.reduce((sum, row) => sum + Math.floor((row.amountCents + 5) / 10), 0);
    expect(new Set(rows.map((row) => row.pledgedAt.toISOString().slice(0, 7))).size).toBe(12);
    expect(toPlainDate(rows[0]!.pledgedAt)).toBe('2025-11-30');
    expect(collected.every((row) => row.collectedAt! < new Date(today) && row.bankRef !== null)).toBe(true);
    expect(balances).toEqual({
      collectedCents: cents(collected),
      availableCents: cents(collected) - reserveCents,
      reserveCents,
      pledgedCents: cents(rows) - cents(collected) + employerShareCents,
      committedCents: 0,
    });
    expect(balances.availableCents).toBeGreaterThan(1_000_000);
    expect(balances.pledgedCents).toBeGreaterThan(50_000);
    expect(report.defects).toEqual([]);
    expect(report.examined).toMatchObject({
      transfers: rows.length + collected.length + transfersOfVouchers,
    });
    console.log(`contributions: ${rows.length}, ${JSON.stringify(balances)}`);
  });

  it('gives Lucia credit of her employer, and a voucher for a week of nursery that the ledger knows', async () => {
    await inDemo(async (tx) => {
      const lucia = await tx.db.account.findFirstOrThrow({ where: { label: { startsWith: 'Lucia' } } });
      const wallet = await tx.db.wallet.findFirstOrThrow({ where: { personId: lucia.personId! } });
      const voucher = await tx.db.voucher.findFirstOrThrow({ where: { holderId: lucia.personId! } });
      expect(voucher).toMatchObject({ state: 'active', taxLetter: 'fBis', nominalCents: 9_500 });
      const accounts = [employeeWallet(wallet.id), voucherLiability(voucher.id)];
      const balances = await Promise.all(accounts.map((account) => accountBalance(tx, account)));
      expect(balances.map(({ balanceCents }) => balanceCents)).toEqual([30_500, 9_500]);
      expect(await tx.db.familyDeclaration.count({ where: { employeeId: lucia.personId! } })).toBe(2);
    });
  });

  it('gives its candidate the first number of the year, as everybody after it gets the next', async () => {
    const { code } = await inDemo((tx) => tx.db.providerApplication.findFirstOrThrow());
    expect(code).toBe('RA-2026-000001');
  });

  it('charges a firm nothing after it left the alliance', async () => {
    const { rows, left } = await inDemo(async (tx) => ({
      rows: await tx.db.contribution.findMany({ where: { organisationId: organisationId('ditta-forno') } }),
      left: await tx.db.organisation.findUniqueOrThrow({ where: { id: organisationId('ditta-forno') } }),
    }));
    expect(fromDateColumn(left.adherentUntil!)).toBe('2026-03-22');
    expect(rows.length).toBe(5);
  });
});
