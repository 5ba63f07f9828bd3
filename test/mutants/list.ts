import { apiMutants } from '../api/mutants.ts';
import { ledgerMutants } from '../ledger/mutants.ts';
import { ruleMutants } from '../rules/mutants.ts';
import type { AnyMutant } from '../support/mutant.ts';
import { agreementMutants } from './agreement.ts';
import { awardMutants } from './awards.ts';
import { bookingMutants } from './bookings.ts';
import { campaignMutants } from './campaign.ts';
import { caseActorMutants } from './case-actors.ts';
import { changeMutants } from './changes.ts';
import { chargedCreditMutants } from './charged-credit.ts';
import { charterMutants } from './charter.ts';
import { consoleMutants } from './console.ts';
import { deathMutants } from './deaths.ts';
import { disputeMutants } from './disputes.ts';
import { doorMutants } from './door.ts';
import { mailPageMutants } from './mail-pages.ts';
import { offerMutants } from './offer.ts';
import { officeMutants } from './offices.ts';
import { payrollMutants } from './payroll.ts';
import { planMutants } from './plans.ts';
import { privacyMutants } from './privacy.ts';
import { processMutants } from './processes.ts';
import { providerOrderMutants } from './provider-orders.ts';
import { providerMutants } from './providers.ts';
import { recordMutants } from './records.ts';
import { ruleCodeMutants } from './rules.ts';
import { bankDayMutants } from './bank-days.ts';
import { payingAgainMutants } from './paying-again.ts';
import { bankLineMutants } from './bank-lines.ts';
import { settlementMutants } from './settlement.ts';
import { signInMutants } from './sign-in.ts';
import { signatureMutants } from './signatures.ts';
import { standingMutants } from './standing.ts';
import { statementMutants } from './statements.ts';
import { stepMutants } from './steps.ts';
import { tillMutants } from './till.ts';
import { tillOnPaperMutants } from './till-on-paper.ts';
import { voucherAnswerMutants } from './voucher-answers.ts';
import { voucherLawMutants } from './voucher-law.ts';
import { voucherOrderMutants } from './voucher-orders.ts';
import { voucherExpiryMutants } from './voucher-expiry.ts';
import { waitingMutants } from './waiting.ts';
import { walletMutants } from './wallets.ts';

/** Every guard that `npm run test:mutants` takes out in turn, expecting a red test. */
export const mutants: readonly AnyMutant[] = [
  ...ledgerMutants,
  ...ruleMutants,
  ...recordMutants,
  ...caseActorMutants,
  ...ruleCodeMutants,
  ...privacyMutants,
  ...mailPageMutants,
  ...processMutants,
  ...statementMutants,
  ...stepMutants,
  ...awardMutants,
  ...waitingMutants,
  ...apiMutants,
  ...changeMutants,
  ...offerMutants,
  ...officeMutants,
  ...signatureMutants,
  ...charterMutants,
  ...campaignMutants,
  ...providerMutants,
  ...providerOrderMutants,
  ...doorMutants,
  ...agreementMutants,
  ...standingMutants,
  ...planMutants,
  ...walletMutants,
  ...tillMutants,
  ...tillOnPaperMutants,
  ...voucherLawMutants,
  ...payrollMutants,
  ...voucherAnswerMutants,
  ...voucherOrderMutants,
  ...voucherExpiryMutants,
  ...chargedCreditMutants,
  ...settlementMutants,
  ...bankLineMutants,
  ...payingAgainMutants,
  ...bankDayMutants,
  ...bookingMutants,
  ...disputeMutants,
  ...deathMutants,
  ...signInMutants,
  ...consoleMutants,
];
