import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { mailProposalDecided } from '../activities/provider-offer/mails.ts';
import {
  lockOpenProposal,
  offerProposed,
  openPlaces,
  propose,
  proposalSubject,
  proposalWord,
  refuseOutsider,
  refuseWithoutPapers,
} from '../activities/provider-offer/proposal.ts';
import { wakeStanding } from '../activities/provider-standing/wake.ts';
import { cancelTasks, completeTasks } from '../activities/tasks.ts';
import { wakeProcessOf } from '../activities/wakeup.ts';
import type { AuditAction } from '../domain/audit-names.ts';
import {
  proposalDecisionInput,
  proposalStates,
  serviceInput,
  type ProposedService,
} from '../domain/provider-offer.ts';
import { notFound } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Prisma, ServiceProposal } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { nothing } from './access.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import { serviceProposal } from './offer-schema.ts';
import { dutyOf, mayChangeOfferOrThrow, offerReaders } from './provider-access.ts';
import { hasRole, type Principal } from './principal.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, page, pageArguments } from './schema.ts';

const tag = 'directory';
const proposalParams = z.strictObject({ proposalId: id });
const answer = z.strictObject({ id, state: z.enum(proposalStates) }).meta({ id: 'ProposalAnswer' });

const listProposals = route({
  kind: 'read',
  operation: 'listProposals',
  method: 'get',
  path: '/v1/service-proposals',
  tag,
  summary: {
    it: 'I servizi che i fornitori vogliono aggiungere; ogni fornitore vede i propri',
    en: 'The services that providers want to add; a provider sees its own',
  },
  who: [...offerReaders, 'provider'],
  query: cursorQuery.extend({ state: z.enum(proposalStates).optional() }),
  reply: page(serviceProposal),
  async read(tx, { query, principal }, { vault }) {
    const rows = await tx.db.serviceProposal.findMany({
      where: { AND: [visibleTo(principal), query.state ? { state: query.state } : {}] },
      ...pageArguments(query),
    });
    const { items, nextCursor } = asPage(rows, query.limit);
    return { items: await Promise.all(items.map((row) => shown(tx, vault, row))), nextCursor };
  },
});

const proposeService = route({
  kind: 'write',
  operation: 'proposeService',
  method: 'post',
  path: '/v1/organisations/{organisationId}/service-proposals',
  tag,
  summary: {
    it: 'Propone un servizio nuovo: si offre da quando l’ufficio lo accetta, con i documenti della sua categoria',
    en: 'Propose a new service: it is offered once the office accepts it, with the papers of its category',
  },
  who: ['provider'],
  status: 201,
  params: z.strictObject({ organisationId: id }),
  body: serviceInput,
  reply: answer,
  async write(tx, { params: { organisationId }, body, principal }, { vault }) {
    await mayChangeOfferOrThrow(tx, principal, organisationId);
    const placeIds = [...new Set(body.placeIds)];
    if ((await openPlaces(tx, organisationId, placeIds)).length < placeIds.length) throw notOwnPlaces;
    const proposal = await propose(tx, organisationId, { ...body, placeIds });
    await audit(tx, vault, proposal, 'service.proposed');
    return { id: proposal.id, state: proposal.state };
  },
});

const decideProposal = route({
  kind: 'write',
  operation: 'decideProposal',
  method: 'post',
  path: '/v1/service-proposals/{proposalId}/decision',
  tag,
  summary: {
    it: 'Accetta un servizio proposto, se i documenti ci sono, o lo rifiuta con il motivo, che il fornitore riceve',
    en: 'Accept a proposed service, if its papers are there, or refuse it with a reason, which the provider is told',
  },
  who: ['caseworker'],
  params: proposalParams,
  body: proposalDecisionInput,
  reply: answer,
  refusals: ['providerNotAdmitted', 'providerTooFar'],
  async write(tx, { params, body, principal }, { vault }) {
    const proposal = await lockOpenProposal(tx, params.proposalId);
    const isAccepted = body.outcome === 'accept';
    if (isAccepted) {
      await refuseOutsider(tx, proposal);
      await refuseWithoutPapers(tx, proposal);
      await offerProposed(tx, proposal, body.taxLetters);
      if (body.taxLetters) await auditLetters(tx, vault, proposal, body.taxLetters);
      await wakeStanding(tx, proposal.organisationId);
    }
    const reason = isAccepted ? null : body.reason;
    const decided = await tx.db.serviceProposal.update({
      where: { id: proposal.id },
      data: {
        state: isAccepted ? 'accepted' : 'refused',
        serviceId: isAccepted ? proposal.id : null,
        decidedBy: principal.accountId,
        decidedAt: tx.now,
        reasonSealed: reason === null ? null : await vault.seal(tx, keyOf(tx), reasonOf(proposal), reason),
      },
    });
    await completeTasks(tx, proposalSubject(proposal), ['decideProposal'], principal.accountId);
    await mailProposalDecided(tx, vault, decided, reason);
    await wakeProcessOf(tx, proposalSubject(proposal));
    await audit(tx, vault, decided, isAccepted ? 'service.accepted' : 'service.refused');
    return { id: decided.id, state: decided.state };
  },
});

const withdrawProposal = route({
  kind: 'write',
  operation: 'withdrawProposal',
  method: 'post',
  path: '/v1/service-proposals/{proposalId}/withdrawal',
  tag,
  summary: {
    it: 'Ritira una proposta, prima che si decida',
    en: 'Withdraw a proposal before it is decided on',
  },
  who: ['provider'],
  params: proposalParams,
  reply: answer,
  async write(tx, { params, principal }, { vault }) {
    const found = await tx.db.serviceProposal.findUnique({ where: { id: params.proposalId } });
    if (!found) throw notFound(proposalWord);
    await mayChangeOfferOrThrow(tx, principal, found.organisationId);
    const proposal = await lockOpenProposal(tx, found.id);
    await tx.db.serviceProposal.update({
      where: { id: proposal.id },
      data: { state: 'withdrawn', decidedAt: tx.now },
    });
    await cancelTasks(tx, proposalSubject(proposal), ['decideProposal']);
    await wakeProcessOf(tx, proposalSubject(proposal));
    await audit(tx, vault, proposal, 'service.proposalWithdrawn');
    return { id: proposal.id, state: 'withdrawn' as const };
  },
});

export const serviceProposalRoutes = [listProposals, proposeService, decideProposal, withdrawProposal];

/** The office sees all of them, a provider its own; whoever is limited to one place sees none. */
function visibleTo(principal: Principal): Prisma.ServiceProposalWhereInput {
  if (hasRole(principal, ...offerReaders)) return {};
  const duty = dutyOf(principal);
  return duty && duty.placeId === null ? { organisationId: duty.organisationId } : nothing;
}

async function shown(tx: Tx, vault: Vault, row: ServiceProposal): Promise<z.input<typeof serviceProposal>> {
  return {
    id: row.id,
    organisationId: row.organisationId,
    category: row.category,
    state: row.state,
    service: row.content as unknown as ProposedService,
    reason: row.reasonSealed
      ? await vault.open<string>(tx, keyOf(tx), reasonOf(row), row.reasonSealed)
      : null,
    createdAt: row.createdAt.toISOString(),
    decidedAt: instantIn(row.decidedAt),
  };
}

function keyOf({ allianceId }: Tx) {
  return { kind: 'alliance' as const, id: allianceId };
}

function reasonOf({ id: proposalId }: ServiceProposal): string {
  return `serviceProposal/${proposalId}/reason`;
}

function audit(tx: Tx, vault: Vault, { id: subjectId }: ServiceProposal, action: AuditAction): Promise<void> {
  return recordAudit(tx, vault, { action, subjectKind: 'serviceProposal', subjectId });
}

/** What the office said, beside what was proposed. */
function auditLetters(tx: Tx, vault: Vault, proposal: ServiceProposal, after: readonly string[]) {
  const { taxLetters: before } = proposal.content as unknown as ProposedService;
  return recordAudit(tx, vault, {
    action: 'service.lettersSet',
    subjectKind: 'offeredService',
    subjectId: proposal.id,
    detail: { subject: keyOf(tx), value: { before, after } },
  });
}

const notOwnPlaces = invalidField('/body/placeIds', {
  it: 'sedi proprie e aperte oggi',
  en: 'one’s own places that are open today',
});
