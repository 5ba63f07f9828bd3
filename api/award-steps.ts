import { z } from 'zod';
import {
  confirmDeliveryInput,
  disputeUnitsInput,
  issueFundVouchersInput,
  recordDeathInput,
  recordUnitsInput,
  releaseAwardInput,
  resolveDisputeInput,
  settleAwardInput,
  swapProviderInput,
} from '../domain/disbursement.ts';
import type { DisbursementStep } from '../domain/disbursement-steps.ts';
import { ownRoles } from './access.ts';
import { awardForStepOrThrow, awardOfOwnOrderOrThrow } from './award-access.ts';
import {
  diedByTodayOrThrow,
  orderAndServiceOrThrow,
  suppliedByOrThrow,
  swapOrThrow,
  unitsOrThrow,
} from './award-objects.ts';
import { awardParams, awardStep } from './award-schema.ts';
import { stepRoutes } from './process-step.ts';
import { id } from './schema.ts';

export const awardStepRoutes = stepRoutes<DisbursementStep, typeof awardParams>(
  {
    process: 'fundDisbursement',
    at: '/v1/awards/{awardId}',
    tag: 'awards',
    params: awardParams,
    reply: awardStep,
    async find(tx, { principal, params: { awardId }, body }, step) {
      if (step === 'recordUnits') {
        const { orderId } = body as z.output<typeof recordUnitsInput>;
        await awardOfOwnOrderOrThrow(tx, principal, awardId, orderId);
      } else await awardForStepOrThrow(tx, principal, awardId);
      return awardId;
    },
  },
  [
    {
      operation: 'resumeAward',
      path: 'resumption',
      summary: {
        it: 'Dopo la verifica, rimette l’assegnazione in lista d’attesa',
        en: 'After the check, puts the award back on the waiting list',
      },
      who: ['caseworker', 'fundOfficer'],
    },
    {
      operation: 'approveDisbursement',
      path: 'approval',
      summary: {
        it: 'Approva la spesa: mai chi l’ha decisa',
        en: 'Approves the spending: never whoever decided it',
      },
      who: ['fundOfficer'],
      refusals: ['samePerson', 'providerSuspended', 'providerNotAdmitted', 'providerTooFar'],
    },
    {
      operation: 'recordUnits',
      path: 'deliveries',
      summary: {
        it: 'Il fornitore registra le unità consegnate',
        en: 'The provider records delivered units',
      },
      who: ['provider'],
      body: recordUnitsInput,
      reply: awardStep.extend({ unitIds: z.array(id) }).meta({ id: 'RecordedUnits' }),
      refusals: ['unitsExceedOrder'],
    },
    {
      operation: 'confirmDelivery',
      path: 'confirmations',
      summary: { it: 'Conferma le unità ricevute', en: 'Confirms the units received' },
      who: ['caseworker', ...ownRoles],
      body: confirmDeliveryInput,
      names: unitsOrThrow,
      refusals: ['relationNotValid'],
    },
    {
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
    },
    {
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
    },
    {
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
      refusals: ['unitsExceedOrder', 'providerSuspended', 'providerNotAdmitted', 'providerTooFar'],
    },
    {
      operation: 'issueFundVouchers',
      path: 'vouchers',
      summary: {
        it: 'Dà in buoni delle unità non ancora registrate di un ordine: li paga il Fondo',
        en: 'Gives units of an order that are not recorded yet as vouchers: the Fund pays them',
      },
      who: ['caseworker'],
      body: issueFundVouchersInput,
      names: orderAndServiceOrThrow,
      reply: awardStep.extend({ voucherIds: z.array(id) }).meta({ id: 'FundVouchers' }),
      refusals: ['unitsExceedOrder', 'providerSuspended', 'providerNotAdmitted', 'providerTooFar'],
    },
    {
      operation: 'recordDeath',
      path: 'death',
      summary: {
        it: 'Registra la morte del beneficiario: le lettere si fermano',
        en: 'Records the death of the beneficiary: letters stop',
      },
      who: ['caseworker'],
      body: recordDeathInput,
      names: diedByTodayOrThrow,
    },
    {
      operation: 'settleAward',
      path: 'settlements',
      summary: { it: 'Paga al fornitore le unità confermate', en: 'Pays the provider the confirmed units' },
      who: ['fundOfficer'],
      body: settleAwardInput,
      names: suppliedByOrThrow,
      refusals: ['samePerson', 'insufficientFunds'],
    },
    {
      operation: 'releaseAward',
      path: 'release',
      summary: {
        it: 'Restituisce al Fondo ciò che non si userà; la persona riceve una lettera con il motivo scritto qui',
        en: 'Gives back to the Fund what will not be used; the person gets a letter with the reason written here',
      },
      who: ['caseworker', 'fundOfficer'],
      body: releaseAwardInput,
    },
  ],
);
