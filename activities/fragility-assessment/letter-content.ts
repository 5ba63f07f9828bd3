import { fromDateColumn } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Assessment, Decision } from '../../prisma/generated/client.ts';
import { explain } from '../../rules/explain.ts';
import type { Funding } from '../../rules/funding.ts';
import { loadVersion } from '../../rules/store.ts';
import { addresseeOf } from '../acting-for.ts';
import { openIdentity, type Identity } from '../identity.ts';
import type { AskedNeed, Decided, FundedNeed, Letter, LetterHead } from '../letters/letter.ts';
import type { ActivityServices } from '../services.ts';
import { nextProtocolNumber } from '../numbering.ts';
import { dossierSubject } from './dossier.ts';
import type { StoredAdvice } from './evaluation.ts';
import { grantMoney } from './grant-money.ts';
import { describedNeeds, type DescribedNeed } from './needs.ts';
import { openReasons } from './reasons.ts';

/** What every letter about a case carries: its own number in the register, to whom, about what, from whom. */
export async function letterHead(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
): Promise<LetterHead> {
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const addresseeId = await addresseeOf(tx, assessment);
  const recipient = await identityOf(tx, services, addresseeId);
  const isForSomebodyElse = assessment.beneficiaryId !== addresseeId;
  const beneficiary = isForSomebodyElse
    ? await identityOf(tx, services, assessment.beneficiaryId)
    : undefined;
  return {
    allianceName: alliance.name,
    protocolNumber: await nextProtocolNumber(tx),
    writtenOn: toPlainDate(tx.now),
    application: {
      protocolNumber: assessment.protocolNumber,
      receivedOn: toPlainDate(assessment.receivedAt),
    },
    recipient: { name: nameOf(recipient), address: recipient?.address ?? null },
    beneficiaryName: isForSomebodyElse ? nameOf(beneficiary) : null,
    officerName: await labelOf(tx, assessment.caseworkerId),
    serviceUrl: services.publicUrl,
  };
}

/** What was asked, in the applicant's order. */
export async function askedNeeds(
  tx: Tx,
  { vault }: ActivityServices,
  assessment: Pick<Assessment, 'id'>,
): Promise<AskedNeed[]> {
  const needs = await describedNeeds(tx, vault, assessment.id);
  return needs.map(asked);
}

export function asked({ description, unit, units }: DescribedNeed): AskedNeed {
  return { description, unit, units };
}

/** The decision letter: a grant with its amount, or a refusal, with points by block and the reasons of a person. */
export async function decisionLetter(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  head: LetterHead,
): Promise<Letter> {
  const final = await currentDecision(tx, assessment, 'final');
  const decided = await decidedBy(tx, services, assessment, final);
  if (final.status !== 'grant') return { kind: 'refusal', ...head, ...decided };
  const outcome = await services.vault.open<{ funding: Funding }>(
    tx,
    dossierSubject(assessment.id),
    'outcome',
    final.outcomeSealed!,
  );
  const { amountCents, money } = await grantMoney(tx, assessment);
  return {
    kind: 'grant',
    ...head,
    ...decided,
    amountCents,
    needs: await fundedNeeds(tx, services, assessment, outcome.funding),
    money,
  };
}

/** Why a case was closed, in the words of whoever closed it. */
export async function closingReason(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
): Promise<string> {
  const closing = await currentDecision(tx, assessment, 'closing');
  const { reason } = await openReasons(tx, services.vault, closing);
  return reason;
}

async function decidedBy(
  tx: Tx,
  services: ActivityServices,
  assessment: Assessment,
  final: Decision,
): Promise<Decided> {
  const score = await currentDecision(tx, assessment, 'fragilityScore');
  const { content } = await loadVersion(tx, score.ruleVersionId!);
  const { evaluation } = await services.vault.open<StoredAdvice>(
    tx,
    dossierSubject(assessment.id),
    'outcome',
    score.outcomeSealed!,
  );
  const { blocks } = explain(content, evaluation).it;
  const { reason } = await openReasons(tx, services.vault, final);
  return {
    blocks: blocks.map(({ label, points, maxPoints }) => ({ label, points, maxPoints })),
    scoreHundredths: assessment.scoreHundredths!,
    finalBand: assessment.finalBand!,
    deciderName: await labelOf(tx, final.madeBy),
    reason,
  };
}

async function fundedNeeds(
  tx: Tx,
  { vault }: ActivityServices,
  assessment: Assessment,
  funding: Funding,
): Promise<FundedNeed[]> {
  const needs = await describedNeeds(tx, vault, assessment.id);
  let capLeftCents = funding.remainingCapCents + funding.awardCents;
  return needs.map((need, index) => {
    const { fundedUnits, fundedCents } = funding.needs[index]!;
    const funded = { ...asked(need), unitPriceCents: need.unitPriceCents, fundedUnits, capLeftCents };
    capLeftCents -= fundedCents;
    return funded;
  });
}

function currentDecision(tx: Tx, assessment: Pick<Assessment, 'id'>, kind: string): Promise<Decision> {
  return tx.db.decision.findFirstOrThrow({
    where: { assessmentId: assessment.id, kind, supersededAt: null },
    orderBy: { id: 'desc' },
  });
}

async function identityOf(
  tx: Tx,
  { vault }: ActivityServices,
  personId: string,
): Promise<Identity | undefined> {
  const person = await tx.db.person.findUniqueOrThrow({ where: { id: personId } });
  return openIdentity(tx, vault, person);
}

function nameOf(identity: Identity | undefined): string {
  return identity ? `${identity.givenName} ${identity.familyName}` : 'Alla persona interessata';
}

/** Staff sign with the name on their account; before anybody took the case, the office does. */
export async function labelOf(tx: Tx, accountId: string | null): Promise<string> {
  if (!accountId) return 'Ufficio di Piano';
  const { label } = await tx.db.account.findUniqueOrThrow({
    where: { id: accountId },
    select: { label: true },
  });
  return label;
}

export async function requestedDocuments(tx: Tx, { vault }: ActivityServices, requestId: string) {
  const request = await tx.db.documentRequest.findUniqueOrThrow({ where: { id: requestId } });
  const documents = await vault.open<string[]>(
    tx,
    dossierSubject(request.assessmentId),
    'documentRequest',
    request.sealed,
  );
  return { documents, dueOn: fromDateColumn(request.dueOn) };
}
