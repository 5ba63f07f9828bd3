import { assessmentNoteRoutes } from './assessment-notes.ts';
import { assessmentRoutes } from './assessments.ts';
import { assessmentStepRoutes } from './assessment-steps.ts';
import { awardRoutes } from './awards.ts';
import { awardStepRoutes } from './award-steps.ts';
import { candidateDeclarationsRoutes } from './candidate-declarations.ts';
import { caseActorRoutes } from './case-actors.ts';
import { caseEventRoutes } from './case-events.ts';
import { commissionRoutes } from './commission.ts';
import { comuneRoutes } from './comuni.ts';
import { decisionRoutes } from './decisions.ts';
import { absenceRoutes } from './absences.ts';
import { accountRoutes } from './accounts.ts';
import { accountStandingRoutes } from './account-standing.ts';
import { auditRoutes } from './audit.ts';
import { charterPaperRoutes } from './charter-papers.ts';
import { charterCampaignRoutes } from './charter-campaign.ts';
import { charterSigningRoutes } from './charter-signings.ts';
import { charterSigningStepRoutes } from './charter-signing-steps.ts';
import { charterVersionRoutes } from './charter-versions.ts';
import { complaintStepRoutes } from './complaint-steps.ts';
import { devMailboxRoutes } from './dev-mailbox.ts';
import { directoryRoutes } from './directory.ts';
import { documentRoutes } from './documents.ts';
import { employeeSearchRoutes } from './employee-searches.ts';
import { employmentRoutes } from './employments.ts';
import { familyDeclarationRoutes } from './family-declarations.ts';
import { formRoutes } from './forms.ts';
import { fringeRoutes } from './fringe.ts';
import { fringeEntryRoutes } from './fringe-entries.ts';
import { voucherDecisionRoutes } from './voucher-decisions.ts';
import { fundFlowRoutes } from './fund-flows.ts';
import { fundRoutes } from './fund.ts';
import { healthRoutes } from './health.ts';
import { householdRoutes } from './households.ts';
import { invitationRoutes } from './invitations.ts';
import { iseeRoutes } from './isee-simulations.ts';
import { letterRoutes } from './letters.ts';
import { ledgerRoutes } from './ledger.ts';
import { meRoutes } from './me.ts';
import { offerRoutes } from './offer.ts';
import { offeredServiceRoutes } from './offered-services.ts';
import { orderPlaceRoutes } from './order-place.ts';
import { organisationRoutes } from './organisations.ts';
import { peopleRoutes } from './people.ts';
import { providerAgreementRoutes } from './provider-agreement.ts';
import { providerComplaintRoutes } from './provider-complaints.ts';
import { providerOrderReadRoutes } from './provider-order-reads.ts';
import { providerPeopleRoutes } from './provider-people.ts';
import { relationRoutes } from './relations.ts';
import { candidateDoorRoutes } from './candidate-door.ts';
import { providerApplicationRoutes } from './provider-applications.ts';
import { providerApplicationFileRoutes } from './provider-application-files.ts';
import { providerApplicationStepRoutes } from './provider-application-steps.ts';
import { providerInvitationRoutes } from './provider-invitations.ts';
import { providerSuggestionRoutes } from './provider-suggestions.ts';
import { providerStandingRoutes } from './provider-standing.ts';
import { providerStandingStepRoutes } from './provider-standing-steps.ts';
import { providerWaiverRoutes } from './provider-waivers.ts';
import { representativeRoutes } from './representatives.ts';
import { ruleCaseRoutes } from './rule-cases.ts';
import { ruleChangeRoutes } from './rule-changes.ts';
import { ruleEvaluationRoutes } from './rule-evaluations.ts';
import { ruleSetRoutes } from './rule-sets.ts';
import type { Route } from './route.ts';
import { serviceProposalRoutes } from './service-proposals.ts';
import { providerInvoiceRoutes } from './provider-invoices.ts';
import { settlementBankRoutes } from './settlement-bank.ts';
import { settlementPartyRoutes } from './settlement-parties.ts';
import { inpsDebtRoutes } from './inps-debts.ts';
import { settlementBatchRoutes } from './settlement-batches.ts';
import { settlementItemRoutes } from './settlement-items.ts';
import { owedRoutes } from './settlement-owed.ts';
import { changeRoutes } from './changes.ts';
import { browserEntryRoutes } from './browser-entries.ts';
import { sessionRoutes } from './session.ts';
import { signOutRoutes } from './sign-out.ts';
import { stuckWorkRoutes } from './stuck-work.ts';
import { submissionRoutes } from './submissions.ts';
import { suspensionRoutes } from './suspensions.ts';
import { taskRoutes } from './tasks.ts';
import { employerInvoiceRoutes } from './employer-invoices.ts';
import { liveVoucherRoutes } from './live-vouchers.ts';
import { openingBalanceRoutes } from './opening-balances.ts';
import { prefundRoutes } from './prefund.ts';
import { waitingListRoutes } from './waiting-list.ts';
import { walletRoutes } from './wallets.ts';
import { welfarePlanRoutes } from './welfare-plans.ts';
import { refundRoutes } from './refunds.ts';
import { tillRoutes } from './till.ts';
import { correctionRoutes } from './corrections.ts';
import { paperSlipRoutes } from './paper-slips.ts';
import { tillUserRoutes } from './till-users.ts';
import { tokenRoutes } from './tokens.ts';
import { privateOrderRoutes } from './private-orders.ts';
import { voucherOrderRoutes } from './voucher-orders.ts';
import { voucherRoutes } from './vouchers.ts';
import { deathRoutes } from './deaths.ts';
import { disputeEvidenceRoutes } from './dispute-evidence.ts';
import { voucherDisputeRoutes } from './voucher-disputes.ts';
import { voucherEndingRoutes } from './voucher-endings.ts';
import { bookingRoutes } from './bookings.ts';
import { bookingStepRoutes } from './booking-steps.ts';
import { cancellationTermsRoutes } from './cancellation-terms.ts';
import { voucherExtensionRoutes } from './voucher-extensions.ts';
import { fundOriginRoutes } from './fund-origins.ts';
import { taxLetterRoutes } from './tax-letters.ts';
import { voucherReminderRoutes } from './voucher-reminders.ts';

/** The one route table. What is not here does not exist; what is here is validated, documented and guarded. */
export const routes: readonly Route[] = [
  ...assessmentRoutes,
  ...assessmentNoteRoutes,
  ...caseActorRoutes,
  ...caseEventRoutes,
  ...assessmentStepRoutes,
  ...commissionRoutes,
  ...decisionRoutes,
  ...awardRoutes,
  ...waitingListRoutes,
  ...awardStepRoutes,
  ...orderPlaceRoutes,
  ...providerOrderReadRoutes,
  ...letterRoutes,
  ...healthRoutes,
  ...stuckWorkRoutes,
  ...sessionRoutes,
  ...meRoutes,
  ...tokenRoutes,
  ...accountRoutes,
  ...accountStandingRoutes,
  ...invitationRoutes,
  ...providerPeopleRoutes,
  ...comuneRoutes,
  ...organisationRoutes,
  ...suspensionRoutes,
  ...peopleRoutes,
  ...householdRoutes,
  ...employmentRoutes,
  ...relationRoutes,
  ...documentRoutes,
  ...directoryRoutes,
  ...offerRoutes,
  ...offeredServiceRoutes,
  ...taxLetterRoutes,
  ...serviceProposalRoutes,
  ...providerComplaintRoutes,
  ...complaintStepRoutes,
  ...tillUserRoutes,
  ...tillRoutes,
  ...refundRoutes,
  ...paperSlipRoutes,
  ...correctionRoutes,
  ...formRoutes,
  ...taskRoutes,
  ...changeRoutes,
  ...absenceRoutes,
  ...submissionRoutes,
  ...fundRoutes,
  ...fundFlowRoutes,
  ...ledgerRoutes,
  ...settlementBatchRoutes,
  ...settlementItemRoutes,
  ...owedRoutes,
  ...settlementBankRoutes,
  ...settlementPartyRoutes,
  ...inpsDebtRoutes,
  ...providerInvoiceRoutes,
  ...ruleSetRoutes,
  ...ruleCaseRoutes,
  ...ruleChangeRoutes,
  ...ruleEvaluationRoutes,
  ...iseeRoutes,
  ...candidateDoorRoutes,
  ...providerApplicationRoutes,
  ...candidateDeclarationsRoutes,
  ...providerApplicationStepRoutes,
  ...providerAgreementRoutes,
  ...providerApplicationFileRoutes,
  ...providerInvitationRoutes,
  ...providerSuggestionRoutes,
  ...representativeRoutes,
  ...charterVersionRoutes,
  ...charterCampaignRoutes,
  ...charterSigningRoutes,
  ...charterPaperRoutes,
  ...charterSigningStepRoutes,
  ...providerStandingRoutes,
  ...providerStandingStepRoutes,
  ...providerWaiverRoutes,
  ...welfarePlanRoutes,
  ...walletRoutes,
  ...employeeSearchRoutes,
  ...prefundRoutes,
  ...openingBalanceRoutes,
  ...liveVoucherRoutes,
  ...employerInvoiceRoutes,
  ...voucherOrderRoutes,
  ...voucherRoutes,
  ...privateOrderRoutes,
  ...familyDeclarationRoutes,
  ...fringeRoutes,
  ...fringeEntryRoutes,
  ...voucherDecisionRoutes,
  ...auditRoutes,
  ...devMailboxRoutes,
  ...voucherExtensionRoutes,
  ...voucherReminderRoutes,
  ...fundOriginRoutes,
  ...voucherEndingRoutes,
  ...bookingRoutes,
  ...bookingStepRoutes,
  ...cancellationTermsRoutes,
  ...voucherDisputeRoutes,
  ...disputeEvidenceRoutes,
  ...deathRoutes,
  ...browserEntryRoutes,
  ...signOutRoutes,
];
