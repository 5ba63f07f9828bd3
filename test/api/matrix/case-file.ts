import { randomUUID } from 'node:crypto';
import { dossierSubject } from '../../../activities/fragility-assessment/dossier.ts';
import { storeAdvice } from '../../../activities/fragility-assessment/evaluation.ts';
import { toDateColumn } from '../../../domain/plain-date.ts';
import { evaluate } from '../../../rules/evaluate.ts';
import { parametersOn } from '../../../rules/parameters.ts';
import { shipVersionOne } from '../../../rules/publishing.ts';
import { versionInForce } from '../../../rules/store.ts';
import type { Caller, TestApi } from '../support.ts';
import { makeAssessment, makeDocument } from '../world.ts';
import type { Place } from './callers.ts';

/** Everything that exists about one person who asked and received: what nobody else may learn. */
export interface CaseFile {
  readonly assessmentId: string;
  readonly decisionId: string;
  readonly finalDecisionId: string;
  readonly awardId: string;
  readonly orderId: string;
  readonly unitId: string;
  readonly letterId: string;
  readonly needId: string;
  readonly documentId: string;
  readonly ruleVersionId: string;
}

export async function makeCaseFile(
  api: TestApi,
  place: Place,
  people: { author: Caller; publisher: Caller },
): Promise<CaseFile> {
  const { allianceId, householdId, personId } = place;
  const assessmentId = await makeAssessment(api, {
    householdId,
    applicantId: personId,
    state: 'granted',
    allianceId,
  });
  const documentId = await makeDocument(api, { kind: 'assessment', id: assessmentId }, allianceId);
  const decision = await makeDecision(api, allianceId, assessmentId, people);
  const delivery = await makeDelivery(api, place, assessmentId, people.author.accountId);
  const letterId = await api.inAlliance(async (tx) => {
    const row = await tx.db.letter.create({
      data: {
        allianceId,
        assessmentId,
        kind: 'grant',
        protocolNumber: `2026/${randomUUID().slice(0, 7)}`,
        recipientId: personId,
        documentId,
        channel: 'email',
        createdAt: tx.now,
      },
    });
    return row.id;
  }, allianceId);
  return { assessmentId, documentId, letterId, ...decision, ...delivery };
}

async function makeDecision(
  api: TestApi,
  allianceId: string,
  assessmentId: string,
  { author, publisher }: { author: Caller; publisher: Caller },
) {
  return api.inAlliance(async (tx) => {
    const effectiveAt = new Date('2026-01-01T00:00:00Z');
    const accounts = { authorId: author.accountId, publisherId: publisher.accountId };
    await shipVersionOne(tx, { ...accounts, effectiveAt });
    const version = await versionInForce(tx, 'fragility-score', tx.now);
    const parameters = parametersOn(version.content, '2026-06-01');
    const evaluation = await evaluate(version.content, parameters, {});
    const advice = { evaluation, parameters };
    const decisionId = await storeAdvice(
      tx,
      api.services,
      { id: assessmentId },
      'fragilityScore',
      version,
      {},
      advice,
    );
    const { id: finalDecisionId } = await tx.db.decision.create({
      data: {
        allianceId,
        assessmentId,
        kind: 'final',
        status: 'grant',
        reasonSealed: await api.vault.seal(tx, dossierSubject(assessmentId), 'reason', { reason: 'Prova.' }),
        madeBy: publisher.accountId,
        madeAt: tx.now,
      },
    });
    return { decisionId, finalDecisionId, ruleVersionId: version.id };
  }, allianceId);
}

async function makeDelivery(api: TestApi, place: Place, assessmentId: string, proposedBy: string) {
  const { allianceId, householdId, personId, providerId } = place;
  return api.inAlliance(async (tx) => {
    const createdAt = tx.now;
    const { id: needId } = await tx.db.need.create({
      data: {
        allianceId,
        assessmentId,
        position: 1,
        descriptionSealed: await api.vault.seal(tx, dossierSubject(assessmentId), 'need', 'ore di aiuto'),
        service: 'other',
        forPersonId: personId,
        unit: 'hour',
        units: 10,
        unitPriceCents: 2000,
        providerId,
      },
    });
    const { id: awardId } = await tx.db.award.create({
      data: {
        allianceId,
        assessmentId,
        householdId,
        state: 'delivering',
        waitingFor: 'test',
        amountCents: 20_000,
        capCents: 80_000,
        scoreHundredths: 5000,
        iseeSealed: new Uint8Array(1),
        completeAt: createdAt,
        proposedBy,
        createdAt,
      },
    });
    const order = await tx.db.providerOrder.create({
      data: {
        allianceId,
        awardId,
        needId,
        providerId,
        code: `ORD-${randomUUID().slice(0, 8)}`,
        service: 'other',
        unit: 'hour',
        units: 10,
        unitPriceCents: 2000,
        createdAt,
      },
    });
    const unit = await tx.db.deliveredUnit.create({
      data: {
        allianceId,
        awardId,
        orderId: order.id,
        number: 1,
        deliveredOn: toDateColumn('2026-06-01'),
        amountCents: 2000,
        recordedBy: proposedBy,
        recordedAt: createdAt,
      },
    });
    return { needId, awardId, orderId: order.id, unitId: unit.id };
  }, allianceId);
}
