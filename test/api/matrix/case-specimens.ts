import { toPlainDate } from '../../../domain/time.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

const assessment = (body?: unknown): Specimen => ({
  names: 'owner',
  make: ({ file }) => ({
    params: { assessmentId: file.assessmentId },
    ...(body === undefined ? {} : { body }),
  }),
});

const award = (body?: (world: World) => unknown): Specimen => ({
  names: 'owner',
  make: (world) => ({
    params: { awardId: world.file.awardId },
    ...(body === undefined ? {} : { body: body(world) }),
  }),
});

const nothing: Specimen = { names: 'nothing', make: () => ({}) };
const units = ({ file }: World) => ({ unitIds: [file.unitId] });

/** Assessments, decisions, letters and awards: what an applicant has in the service. */
export const caseSpecimens: Specimens = {
  openAssessment: {
    names: 'owner',
    namedInBody: true,
    make: ({ home, insiders }, caller) => ({
      body: {
        householdId: home.householdId,
        applicantId: home.personId,
        beneficiaryId: home.personId,
        channel: caller.roles.includes('caseworker') ? 'desk' : 'online',
        needs: [
          {
            description: 'ore',
            service: 'other',
            forPersonId: home.personId,
            unit: 'hour',
            units: 1,
            unitPriceCents: 100,
            providerId: insiders.provider.organisationId,
          },
        ],
      },
    }),
  },
  listAssessments: nothing,
  getAssessment: assessment(),
  openDossier: {
    names: 'owner',
    make: ({ file }) => ({ params: { assessmentId: file.assessmentId }, query: 'reason=check' }),
  },
  listAssessmentNotes: assessment(),
  listCaseActors: assessment(),
  listCaseEvents: assessment(),
  openAssessmentNotes: {
    names: 'owner',
    make: ({ file }) => ({ params: { assessmentId: file.assessmentId }, query: 'reason=check' }),
  },
  writeAssessmentNote: assessment({ text: 'prova' }),
  submitDossier: assessment({ answersRequest: true }),
  requestDocuments: assessment({ documents: ['ISEE'] }),
  remindApplicant: assessment(),
  extendDocuments: assessment({ dueOn: '2099-12-31' }),
  declareComplete: assessment(),
  recommend: assessment({ outcome: 'grant', reason: 'prova' }),
  decide: assessment({ outcome: 'grant', reason: 'prova' }),
  withdraw: assessment({ reason: 'prova' }),
  closeInadmissible: assessment({ reason: 'prova' }),
  listCommissionDossiers: nothing,
  getCommissionDossier: assessment(),
  listDecisions: assessment(),
  explainDecision: {
    names: 'owner',
    make: ({ file }) => ({ params: { decisionId: file.decisionId }, query: 'reason=check' }),
  },
  readReasons: {
    names: 'owner',
    make: ({ file }) => ({ params: { decisionId: file.finalDecisionId }, query: 'reason=check' }),
  },
  replayDecision: {
    names: 'owner',
    make: ({ file }) => ({ params: { decisionId: file.decisionId }, query: 'reason=check' }),
  },
  listLetters: assessment(),
  readLetter: {
    names: 'owner',
    make: ({ file }) => ({
      params: { assessmentId: file.assessmentId, letterId: file.letterId },
      query: 'reason=check',
    }),
  },
  listAwards: nothing,
  listWaitingAwards: nothing,
  listOrders: nothing,
  countNewOrders: nothing,
  listOrderPayments: nothing,
  getAward: award(),
  resumeAward: award(),
  approveDisbursement: award(),
  recordUnits: award(({ file }) => ({
    orderId: file.orderId,
    units: 1,
    deliveredOn: toPlainDate(new Date()),
  })),
  confirmDelivery: award(units),
  disputeUnits: award((world) => ({ ...units(world), reason: 'prova' })),
  resolveDispute: award((world) => ({ ...units(world), accept: true, reason: 'prova' })),
  swapProvider: award(({ file, home }) => ({
    orderId: file.orderId,
    providerId: home.providerId,
    unitPriceCents: 100,
  })),
  issueFundVouchers: award(({ file, offer }) => ({
    orderId: file.orderId,
    serviceId: offer.serviceId,
    units: 1,
    serviceFrom: '2026-06-01',
  })),
  recordDeath: award(() => ({ diedOn: '2026-06-01' })),
  settleAward: award(({ home }) => ({ providerId: home.providerId, bankRef: 'prova' })),
  releaseAward: award(() => ({ reason: 'prova' })),
};
