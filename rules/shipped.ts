import bookingCharge from './booking-charge/1.json' with { type: 'json' };
import charterCompliance from './charter-compliance/1.json' with { type: 'json' };
import fragilityScore from './fragility-score/1.json' with { type: 'json' };
import fundAccess from './fund-access/1.json' with { type: 'json' };
import fundContribution from './fund-contribution/1.json' with { type: 'json' };
import providerProximity from './provider-proximity/1.json' with { type: 'json' };
import voucherDispute from './voucher-dispute/1.json' with { type: 'json' };
import voucherUse from './voucher-use/1.json' with { type: 'json' };
import { checkVersion } from './check.ts';
import type { RuleSetVersion } from './schema.ts';

/** The rule sets every alliance starts with; a changed one is sent, checked and published like any other. */
export const shippedVersions: readonly RuleSetVersion[] = [
  fragilityScore,
  fundAccess,
  charterCompliance,
  providerProximity,
  fundContribution,
  voucherUse,
  bookingCharge,
  voucherDispute,
].map((content) => {
  const { version, errors } = checkVersion(content);
  if (!version) throw new Error(`a shipped rule set is wrong: ${JSON.stringify(errors, null, 2)}`);
  return version;
});

/** Throws for a name that is not shipped. */
export function shippedVersionOrThrow(ruleSet: string): RuleSetVersion {
  const version = shippedVersions.find((shipped) => shipped.ruleSet === ruleSet);
  if (!version) throw new Error(`no shipped rule set ${ruleSet}`);
  return version;
}
