import { z } from 'zod';
import type { Tx } from '../prisma/database.ts';
import type { Account, Assessment } from '../prisma/generated/client.ts';
import { caseAtWorkOrThrow } from './assessment-access.ts';
import { eventsOf } from './case-events.ts';
import { assessmentParams } from './assessment-schema.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const parts = ['applicant', 'beneficiary', 'representative', 'colleague'] as const;
type Part = (typeof parts)[number];

const actor = z
  .strictObject({
    accountId: id,
    name: z.string().nullable().meta({ description: 'None of whoever was erased' }),
    part: z.enum(parts),
  })
  .meta({ id: 'CaseActor', description: 'Who did something in a case, and as what' });

const listCaseActors = route({
  kind: 'read',
  operation: 'listCaseActors',
  method: 'get',
  path: '/v1/assessments/{assessmentId}/actors',
  tag: 'assessments',
  summary: {
    it: 'Chi ha fatto qualcosa in una pratica, per nome: chi ha fatto domanda, chi rappresenta, i colleghi',
    en: 'Who did something in a case, by name: whoever applied, who represents, colleagues',
  },
  who: ['caseworker'],
  params: assessmentParams,
  reply: z.strictObject({
    filedBy: id.nullable().meta({ description: 'The account with which it was filed' }),
    items: z.array(actor),
  }),
  async read(tx, { principal, params }) {
    const assessment = await caseAtWorkOrThrow(tx, principal, params.assessmentId);
    const filedBy = await filerOf(tx, assessment);
    const accounts = await tx.db.account.findMany({
      where: { id: { in: [...(filedBy ? [filedBy] : []), ...(await doersIn(tx, assessment))] } },
      orderBy: { id: 'asc' },
    });
    const representatives = await representativesOf(tx, assessment);
    const items = accounts.map((account) => ({
      accountId: account.id,
      name: account.label || null,
      part: partOf(account, assessment, representatives),
    }));
    return { filedBy, items };
  },
});

async function filerOf(tx: Tx, { id: subjectId }: Assessment): Promise<string | null> {
  const filed = await tx.db.audit.findFirst({
    where: { action: 'assessment.opened', subjectKind: 'assessment', subjectId, actorKind: 'account' },
    select: { actorId: true },
  });
  return filed?.actorId ?? null;
}

/** Whose act a case's papers, forms, decisions and waits are, and what became of it afterwards. */
async function doersIn(tx: Tx, assessment: Assessment): Promise<readonly string[]> {
  const { id: assessmentId } = assessment;
  const of = { where: { assessmentId } };
  const documents = await tx.db.document.findMany({
    where: { subjectKind: 'assessment', subjectId: assessmentId },
    select: { uploadedBy: true },
  });
  const items = await tx.db.dossierItem.findMany({ ...of, select: { recordedBy: true } });
  const decisions = await tx.db.decision.findMany({ ...of, select: { madeBy: true } });
  const requests = await tx.db.documentRequest.findMany({
    ...of,
    select: { answeredBy: true, stoppedBy: true },
  });
  const events = await eventsOf(tx, assessment);
  return [
    ...events.map(({ by }) => by),
    ...documents.map(({ uploadedBy }) => uploadedBy),
    ...items.map(({ recordedBy }) => recordedBy),
    ...decisions.map(({ madeBy }) => madeBy),
    ...requests.flatMap(({ answeredBy, stoppedBy }) => [answeredBy, stoppedBy]),
  ].filter((doer): doer is string => doer !== null && z.uuid().safeParse(doer).success);
}

/** Those of then too: what they did stands there when they may do it no longer. */
async function representativesOf(tx: Tx, { beneficiaryId }: Assessment): Promise<readonly string[]> {
  const relations = await tx.db.relation.findMany({
    where: { personId: beneficiaryId },
    select: { representativeId: true },
  });
  return relations.map(({ representativeId }) => representativeId);
}

function partOf(
  { personId }: Account,
  { applicantId, beneficiaryId }: Assessment,
  representatives: readonly string[],
): Part {
  if (personId === applicantId) return 'applicant';
  if (personId === beneficiaryId) return 'beneficiary';
  return personId !== null && representatives.includes(personId) ? 'representative' : 'colleague';
}

export const caseActorRoutes = [listCaseActors];
