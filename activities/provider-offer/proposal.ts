import { proposalTimes, type ProposedService } from '../../domain/provider-offer.ts';
import { documentsMissing } from '../../domain/provider-onboarding.ts';
import { providerDocumentWords } from '../../domain/provider-service.ts';
import { fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import { notFound, Refusal } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { TaxLetter } from '../../domain/voucher-use.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ServiceProposal } from '../../prisma/generated/client.ts';
import { lockRow } from '../../prisma/lock-row.ts';
import { nearTerritoryOrThrow } from '../provider-standing/near-person.ts';
import { openTask } from '../tasks.ts';
import { wakeProcessOf } from '../wakeup.ts';
import { currentAdmission } from './admission.ts';

export const proposalWord = { it: 'Proposta di servizio', en: 'Service proposal' };

/** As deadlines and tasks name it. */
export function proposalSubject({ id }: Pick<ServiceProposal, 'id'>) {
  return { subjectKind: 'serviceProposal' as const, subjectId: id };
}

/** Locks a proposal that nobody has answered yet. */
export async function lockOpenProposal(tx: Tx, id: string): Promise<ServiceProposal> {
  const proposal = await lockRow(tx, 'service_proposal', id);
  if (!proposal) throw notFound(proposalWord);
  if (proposal.state !== 'open') throw answered;
  return proposal;
}

/** Keeps what a provider wants to add, and asks the office to look at it in time. */
export async function propose(
  tx: Tx,
  organisationId: string,
  content: ProposedService,
): Promise<ServiceProposal> {
  const proposal = await tx.db.serviceProposal.create({
    data: {
      allianceId: tx.allianceId,
      organisationId,
      category: content.category,
      content,
      proposedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  await openTask(tx, {
    ...proposalSubject(proposal),
    kind: 'decideProposal',
    candidateRole: 'caseworker',
    dueInWorkingDays: proposalTimes.workingDays,
    reminderWorkingDays: proposalTimes.reminderWorkingDays,
  });
  await wakeProcessOf(tx, proposalSubject(proposal));
  return proposal;
}

/**
 * From now on it is offered, under the number of its proposal, at those of its places that are still open.
 *
 * @param letters as the office says, where it says other ones than were proposed
 */
export async function offerProposed(
  tx: Tx,
  proposal: ServiceProposal,
  letters?: readonly TaxLetter[],
): Promise<void> {
  const { placeIds, ...proposed } = proposal.content as unknown as ProposedService;
  const service = { ...proposed, taxLetters: [...(letters ?? proposed.taxLetters)] };
  if (service.taxLetters.length === 0) throw withoutLetters;
  const { allianceId, organisationId } = proposal;
  const open = await openPlaces(tx, organisationId, placeIds);
  if (open.length === 0) throw placesClosed;
  const { id: serviceId } = await tx.db.offeredService.create({
    data: { ...service, id: proposal.id, allianceId, organisationId, createdAt: tx.now },
  });
  await tx.db.offeredServicePlace.createMany({
    data: open.map((placeId) => ({ allianceId, serviceId, placeId })),
  });
}

/** Which of these places are the provider's and open today. */
export async function openPlaces(
  tx: Tx,
  organisationId: string,
  placeIds: readonly string[],
): Promise<readonly string[]> {
  const today = toDateColumn(toPlainDate(tx.now));
  const places = await tx.db.place.findMany({
    where: {
      id: { in: [...placeIds] },
      organisationId,
      OR: [{ closedOn: null }, { closedOn: { gt: today } }],
    },
    select: { id: true },
  });
  return places.map(({ id }) => id);
}

/** As at an admission: whoever is a provider no longer, or is too far for this category, adds nothing to its offer. */
export async function refuseOutsider(tx: Tx, { organisationId, category }: ServiceProposal): Promise<void> {
  if (!(await currentAdmission(tx, organisationId))) throw notAdmitted;
  await nearTerritoryOrThrow(tx, organisationId, category);
}

/** As at an admission: whatever its category asks for is there and good today. */
export async function refuseWithoutPapers(
  tx: Tx,
  { organisationId, category }: ServiceProposal,
): Promise<void> {
  const held = await tx.db.providerDocument.findMany({
    where: { organisationId, state: { in: ['received', 'accepted'] } },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  const good = held.map((one) => ({
    category: one.category,
    issuedOn: fromDateColumn(one.issuedOn),
    validUntil: one.validUntil && fromDateColumn(one.validUntil),
  }));
  const missing = documentsMissing([category], good, toPlainDate(tx.now));
  if (missing.length === 0) return;
  const told = (language: 'it' | 'en') =>
    missing.map((one) => providerDocumentWords[one][language]).join(', ');
  throw new Refusal('stepNotPossible', {
    detail: {
      it: `Per questa categoria mancano, o sono scaduti: ${told('it')}. Il fornitore li carica, poi si può accettare.`,
      en: `For this category there are missing, or have lapsed: ${told('en')}. The provider uploads them, then it can be accepted.`,
    },
    possible: ['decideProposal'],
  });
}

const answered = new Refusal('stepNotPossible', {
  detail: {
    it: 'Su questa proposta si è già deciso, o è stata ritirata: se ne può fare un’altra.',
    en: 'This proposal was decided on, or withdrawn: another one can be made.',
  },
  possible: ['proposeService'],
});
const notAdmitted = new Refusal('providerNotAdmitted', {
  detail: {
    it: 'L’ente non è più un fornitore dell’alleanza: la proposta si può soltanto rifiutare.',
    en: 'The organisation is no longer a provider of the alliance: the proposal can only be refused.',
  },
  possible: ['decideProposal'],
});
const withoutLetters = new Refusal('stepNotPossible', {
  detail: {
    it: 'Prima di accettare l’ufficio indica le lettere dell’articolo 51 del TUIR: senza, nessun datore di lavoro può dare questo servizio.',
    en: 'Before accepting, the office says under which letters of art. 51 TUIR it is offered: under none, no employer may give this service.',
  },
  possible: ['decideProposal'],
  facts: ['taxLetters'],
});
const placesClosed = new Refusal('stepNotPossible', {
  detail: {
    it: 'Le sedi di questa proposta sono chiuse: il fornitore ne fa una nuova.',
    en: 'The places of this proposal are closed: the provider makes a new one.',
  },
  possible: ['decideProposal'],
});
