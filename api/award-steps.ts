import { z } from 'zod';
import {
  confirmDeliveryInput,
  disputeUnitsInput,
  recordDeathInput,
  recordUnitsInput,
  releaseAwardInput,
  resolveDisputeInput,
  settleAwardInput,
  swapProviderInput,
} from '../domain/disbursement.ts';
import type { DisbursementStep } from '../domain/disbursement-steps.ts';
import type { RefusalCode } from '../domain/refusal-codes.ts';
import type { Text } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { ownRoles } from './access.ts';
import { awardForStepOrThrow, awardOfOwnOrderOrThrow } from './award-access.ts';
import { diedByTodayOrThrow, suppliedByOrThrow, swapOrThrow, unitsOrThrow } from './award-objects.ts';
import { awardParams, awardStep } from './award-schema.ts';
import { route, type Route } from './route.ts';
import { id } from './schema.ts';

interface StepRoute {
  readonly operation: DisbursementStep;
  readonly path: string;
  readonly summary: Text;
  readonly who: readonly Role[];
  readonly body?: z.ZodType;
  readonly reply?: z.ZodType;
  readonly refusals?: readonly RefusalCode[];
  /** Refuses a body that names what is not the award's. */
  readonly names?: (tx: Tx, awardId: string, body: never) => Promise<void>;
}

/** Every step on an award: find it among the caller's, or refuse; its process does the rest. */
function step({ path, reply, names, ...declared }: StepRoute): Route {
  return route({
    kind: 'process',
    method: 'post',
    path: `/v1/awards/{awardId}/${path}`,
    tag: 'awards',
    ...declared,
    params: awardParams,
    reply: reply ?? awardStep,
    async address(tx, { principal, params, body }) {
      const { awardId } = params;
      if (declared.operation === 'recordUnits') {
        await awardOfOwnOrderOrThrow(
          tx,
          principal,
          awardId,
          (body as z.output<typeof recordUnitsInput>).orderId,
        );
      } else await awardForStepOrThrow(tx, principal, awardId);
      await names?.(tx, awardId, body as never);
      return { process: 'fundDisbursement', subjectId: awardId };
    },
  });
}

export const awardStepRoutes: readonly Route[] = [
  step({
    operation: 'approveDisbursement',
    path: 'approval',
    summary: {
      it: 'Approva la spesa: mai chi l’ha decisa',
      en: 'Approves the spending: never whoever decided it',
    },
    who: ['fundOfficer'],
    refusals: ['samePerson'],
  }),
  step({
    operation: 'recordUnits',
    path: 'deliveries',
    summary: { it: 'Il fornitore registra le unità consegnate', en: 'The provider records delivered units' },
    who: ['provider'],
    body: recordUnitsInput,
    reply: awardStep.extend({ unitIds: z.array(id) }).meta({ id: 'RecordedUnits' }),
    refusals: ['unitsExceedOrder'],
  }),
  step({
    operation: 'confirmDelivery',
    path: 'confirmations',
    summary: { it: 'Conferma le unità ricevute', en: 'Confirms the units received' },
    who: ['caseworker', ...ownRoles],
    body: confirmDeliveryInput,
    names: unitsOrThrow,
    refusals: ['relationNotValid'],
  }),
  step({
    operation: 'disputeUnits',
    path: 'disputes',
    summary: {
      it: 'Contesta alcune unità: si fermano solo quelle',
      en: 'Disputes some units: only those are frozen',
    },
    who: ['caseworker', ...ownRoles],
    body: disputeUnitsInput,
    names: unitsOrThrow,
    refusals: ['relationNotValid'],
  }),
  step({
    operation: 'resolveDispute',
    path: 'dispute-resolutions',
    summary: {
      it: 'Decide una contestazione: mai chi l’ha registrata',
      en: 'Decides a dispute: never whoever recorded it',
    },
    who: ['caseworker'],
    body: resolveDisputeInput,
    names: unitsOrThrow,
    refusals: ['samePerson'],
  }),
  step({
    operation: 'swapProvider',
    path: 'provider-swaps',
    summary: {
      it: 'Passa le unità rimaste a un altro fornitore',
      en: 'Gives the units left to another provider',
    },
    who: ['caseworker'],
    body: swapProviderInput,
    names: swapOrThrow,
    reply: awardStep.extend({ orderId: id, units: z.int() }).meta({ id: 'SwappedProvider' }),
    refusals: ['unitsExceedOrder'],
  }),
  step({
    operation: 'recordDeath',
    path: 'death',
    summary: {
      it: 'Registra la morte del beneficiario: le lettere si fermano',
      en: 'Records the death of the beneficiary: letters stop',
    },
    who: ['caseworker'],
    body: recordDeathInput,
    names: diedByTodayOrThrow,
  }),
  step({
    operation: 'settleAward',
    path: 'settlements',
    summary: { it: 'Paga al fornitore le unità confermate', en: 'Pays the provider the confirmed units' },
    who: ['fundOfficer'],
    body: settleAwardInput,
    names: suppliedByOrThrow,
    refusals: ['samePerson', 'insufficientFunds'],
  }),
  step({
    operation: 'releaseAward',
    path: 'release',
    summary: {
      it: 'Restituisce al Fondo ciò che non si userà',
      en: 'Gives back to the Fund what will not be used',
    },
    who: ['caseworker', 'fundOfficer'],
    body: releaseAwardInput,
  }),
];
