export { charterCampaign } from './charter-campaign.ts';
export { charterSigning } from './charter-signing.ts';
export { fragilityAssessment } from './fragility-assessment.ts';
export { fundAllocation } from './fund-allocation.ts';
export { fundDisbursement } from './fund-disbursement.ts';
export { providerOnboarding } from './provider-onboarding.ts';
export { providerStanding } from './provider-standing.ts';
export { serviceProposal } from './service-proposal.ts';
