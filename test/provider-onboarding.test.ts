import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountId } from '../prisma/seed/personas.ts';
import { processWorkflowId } from '../workflows/contract.ts';
import { candidateOffice, declarations, identity, signer } from './support/candidate.ts';
import type { Caller } from './support/caller.ts';
import { readPdf } from './support/pdf.ts';
import { decodedText } from './holds/support/decoded.ts';
import { expectReplays } from './holds/support/histories.ts';
import { record } from './holds/support/recorded.ts';
import { openSkippingStack, type SkippingStack } from './holds/support/time-skipping.ts';

let stack: SkippingStack;
let office: ReturnType<typeof candidateOffice>;

beforeAll(async () => {
  stack = await openSkippingStack(new Date('2026-06-01T08:00:00Z'));
  office = candidateOffice(stack);
}, 240_000);
afterAll(() => stack.close());

describe('whoever knocks', () => {
  const form = { alliance: 'demo', organisationName: identity.organisationName, email: 'porta@example.org' };

  it('is told the same whatever is known, and finds a link that opens once', async () => {
    const first = await office.knock('/v1/provider-applications', form);
    expect([first.status, await first.json()]).toEqual([201, { sent: true }]);
    const code = await office.codeInMailbox();
    const candidate = await office.enter(code);
    const { items } = (await candidate.get('/v1/provider-applications')).body;
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ state: 'applied', waitingFor: 'candidate.identity', origin: 'public' });
    expect((await office.knock('/v1/session/invitation', { code })).status).toBe(404);
  }, 120_000);

  it('gets another link and no second application, from the same mailbox', async () => {
    const again = await office.knock('/v1/provider-applications', { ...form, email: 'Porta@example.org' });
    expect([again.status, await again.json()]).toEqual([201, { sent: true }]);
    const unknown = await office.knock('/v1/provider-applications/link', {
      alliance: 'demo',
      email: 'nessuno@example.org',
    });
    expect([unknown.status, await unknown.json()]).toEqual([201, { sent: true }]);
    const { organisationName } = identity;
    expect(
      await office.within(({ db }) => db.providerApplication.count({ where: { organisationName } })),
    ).toBe(1);
  }, 120_000);

  it('reaches nothing but its own application', async () => {
    const candidate = await office.enter(await office.codeInMailbox());
    for (const path of ['/v1/accounts', '/v1/assessments', '/v1/tasks', '/v1/audit', '/v1/charter-signings'])
      expect((await candidate.get(path)).status, path).toBe(403);
    expect((await candidate.get('/v1/organisations')).body.items).toEqual([]);
  });
});

describe('an organisation that applies', () => {
  let id: string;
  let candidate: Caller;

  it('is told at every step whose turn it is, until when, and what to do', async () => {
    id = await office.invited('lanterna@example.org');
    candidate = await office.candidateOf(id);
    const { steps, possible } = await office.view(candidate, id);
    expect(possible).toContain('completeStep');
    expect(steps.map(({ step, owner, dueOn }: never) => [step, owner, dueOn])).toEqual([
      ['identity', 'candidate', '2026-07-01'],
      ['representative', 'administrator', null],
      ['places', 'candidate', '2026-07-01'],
      ['services', 'candidate', '2026-07-01'],
      ['documents', 'candidate', '2026-07-01'],
      ['declarations', 'candidate', '2026-07-01'],
      ['iban', 'candidate', '2026-07-01'],
      ['charter', 'representative', null],
      ['review', 'caseworker', null],
      ['agreement', 'representative', null],
    ]);
    await office.gather(id, '2026-05-20');
    expect((await office.view(candidate, id)).waitingFor).toBe('caseworker.identity');
  }, 120_000);

  it('is confirmed by a caseworker, represented by whom an administrator records, and asked to sign', async () => {
    expect((await (await stack.as('Chiara')).get(`/v1/provider-applications/${id}/contact`)).status).toBe(
      422,
    );
    const contact = await (
      await stack.as('Chiara')
    ).get(`/v1/provider-applications/${id}/contact?reason=check`);
    expect(contact.body.representative).toEqual(signer);
    await office.does('Chiara', id, 'identity', { knownOrganisationId: null });
    expect(await office.does('Sara', id, 'representative')).toMatchObject({
      state: 'docsPending',
      waitingFor: 'representative.charter',
    });
    const { body } = await (
      await stack.as('Chiara')
    ).get(`/v1/charter-signings/${(await office.rowOf(id)).charterSigningId}`);
    expect(body.obligations.map(({ key }: { key: string }) => key)).toContain('listPrices');
  }, 120_000);

  it('is looked into once the charter is signed, and not by whoever invited it', async () => {
    await office.signCharter(id);
    expect(await office.rowOf(id)).toMatchObject({ state: 'review', waitingFor: 'caseworker.review' });
    const refused = await (
      await stack.as('Chiara')
    ).post(`/v1/provider-applications/${id}/review`, {
      outcome: 'accept',
    });
    expect(refused.body.type).toMatch(/same-person$/);
    const possibleTo = async (name: string) => (await office.view(await stack.as(name), id)).possible;
    expect(await possibleTo('Chiara')).toEqual(['requestCorrection']);
    expect(await possibleTo('Marco')).toEqual(['requestCorrection', 'reviewProvider']);
    expect(await possibleTo('Teresa')).toEqual(['grantWaiver']);
    expect((await office.view(candidate, id)).possible).toEqual(['withdrawApplication']);
    const { items } = (await candidate.get(`/v1/provider-applications/${id}/decisions`)).body;
    expect(items.map(({ ruleSet, compliant, replay }: never) => [ruleSet, compliant, replay])).toEqual([
      ['provider-proximity', true, 'equal'],
      ['charter-compliance', true, 'equal'],
    ]);
  }, 120_000);

  it('is asked twice to correct something, and each time it is its turn again', async () => {
    const ask = (step: string, fields: string[]) =>
      office.does('Marco', id, 'corrections', { corrections: [{ step, fields, note: 'Da rivedere' }] });
    expect(await ask('declarations', ['law68Base'])).toMatchObject({ state: 'docsPending' });
    const { steps } = await office.view(candidate, id);
    expect(steps.find(({ step }: never) => step === 'declarations')).toMatchObject({
      state: 'open',
      fields: ['law68Base'],
      note: 'Da rivedere',
    });
    await office.does(candidate, id, 'steps', { ...declarations, law68Base: 20 });
    expect((await ask('documents', ['insurance'])).waitingFor).toBe('candidate.documents');
    expect((await office.view(candidate, id)).documentsMissing).toMatchObject([{ category: 'insurance' }]);
    await office.handIn(candidate, id, 'insurance', { issuedOn: '2026-05-20', validUntil: '2028-01-01' });
    expect((await office.rowOf(id)).state).toBe('review');
  }, 120_000);

  it('is shown to the office where it declares one thing here and another in the charter', async () => {
    const at = `/v1/provider-applications/${id}/decisions`;
    expect((await (await stack.as('Marco')).get(at)).body.differences).toEqual([
      {
        field: 'law68Base',
        title: 'base di computo della L. 68/1999',
        inApplication: 20,
        inCharter: 24,
      },
    ]);
    expect((await candidate.get(at)).body.differences).toEqual([]);
  }, 120_000);

  it('is accepted, signs the agreement, and is a provider from that day', async () => {
    await office.accepts(id);
    const { agreementDocumentId } = await office.view(candidate, id);
    const response = await fetch(`${stack.url}/v1/provider-applications/${id}/files/${agreementDocumentId}`, {
      headers: { authorization: `Bearer ${candidate.token}` },
    });
    const pdf = await readPdf(new Uint8Array(await response.arrayBuffer()));
    expect([pdf.isTagged, pdf.claimsPdfUa]).toEqual([true, true]);
    for (const word of ['00743110157', 'Nido a tempo pieno', '95,00', 'Carta etica'])
      expect(pdf.printed.join(' '), word).toContain(word);
    const documentId = await office.upload(candidate, id, 'signedAgreement');
    const early = await (
      await stack.as('Chiara')
    ).post(`/v1/provider-applications/${id}/agreement`, {
      documentId: agreementDocumentId,
      signedOn: '2026-05-31',
    });
    expect(early.body.errors).toHaveLength(2);
    const admitted = await office.does('Chiara', id, 'agreement', { documentId, signedOn: '2026-06-01' });
    expect(admitted).toMatchObject({ state: 'admitted', waitingFor: 'nobody' });
    const { organisationId, accountId } = await office.rowOf(id);
    const [organisation, account, admission] = await office.within(({ db }) =>
      Promise.all([
        db.organisation.findUniqueOrThrow({ where: { id: organisationId! } }),
        db.account.findUniqueOrThrow({ where: { id: accountId } }),
        db.admission.findFirstOrThrow({ where: { organisationId: organisationId! } }),
      ]),
    );
    expect(organisation).toMatchObject({ roles: ['provider'], vatNumber: '00743110157' });
    expect(account).toMatchObject({ roles: ['provider'], organisationId });
    expect(admission.admittedOn.toISOString()).toContain('2026-06-01');
    expect(
      (await (await office.session(accountId, 'provider')).get('/v1/provider-applications')).body.items,
    ).toHaveLength(1);
    await record(stack.services, processWorkflowId('providerOnboarding', id), 'provider-onboarding/admitted');
  }, 120_000);

  it('is not confirmed to be somebody new when the alliance has it already', async () => {
    const other = await office.invited('doppia@example.org');
    await office.does(await office.candidateOf(other), other, 'steps', identity);
    const chiara = await stack.as('Chiara');
    const twice = await chiara.post(`/v1/provider-applications/${other}/identity`, {
      knownOrganisationId: null,
    });
    expect(twice.body.type).toMatch(/already-exists$/);
    const { knownOrganisationId } = await office.view(chiara, other);
    const provider = await chiara.post(`/v1/provider-applications/${other}/identity`, {
      knownOrganisationId,
    });
    expect(provider.body.detail).toMatch(/già fornitore|provider already/);
  }, 120_000);
});

describe('an application that is refused', () => {
  it('ends with a reason, a letter, and how to ask again', async () => {
    const id = await office.invited('lontana@example.org');
    const vatNumber = '12345670017';
    await office.gather(id, '2026-05-20', { identity: { vatNumber } });
    await office.confirmAndSign(id);
    await office.does('Marco', id, 'review', {
      outcome: 'refuse',
      reason: 'documentsNotValid',
      words: 'La polizza non copre i minori.',
    });
    const candidate = await office.candidateOf(id);
    const { state, refusal, letterDocumentId } = await office.view(candidate, id);
    expect(state).toBe('refused');
    expect(refusal).toMatchObject({ reason: 'documentsNotValid', words: 'La polizza non copre i minori.' });
    const response = await fetch(`${stack.url}/v1/provider-applications/${id}/files/${letterDocumentId}`, {
      headers: { authorization: `Bearer ${candidate.token}` },
    });
    const pdf = await readPdf(new Uint8Array(await response.arrayBuffer()));
    const text = pdf.printed.join(' ');
    for (const word of ['La polizza non copre', 'Come chiedere di nuovo']) expect(text, word).toContain(word);
    expect(text).toMatch(/Protocollo n\. 2026\/\d+ del/);
    expect(text).toMatch(/Responsabile del procedimento: Chiara .*Cordiali saluti Marco/);
    await record(stack.services, processWorkflowId('providerOnboarding', id), 'provider-onboarding/refused');
  }, 120_000);
});

describe('what these onboardings told Temporal', () => {
  it('is nobody’s name, number or word, and replays', async () => {
    // All but the demonstration's own, in which nobody has taken a step.
    const applications = await office.within(({ db }) =>
      db.providerApplication.findMany({ where: { accountId: { not: accountId('bianca') } } }),
    );
    const ids = applications.map(({ id }) => processWorkflowId('providerOnboarding', id));
    expect(ids.length).toBeGreaterThan(3);
    const histories = await Promise.all(
      ids.map(async (workflowId) => ({
        workflowId,
        history: await stack.services.client.workflow.getHandle(workflowId).fetchHistory(),
      })),
    );
    for (const { workflowId, history } of histories) {
      const told = await decodedText(stack.services.keyRing, history);
      expect(told).toContain(workflowId.split('/')[1]);
      for (const word of ['Candidatelli', 'Lanterna', signer.taxCode, 'T151', 'polizza', '@example.org'])
        expect(told, word).not.toContain(word);
    }
    await expectReplays(stack.services, histories);
  }, 120_000);

  it('stands in no column in the clear either', async () => {
    const superuser = await stack.test.superuser();
    for (const table of [
      'provider_application',
      'onboarding_step',
      'submission',
      'audit',
      'mail',
      'deadline',
    ]) {
      const { rows } = await superuser.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.length, table).toBeGreaterThan(0);
      const leaks = rows.filter(({ row }) => /Candidatelli|RSSMRA80A01H501U|T151|rivedere|polizza/.test(row));
      expect(leaks, table).toEqual([]);
    }
  });
});
