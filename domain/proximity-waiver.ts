import { grantWaiverInput } from './provider-onboarding-input.ts';

/** What is granted to an admitted provider begins at once: renewed before its end, it leaves no day between. */
export const waiverOfProviderInput = grantWaiverInput.omit({ from: true });

export const endWaiverInput = grantWaiverInput.pick({ reason: true });
