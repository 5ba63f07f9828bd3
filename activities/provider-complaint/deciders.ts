import type { ComplaintSubject } from '../../domain/provider-complaint.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/** What a complaint is about, and whose. */
export interface Matter {
  readonly about: ComplaintSubject;
  readonly subjectId: string | null;
}

/**
 * Who decided what is complained about: none of them answers. A complaint that names nothing names no decision either.
 *
 * @returns accounts; throws a refusal when the provider has nothing of the kind with that id
 */
export async function decidersOf(
  tx: Tx,
  organisationId: string,
  { about, subjectId: id }: Matter,
): Promise<readonly string[]> {
  if (id === null) return [];
  switch (about) {
    case 'suspension': {
      const suspension = await tx.db.suspension.findFirst({ where: { id, organisationId } });
      if (!suspension) throw notTheirs;
      return begunBy(tx, organisationId, suspension.subjectId);
    }
    case 'revocation': {
      const revocation = await tx.db.revocation.findUnique({ where: { id } });
      const admission =
        revocation &&
        (await tx.db.admission.findFirst({ where: { id: revocation.admissionId, organisationId } }));
      if (!admission) throw notTheirs;
      return [revocation.proposedBy, revocation.decidedBy].filter((one) => one !== null);
    }
    case 'refusal': {
      const proposal = await tx.db.serviceProposal.findFirst({ where: { id, organisationId } });
      if (!proposal) throw notTheirs;
      return proposal.decidedBy ? [proposal.decidedBy] : [];
    }
    case 'payment': {
      const order = await tx.db.providerOrder.findFirst({ where: { id, providerId: organisationId } });
      if (!order) throw notTheirs;
      return paidOrProposedBy(tx, order.awardId);
    }
    case 'price': {
      const change = await tx.db.priceChange.findUnique({ where: { id } });
      const service =
        change && (await tx.db.offeredService.findFirst({ where: { id: change.serviceId, organisationId } }));
      if (!service) throw notTheirs;
      return [];
    }
    case 'other':
      throw notTheirs;
  }
}

/**
 * A rule suspends; what it rests on was begun by somebody: who opened the signing, who rejected a paper, who recorded
 * an invitation to regularise, unless the provider did so itself.
 */
async function begunBy(tx: Tx, organisationId: string, subjectId: string): Promise<readonly string[]> {
  const signing = await tx.db.charterSigning.findUnique({ where: { id: subjectId } });
  const papers = await tx.db.providerDocument.findMany({ where: { organisationId, state: 'rejected' } });
  const invitations = await tx.db.regularisation.findMany({ where: { admissionId: subjectId } });
  const ofOffice = await tx.db.account.findMany({
    where: {
      id: { in: invitations.map(({ recordedBy }) => recordedBy) },
      OR: [{ organisationId: null }, { organisationId: { not: organisationId } }],
    },
  });
  const people = [
    signing?.openedBy,
    ...papers.map(({ checkedBy }) => checkedBy),
    ...ofOffice.map(({ id }) => id),
  ];
  return [...new Set(people.filter((one) => typeof one === 'string'))];
}

async function paidOrProposedBy(tx: Tx, awardId: string): Promise<readonly string[]> {
  const award = await tx.db.award.findUniqueOrThrow({ where: { id: awardId } });
  const settlements = await tx.db.settlement.findMany({ where: { awardId } });
  const people = [award.proposedBy, award.approvedBy, ...settlements.map(({ settledBy }) => settledBy)];
  return [...new Set(people.filter((one) => one !== null))];
}

const notTheirs = new Refusal('invalidRequest', {
  detail: {
    it: 'Correggere il campo indicato e inviare di nuovo.',
    en: 'Correct the field shown and send again.',
  },
  errors: [
    {
      pointer: '/body/subjectId',
      message: {
        it: 'qualcosa di proprio, del genere di cui si parla, o niente',
        en: 'something of one’s own, of the kind spoken of, or nothing',
      },
    },
  ],
});
