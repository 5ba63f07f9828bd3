import type { Desk } from './desk.ts';

/** The table of what a part of an address names, and its column where it is not the row's own id. */
const tables: Readonly<Record<string, string>> = {
  applicationId: 'provider_application',
  assessmentId: 'assessment',
  awardId: 'award',
  batchId: 'settlement_batch',
  charterVersionId: 'charter_version',
  complaintId: 'provider_complaint',
  correctionId: 'redemption_correction',
  disputeId: 'voucher_dispute',
  organisationId: 'admission.organisation_id',
  householdId: 'household',
  personId: 'person',
  planId: 'welfare_plan',
  redemptionId: 'redemption',
  reference: 'voucher',
  serviceId: 'offered_service',
  signingId: 'charter_signing',
  versionId: 'rule_version',
  voucherId: 'voucher',
  voucherNumber: 'voucher.number',
  walletId: 'wallet',
  employerId: 'welfare_plan.organisation_id',
};
const lucia = '(SELECT person_id FROM account WHERE persona AND label LIKE $$Lucia%$$)';
/** Where it is not any one: whoever opens the screen sees their own, and what the Fund paid leads to nobody. */
const own: Readonly<Record<string, string>> = {
  '/my-applications assessmentId': `WHERE applicant_id = ${lucia}`,
  '/fund reference': 'WHERE wallet_id IS NOT NULL',
  '/wallet walletId': `WHERE person_id = ${lucia}`,
  '/my-applications personId': `WHERE id = ${lucia}`,
};
/** What is no row. */
const words: Readonly<Record<string, string>> = {
  ruleSet: 'fund-access',
  step: 'identity',
  kind: 'isee',
  'kind of a person': 'katzAdl',
};

/** The address of a screen about something that is there: what is named, and otherwise the newest of its kind. */
export async function addressOf(
  { stack }: Pick<Desk, 'stack'>,
  path: string,
  about: Readonly<Record<string, string>> = {},
): Promise<string> {
  let address = path;
  for (const [part, name] of path.matchAll(/:(\w+)/g)) {
    const named = about[name!] ?? wordFor(path, name!);
    address = address.replace(part, named ?? (await newest(stack, name!, own[`${area(path)} ${name}`])));
  }
  return address;
}

function area(path: string): string {
  return /^\/[^/]+/.exec(path)![0];
}

function wordFor(path: string, name: string): string | undefined {
  return words[name === 'kind' && path.includes(':personId') ? 'kind of a person' : name];
}

async function newest({ test }: Desk['stack'], name: string, which = ''): Promise<string> {
  const [table, column = 'id'] = tables[name]?.split('.') ?? [];
  if (!table) throw new Error(`Say in test/browser/support/addresses.ts what a ${name} is.`);
  const superuser = await test.superuser();
  const { rows } = await superuser.query<{ id: string }>(
    `SELECT ${column} AS id FROM ${table} ${which} ORDER BY 1 DESC LIMIT 1`,
  );
  if (!rows[0]) throw new Error(`There is no ${name}: plant one in test/browser/support/world.ts.`);
  return rows[0].id;
}
