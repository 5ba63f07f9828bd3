import type { ComplaintSubject } from '../../domain/provider-complaint.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';

/** What a complaint is about, and whose. */
export interface Matter {
  readonly about: ComplaintSubject;
  readonly subjectId: string | null;
}

/**
 * Who decided what is complained about: none of them answers. A complaint that names no row of its kind may be about any
 * of them, and one about something else about whoever follows the provider or decided anything about it: also whoever
 * checked a paper, since a renewal that was rejected is complained about as something else.
 *
 * @returns accounts; throws a refusal when the provider has nothing of the kind with that id
 */
export async function decidersOf(
  tx: Tx,
  organisationId: string,
  { about, subjectId }: Matter,
): Promise<readonly string[]> {
  if (about === 'other') {
    if (subjectId !== null) throw notTheirs;
    return ofAnything(tx, organisationId);
  }
  const found = await deciders[about](tx, organisationId, subjectId);
  if (subjectId !== null && !found) throw notTheirs;
  return distinct(found ?? []);
}

/** Who decided a row of a kind, or all of the provider's when none is named; undefined when it has none with that id. */
type Deciders = (
  tx: Tx,
  organisationId: string,
  id: string | null,
) => Promise<readonly (string | null | undefined)[] | undefined>;

const deciders: Readonly<Record<Exclude<ComplaintSubject, 'other'>, Deciders>> = {
  async suspension(tx, organisationId, id) {
    const where = { organisationId, ...named(id) };
    const suspensions = await tx.db.suspension.findMany({ where });
    const begun: string[] = [];
    for (const { subjectId } of suspensions) begun.push(...(await begunBy(tx, organisationId, subjectId)));
    return unlessNone(suspensions, begun);
  },
  async revocation(tx, organisationId, id) {
    const admissions = await tx.db.admission.findMany({ where: { organisationId }, select: { id: true } });
    const of = { admissionId: { in: admissions.map((one) => one.id) } };
    const revocations = await tx.db.revocation.findMany({ where: { ...of, ...named(id) } });
    const people = revocations.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]);
    return unlessNone(revocations, people);
  },
  async refusal(tx, organisationId, id) {
    const proposals = await tx.db.serviceProposal.findMany({ where: { organisationId, ...named(id) } });
    const people = proposals.map(({ decidedBy }) => decidedBy);
    return unlessNone(proposals, people);
  },
  async payment(tx, providerId, id) {
    const orders = await tx.db.providerOrder.findMany({ where: { providerId, ...named(id) } });
    const awardIds = distinct(orders.map(({ awardId }) => awardId));
    return unlessNone(orders, await paidOrProposedBy(tx, awardIds));
  },
  /** A price is the provider's own. */
  async price(tx, organisationId, id) {
    const services = await tx.db.offeredService.findMany({ where: { organisationId }, select: { id: true } });
    const of = { serviceId: { in: services.map((one) => one.id) } };
    return unlessNone(await tx.db.priceChange.findMany({ where: { ...of, ...named(id) } }), []);
  },
};

async function ofAnything(tx: Tx, organisationId: string): Promise<readonly string[]> {
  const decided: (string | null | undefined)[] = [];
  for (const kind of Object.values(deciders)) decided.push(...((await kind(tx, organisationId, null)) ?? []));
  const application = await tx.db.providerApplication.findFirst({
    where: { organisationId },
    orderBy: { id: 'desc' },
  });
  const papers = await tx.db.providerDocument.findMany({ where: { organisationId } });
  return distinct([
    ...decided,
    ...papers.map(({ checkedBy }) => checkedBy),
    application?.caseworkerId,
    application?.reviewedBy,
    application?.agreementRecordedBy,
  ]);
}

const named = (id: string | null) => (id === null ? {} : { id });

function unlessNone(rows: readonly unknown[], people: readonly (string | null | undefined)[]) {
  return rows.length === 0 ? undefined : people;
}

function distinct(people: readonly (string | null | undefined)[]): readonly string[] {
  return [...new Set(people.filter((one) => typeof one === 'string'))];
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
  return distinct(people);
}

async function paidOrProposedBy(tx: Tx, awardIds: readonly string[]): Promise<readonly (string | null)[]> {
  const awards = await tx.db.award.findMany({ where: { id: { in: [...awardIds] } } });
  const settlements = await tx.db.settlement.findMany({ where: { awardId: { in: [...awardIds] } } });
  return [
    ...awards.flatMap(({ proposedBy, approvedBy }) => [proposedBy, approvedBy]),
    ...settlements.map(({ settledBy }) => settledBy),
  ];
}

const notTheirs = new Refusal('invalidRequest', {
  detail: {
    it: 'Corregga il campo indicato e invii di nuovo.',
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
