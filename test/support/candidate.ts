import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';
import { issueToken } from '../../api/auth.ts';
import type { Tx } from '../../prisma/database.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import type { Role } from '../../prisma/generated/enums.ts';
import { callerWith, type Caller } from './caller.ts';
import { eventually } from './eventually.ts';
import type { Stack } from './stack.ts';

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

/** A service of which one knows when it has done what it was asked. */
export type QuietStack = Pick<Stack, 'services' | 'url' | 'allianceId' | 'as'> & {
  readonly clock: { quiet(): Promise<void> };
};

/** Everybody who has to do with a candidate on a whole service. */
export function candidateOffice(stack: QuietStack) {
  const desk = deskOf(stack);
  return { ...desk, ...paperworkOf(stack, desk), ...signaturesOf(stack, desk) };
}

type Desk = ReturnType<typeof deskOf>;

function deskOf(stack: QuietStack) {
  const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
    stack.services.database.inAlliance(stack.allianceId, { kind: 'account', id: accountId('sara') }, work);
  const desk = {
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
      const response = await desk.knock('/v1/session/invitation', { code });
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
      return desk.session((await desk.rowOf(id)).accountId, 'candidate');
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
    /** Marco looks at every paper, and accepts, as soon as the process has taken the signed charter in. */
    accepts: async (id: string) => {
      const marco = await stack.as('Marco');
      const { documents } = await eventually(async () => {
        const seen = await desk.view(marco, id);
        return seen.possible.includes('reviewProvider') && seen;
      });
      const checkedDocumentIds = documents.map((one: { documentId: string }) => one.documentId);
      return desk.does(marco, id, 'review', { outcome: 'accept', checkedDocumentIds });
    },
    view: async (who: Caller, id: string) => (await who.get(`/v1/provider-applications/${id}`)).body,
  };
  return desk;
}

function paperworkOf(stack: QuietStack, desk: Desk) {
  const upload = async (who: Caller, id: string, kind = 'providerPaper'): Promise<string> => {
    const form = new FormData();
    form.set('kind', kind);
    form.set('file', new Blob([plainPdf([kind])], { type: 'application/pdf' }), `${kind}.pdf`);
    const response = await fetch(`${stack.url}/v1/provider-applications/${id}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${who.token}`, 'idempotency-key': randomUUID() },
      body: form,
    });
    if (response.status !== 201) throw new Error(`upload: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { id: string }).id;
  };
  const handIn = async (who: Caller, id: string, category: string, days: object): Promise<void> => {
    await desk.does(who, id, 'papers', { category, documentId: await upload(who, id), ...days });
  };
  /** Says and hands in everything a candidate can, on the day it is. */
  const gather = async (id: string, issuedOn: string, said: { identity?: object } = {}) => {
    const candidate = await desk.candidateOf(id);
    await desk.does(candidate, id, 'steps', { ...identity, ...said.identity });
    await desk.does(candidate, id, 'steps', places);
    const [place] = (await desk.view(candidate, id)).places;
    const services = [{ ...nursery, placeIds: [place.id] }];
    await desk.does(candidate, id, 'steps', { step: 'services', services });
    for (const category of papers)
      await handIn(candidate, id, category, {
        issuedOn,
        ...(category === 'durc' ? {} : { validUntil: '2028-01-01' }),
      });
    await desk.does(candidate, id, 'steps', declarations);
    await desk.does(candidate, id, 'steps', { step: 'iban', iban: 'IT60X0542811101000000123456' });
    return candidate;
  };
  return { upload, handIn, gather };
}

function signaturesOf(stack: QuietStack, desk: Desk) {
  const representativeOf = async (id: string): Promise<Caller> => {
    const { organisationId } = await desk.rowOf(id);
    const { accountId: holder } = await desk.within(({ db }) =>
      db.representative.findFirstOrThrow({ where: { organisationId: organisationId!, endedAt: null } }),
    );
    return desk.session(holder, 'representative');
  };
  /** Asks for a code, and reads it where it was mailed to. */
  const codeFor = async (representative: Caller, path: string): Promise<string> => {
    await representative.does(`${path}/codes`);
    await stack.clock.quiet();
    return /codice: (\d{6})\./.exec(await newestMail(representative, 'signingCode'))![1]!;
  };
  /** The representative signs with a code from the mailbox, a colleague of whoever asked countersigns. */
  const signCharter = async (id: string, typedName = signer.name): Promise<void> => {
    const { charterSigningId } = await desk.rowOf(id);
    const at = `/v1/charter-signings/${charterSigningId}`;
    const representative = await representativeOf(id);
    const code = await codeFor(representative, at);
    const { body } = await representative.get(at);
    const wanted = body.obligations.flatMap((one: { declarations: string[] }) => one.declarations);
    await representative.does(`${at}/signature`, {
      textHash: body.textHash,
      obligations: body.obligations.map(({ key }: { key: string }) => key),
      declarations: Object.fromEntries(Object.entries(inCharter).filter(([field]) => wanted.includes(field))),
      typedName,
      code,
    });
    await (await stack.as('Marco')).does(`${at}/countersignature`);
    await stack.clock.quiet();
  };
  /** A caseworker and an administrator do their part, and the charter is signed by both. */
  const confirmAndSign = async (id: string, typedName?: string): Promise<void> => {
    await desk.does('Chiara', id, 'identity', { knownOrganisationId: null });
    await desk.does('Sara', id, 'representative');
    await signCharter(id, typedName);
  };
  return { representativeOf, codeFor, signCharter, confirmAndSign };
}

const places = {
  step: 'places',
  places: [{ name: 'Sede', comuneIstat: '016128', address: 'Via Prova 1' }],
};

/** What the charter asks to declare, as the application has it. */
const inCharter = {
  collectiveAgreementCode: 'T151',
  headcount: declarations.employees,
  law68Base: declarations.law68Base,
  disabledWorkersEmployed: declarations.disabledWorkersEmployed,
  riskAssessmentOn: declarations.riskAssessmentOn,
  durcIssuedOn: '2026-05-20',
};

/** The text of the newest mail of a kind, as far as the reader may see it. */
export async function newestMail(reader: Caller, template: string): Promise<string> {
  const { items } = (await reader.get('/v1/dev/mailbox?limit=200')).body;
  const { id } = items.find((one: { template: string }) => one.template === template);
  const mail = await PostalMime.parse((await reader.get(`/v1/dev/mailbox/${id}`)).body as string);
  return mail.text ?? '';
}
