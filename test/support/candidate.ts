import PostalMime from 'postal-mime';
import { issueToken } from '../../api/auth.ts';
import type { Tx } from '../../prisma/database.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import type { Role } from '../../prisma/generated/enums.ts';
import type { SkippingStack } from '../holds/support/time-skipping.ts';
import { callerWith, type Caller } from './caller.ts';

const DAY_MS = 86_400_000;

export const signer = {
  name: 'Ottavia Candidatelli',
  taxCode: 'RSSMRA80A01H501U',
  email: 'ottavia@example.org',
};

/** What a candidate says of itself, all of it in order: a cooperative of type A in Lovere that runs a nursery. */
export const identity = {
  step: 'identity',
  organisationName: 'Cooperativa sociale La Lanterna',
  vatNumber: '00743110157',
  legalForm: 'socialCooperative',
  cooperativeType: 'a',
  comuneIstat: '016128',
  contactName: 'Ottavia Candidatelli',
  representative: signer,
};
export const nursery = {
  category: 'childcare',
  name: 'Nido a tempo pieno',
  unit: 'week',
  unitPriceCents: 9_500,
  vatTreatment: 'exempt',
  taxLetters: ['fBis'],
};
export const declarations = {
  step: 'declarations',
  collectiveAgreementCode: 'T151',
  employees: 40,
  law68Base: 24,
  disabledWorkersEmployed: 1,
  protectedWorkersEmployed: 0,
  exploitationConviction: false,
  judicialControl: false,
  riskAssessmentOn: '2026-01-10',
  minorsStaffCertified: true,
};
export const papers = [
  'durc',
  'insurance',
  'authorisation',
  'minorsStaffDeclaration',
  'riskAssessmentDeclaration',
] as const;

/** Everybody who has to do with a candidate on a whole service whose clock is moved. */
export function candidateOffice(stack: SkippingStack) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    stack.services.database.inAlliance(stack.allianceId, { kind: 'account', id: accountId('sara') }, work);
  const office = {
    within,
    rowOf: (id: string) => within(({ db }) => db.providerApplication.findUniqueOrThrow({ where: { id } })),
    /** As somebody without an account: the open form. */
    knock: (path: string, body: object, headers: Record<string, string> = {}) =>
      fetch(`${stack.url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    /** The code at the end of the newest link that was mailed. */
    async codeInMailbox(): Promise<string> {
      await stack.clock.quiet();
      const text = await newestMail(await stack.as('Chiara'), 'candidateLink');
      return /\/#(inv_[\w-]+)/.exec(text)![1]!;
    },
    async enter(code: string): Promise<Caller> {
      const response = await office.knock('/v1/session/invitation', { code });
      const { token } = (await response.json()) as { token: string };
      return callerWith(stack.url, token);
    },
    /** A fresh session of an account: months pass, and sessions do not last as long. */
    session: (account: string, role: Role): Promise<Caller> =>
      within(async (tx) => {
        const { secret } = await issueToken(tx, {
          accountId: account,
          kind: 'session',
          label: 'test',
          roles: [role],
          expiresAt: new Date(tx.now.getTime() + DAY_MS),
        });
        return callerWith(stack.url, secret);
      }),
    async candidateOf(id: string): Promise<Caller> {
      return office.session((await office.rowOf(id)).accountId, 'candidate');
    },
    async invited(email: string, name = identity.organisationName): Promise<string> {
      const body = { organisationName: name, email };
      const { applicationId } = await (await stack.as('Chiara')).does('/v1/provider-invitations', body);
      await stack.clock.quiet();
      return applicationId as string;
    },
    does: async (who: Caller | string, id: string, path: string, body?: object) => {
      const caller = typeof who === 'string' ? await stack.as(who) : who;
      const answer = await caller.does(`/v1/provider-applications/${id}/${path}`, body);
      await stack.clock.quiet();
      return answer as { state: string; waitingFor: string };
    },
    view: async (who: Caller, id: string) => (await who.get(`/v1/provider-applications/${id}`)).body,
    async upload(who: Caller, id: string, kind = 'providerPaper'): Promise<string> {
      const form = new FormData();
      form.set('kind', kind);
      form.set('file', new Blob([plainPdf([kind])], { type: 'application/pdf' }), `${kind}.pdf`);
      const response = await fetch(`${stack.url}/v1/provider-applications/${id}/files`, {
        method: 'POST',
        headers: { authorization: `Bearer ${who.token}`, 'idempotency-key': `upload-${Math.random()}` },
        body: form,
      });
      if (response.status !== 201) throw new Error(`upload: ${response.status} ${await response.text()}`);
      return ((await response.json()) as { id: string }).id;
    },
    async handIn(who: Caller, id: string, category: string, days: object): Promise<void> {
      const documentId = await office.upload(who, id);
      await office.does(who, id, 'papers', { category, documentId, ...days });
    },
    /** Says and hands in everything a candidate can, on the day it is. */
    async gather(id: string, issuedOn: string, said: Partial<Record<keyof typeof steps, object>> = {}) {
      const candidate = await office.candidateOf(id);
      await office.does(candidate, id, 'steps', { ...identity, ...said.identity });
      await office.does(candidate, id, 'steps', said.places ?? steps.places);
      const [place] = (await office.view(candidate, id)).places;
      const services = [{ ...nursery, placeIds: [place.id] }];
      await office.does(candidate, id, 'steps', { step: 'services', services });
      for (const category of papers)
        await office.handIn(candidate, id, category, {
          issuedOn,
          ...(category === 'durc' ? {} : { validUntil: '2028-01-01' }),
        });
      await office.does(candidate, id, 'steps', said.declarations ?? declarations);
      await office.does(candidate, id, 'steps', { step: 'iban', iban: 'IT60X0542811101000000123456' });
      return candidate;
    },
    /** A caseworker and an administrator do their part, the representative signs, a colleague countersigns. */
    async confirmAndSign(id: string): Promise<void> {
      await office.does('Chiara', id, 'identity', { knownOrganisationId: null });
      await office.does('Sara', id, 'representative');
      await office.signCharter(id);
    },
    async signCharter(id: string): Promise<void> {
      const { charterSigningId, organisationId } = await office.rowOf(id);
      const at = `/v1/charter-signings/${charterSigningId}`;
      const { accountId: holder } = await within(({ db }) =>
        db.representative.findFirstOrThrow({ where: { organisationId: organisationId!, endedAt: null } }),
      );
      const representative = await office.session(holder, 'representative');
      await representative.does(`${at}/codes`);
      await stack.clock.quiet();
      const text = await newestMail(representative, 'signingCode');
      const { body } = await representative.get(at);
      const wanted = body.obligations.flatMap((one: { declarations: string[] }) => one.declarations);
      const { employees, law68Base, disabledWorkersEmployed, riskAssessmentOn } = declarations;
      const all = {
        collectiveAgreementCode: 'T151',
        headcount: employees,
        law68Base,
        disabledWorkersEmployed,
        riskAssessmentOn,
        durcIssuedOn: '2026-05-20',
      };
      await representative.does(`${at}/signature`, {
        textHash: body.textHash,
        obligations: body.obligations.map(({ key }: { key: string }) => key),
        declarations: Object.fromEntries(Object.entries(all).filter(([field]) => wanted.includes(field))),
        typedName: signer.name,
        code: /codice: (\d{6})\./.exec(text)![1]!,
      });
      await (await stack.as('Marco')).does(`${at}/countersignature`);
      await stack.clock.quiet();
    },
  };
  return office;
}

const steps = {
  identity,
  places: { step: 'places', places: [{ name: 'Sede', comuneIstat: '016128', address: 'Via Prova 1' }] },
  declarations,
};

async function newestMail(reader: Caller, template: string): Promise<string> {
  const { items } = (await reader.get('/v1/dev/mailbox?limit=200')).body;
  const { id } = items.find((one: { template: string }) => one.template === template);
  const mail = await PostalMime.parse((await reader.get(`/v1/dev/mailbox/${id}`)).body as string);
  return mail.text ?? '';
}
