import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { issueToken } from '../../api/auth.ts';
import { addYears, laterOf, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { Locale } from '../../domain/text.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OrganisationRole, Role } from '../../prisma/generated/enums.ts';
import { impossibleTaxCode } from '../../prisma/seed/impossible-numbers.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import { addressOf } from './address.ts';
import { makeAlliance, slug, staffRoles } from './alliance.ts';
import type { CaseFile, CaseOrganisation, CasePerson } from './case-file.ts';
import { oneByOne } from './each.ts';
import { Caller } from './http.ts';
import type { Stage } from './on-stage.ts';
import { grossOf, payerOf } from './opening-balance.ts';
import { staffNamed } from './references.ts';
import { camelCase } from './sentence.ts';
import type { CaseStack } from './stack.ts';
import type { StaffName } from './steps.ts';

const created = z.object({ id: z.uuid() });
const system = { kind: 'system', id: 'case' } as const;

/**
 * Makes what the case says there is at its start. The alliance is made as `init` makes one. Accounts, whose holders
 * would have to wait for the mail, later sessions of theirs, and jobs, which may end after the case begins, are written
 * beside the interface; all else goes through HTTP.
 */
export async function setStage(stack: CaseStack, file: CaseFile, language: Locale): Promise<Stage> {
  const setting = new StageSetting(stack, file, language, await makeAlliance(stack, file));
  await setting.makeStaff();
  await setting.makeOrganisations();
  await setting.openFund();
  await setting.makePeople();
  await setting.makeHouseholds();
  await setting.makeRelations();
  return setting;
}

interface NewAccount {
  readonly label: string;
  readonly role: Role;
  readonly personId?: string;
  readonly organisationId?: string;
}

class StageSetting implements Stage {
  readonly allianceId: string;
  readonly slug = slug;
  private readonly stack: CaseStack;
  private readonly file: CaseFile;
  private readonly language: Locale;
  private readonly today: PlainDate;
  private readonly callers = new Map<string, Caller>();
  private readonly people = new Map<string, string>();
  private readonly taxCodes = new Map<string, string>();
  private readonly organisations = new Map<string, string>();
  private readonly households = new Map<string, string>();
  private readonly relations = new Map<string, string>();

  constructor(stack: CaseStack, file: CaseFile, language: Locale, allianceId: string) {
    this.stack = stack;
    this.file = file;
    this.language = language;
    this.allianceId = allianceId;
    this.today = toPlainDate(file['starts on']);
  }

  async makeStaff(): Promise<void> {
    for (const [name, role] of Object.entries(staffRoles))
      await this.makeAccount(name, { label: name, role });
  }

  /** The opening balance is a contribution of the first provider, or else employer, that the bank has confirmed. */
  async openFund(): Promise<void> {
    const amountCents = grossOf(this.file.fund.available);
    const payer = payerOf(this.file);
    if (amountCents === 0 || !payer) return;
    const officer = this.staff('the fund office');
    const pledge = { organisationId: this.organisationId(payer.name), source: payer.role, amountCents };
    const { id } = await officer.does('/v1/fund/contributions', pledge, created);
    await officer.does(`/v1/fund/contributions/${id}/collection`, { bankRef: 'CASE-OPENING' }, created);
  }

  async makeOrganisations(): Promise<void> {
    for (const role of ['employer', 'provider'] as const) {
      const named = role === 'employer' ? this.file.employers : this.file.providers;
      for (const [name, organisation] of Object.entries(oneByOne(named)))
        await this.makeOrganisation(name, role, organisation);
    }
  }

  async makePeople(): Promise<void> {
    for (const { comune, members } of Object.values(this.file.households)) {
      for (const [name, person] of Object.entries(members))
        await this.makePerson(name, person, person.comune ?? comune);
    }
    for (const [name, person] of Object.entries(this.file['other people'] ?? {})) {
      await this.makePerson(name, person, person.comune ?? elsewhere);
    }
  }

  async makeHouseholds(): Promise<void> {
    const settledOn = addYears(this.today, -5);
    for (const [name, household] of Object.entries(this.file.households)) {
      const members = Object.entries(household.members).map(([member, { born }]) => ({
        personId: this.personId(member),
        joinedOn: laterOf(born, settledOn),
      }));
      const body = { comuneIstat: household.comune, members };
      const { id } = await this.staff('the caseworker').does('/v1/households', body, created);
      this.households.set(name, id);
    }
  }

  async makeRelations(): Promise<void> {
    for (const one of this.file.representatives ?? []) {
      const representative = one['represented by'];
      const body = {
        kind: camelCase(one.as),
        personId: this.personId(one.person),
        representativeId: this.personId(representative),
        documentId: await this.uploadDocument(
          one.person,
          one.as === 'delegate' ? 'delegation' : 'courtOrder',
        ),
        validFrom: one.from,
        ...(one.until ? { expiresOn: one.until } : {}),
      };
      const { id } = await this.staff('the caseworker').does('/v1/relations', body, created);
      this.relations.set(`${one.person}/${representative}`, id);
    }
  }

  async uploadDocument(name: string, kind: string): Promise<string> {
    const subject = { subjectKind: 'person', subjectId: this.personId(name), kind };
    const paper = plainPdf(['Documento di esempio', randomUUID()]);
    const file = { name: 'documento.pdf', bytes: paper };
    const { body } = await this.staff('the caseworker').upload('/v1/documents', subject, file);
    return created.parse(body).id;
  }

  staff(name: StaffName): Caller {
    return foundOrThrow(this.callers, name);
  }

  caller(who: string): Caller {
    return foundOrThrow(this.callers, staffNamed(who, this.language) ?? who);
  }

  employers(): readonly Caller[] {
    return Object.keys(oneByOne(this.file.employers)).map((name) => foundOrThrow(this.callers, name));
  }

  personId(name: string): string {
    return foundOrThrow(this.people, name);
  }

  taxCode(name: string): string {
    return foundOrThrow(this.taxCodes, name);
  }

  organisationId(name: string): string {
    return foundOrThrow(this.organisations, name);
  }

  knownOrganisationId(name: string): string | undefined {
    return this.organisations.get(name);
  }

  anybody(): Caller {
    return new Caller(this.stack.url);
  }

  withToken(token: string): Caller {
    return new Caller(this.stack.url, token);
  }

  async session(accountId: string): Promise<Caller> {
    const secret = await this.inAlliance(async (tx) => {
      const { roles } = await tx.db.account.findUniqueOrThrow({ where: { id: accountId } });
      const expiresAt = new Date(`${addYears(toPlainDate(tx.now), 1)}T00:00:00Z`);
      return (await issueToken(tx, { accountId, kind: 'session', label: 'case', roles, expiresAt })).secret;
    });
    return this.withToken(secret);
  }

  hold(name: string, organisationId: string, caller: Caller): void {
    this.organisations.set(name, organisationId);
    this.callers.set(name, caller);
  }

  householdId(name: string): string {
    return foundOrThrow(this.households, name);
  }

  relationId(person: string, representative: string): string | undefined {
    return this.relations.get(`${person}/${representative}`);
  }

  private async makeOrganisation(
    name: string,
    role: OrganisationRole & Role,
    one: CaseOrganisation,
  ): Promise<void> {
    const body = {
      name,
      roles: [role],
      comuneIstat: one.comune,
      email: `${addressOf(name)}@example.org`,
      adherentFrom: one['adheres from'] ?? addYears(this.today, -1),
      ...(one['VAT number'] ? { vatNumber: one['VAT number'] } : {}),
      ...(one['adheres until'] ? { adherentUntil: one['adheres until'] } : {}),
    };
    const { id } = await this.staff('the administrator').does('/v1/organisations', body, created);
    this.organisations.set(name, id);
    await this.makeAccount(name, { label: name, role, organisationId: id });
  }

  private async makePerson(name: string, person: CasePerson, comuneIstat: string): Promise<void> {
    const [givenName, ...rest] = name.split(' ');
    const number = this.taxCodes.size + 1;
    const taxCode = impossibleTaxCode({ number, birthDate: person.born, sex: 'F' });
    this.taxCodes.set(name, taxCode);
    const body = {
      givenName,
      familyName: rest.join(' ') || 'Prova',
      birthDate: person.born,
      comuneIstat,
      taxCode,
      email: `${addressOf(name)}@example.org`,
    };
    const { id } = await this.staff('the caseworker').does('/v1/people', body, created);
    this.people.set(name, id);
    const employer = person['works for'];
    await this.makeAccount(name, { label: name, role: employer ? 'employee' : 'citizen', personId: id });
    if (employer) await this.makeJob(id, employer, person);
  }

  private async makeJob(personId: string, employer: string, person: CasePerson): Promise<void> {
    const until = person['works until'];
    const job = {
      allianceId: this.allianceId,
      personId,
      organisationId: this.organisationId(employer),
      startedOn: toDateColumn(person['works from'] ?? addYears(this.today, -2)),
      endedOn: until ? toDateColumn(until) : null,
    };
    await this.inAlliance((tx) => tx.db.employment.create({ data: job }));
  }

  private async makeAccount(name: string, { role, ...account }: NewAccount): Promise<void> {
    const roles = [role];
    const secret = await this.inAlliance(async (tx) => {
      const data = {
        ...account,
        allianceId: this.allianceId,
        email: `${addressOf(name)}@example.org`,
        roles,
        createdAt: tx.now,
      };
      const { id } = await tx.db.account.create({ data });
      const expiresAt = new Date(`${addYears(this.today, 10)}T00:00:00Z`);
      return (await issueToken(tx, { accountId: id, kind: 'api', label: 'case', roles, expiresAt })).secret;
    });
    this.callers.set(name, new Caller(this.stack.url, secret));
  }

  private inAlliance<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.stack.services.database.inAlliance(this.allianceId, system, work);
  }
}

/** Where people live of whom the case does not say: Bergamo, outside the 42 comuni. */
const elsewhere = '016024';

function foundOrThrow<T>(things: ReadonlyMap<string, T>, name: string): T {
  const found = things.get(name);
  if (found === undefined) throw new Error(`${name} is not on the stage of this case`);
  return found;
}
