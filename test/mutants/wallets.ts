import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const carrying = 'test/wallet-carry-over.test.ts';
const taking = 'test/live-vouchers.test.ts';
const adopting = 'test/api/adopted-rules.test.ts';
const due = 'activities/voucher-expiry/due-wallets.ts';
const carry = 'activities/voucher-expiry/carry-wallets.ts';
const list = 'activities/welfare-plan/live-vouchers.ts';
const lookup = 'activities/welfare-plan/live-lookup.ts';
const cells = 'activities/welfare-plan/live-file.ts';
const issue = 'activities/voucher/issue-live.ts';

/** What keeps credit from going on early, twice or to the wrong place, and an earlier system's vouchers in balance. */
export const walletMutants: readonly AnyMutant[] = [
  ...provenBy(carrying, [
    [
      'carrying over: the credit of who left follows a plan they are not of',
      'domain/wallet.ts',
      "  if (of.hasLeft) return 'employer';\n",
    ],
    [
      'carrying over: the last day of the plan is over',
      due,
      'THEN p.valid_until + 1 END',
      'THEN p.valid_until END',
    ],
    ['carrying over: there are no days of grace', due, ' + p.grace_days + 1 END', ' + 1 END'],
    [
      'carrying over: whoever is expected back has left',
      due,
      'CASE WHEN count(*) = count(e.ended_on) THEN ',
      'CASE WHEN true THEN ',
    ],
    [
      'carrying over: closed before its last voucher came back',
      carry,
      " && (carryOver !== 'nextPlan' || nextPlanId !== null)",
    ],
    [
      'carrying over: credit comes to a wallet that is closed',
      'activities/voucher-expiry/residual.ts',
      'if (closed.length > 0) {',
      'if (Date.now() < 0) {',
    ],
    ['carrying over: an emptied wallet stays open', carry, 'data: { closedAt: tx.now },', 'data: {},'],
    [
      'carrying over: nobody looks when credit is given',
      'activities/welfare-plan/credit.ts',
      '  await wakeUp(tx, voucherExpiryId(allianceId));\n',
    ],
    [
      'carrying over: nobody looks when the next plan is named',
      'activities/welfare-plan/plan.ts',
      '  await wakeUp(tx, voucherExpiryId(tx.allianceId));\n',
    ],
    ['carrying over: what goes to the Fund is never collected', carry, "row.carriedTo === 'fund')", 'false)'],
  ]),
  ...provenBy(taking, [
    [
      'live vouchers: the sums need not match',
      list,
      '.filter((sum) => listed[sum] !== totals[sum])',
      '.filter(() => false)',
    ],
    [
      'live vouchers: the same file again is another import',
      list,
      'if (before && unbalanced.length === 0) return { before, found: null, fileHash };\n',
    ],
    [
      'live vouchers: one voucher is taken over twice',
      lookup,
      "    if (takenOver.has(line.earlierNumber)) refuse(number, 'numero', takenOverAlready);\n",
    ],
    [
      'live vouchers: a lapsed one is good again',
      lookup,
      "    if (line.validUntil < today) refuse(number, 'scade il', lapsed);\n",
    ],
    [
      'live vouchers: of another source than the plan',
      lookup,
      "    if (line.source !== plan.source) refuse(number, 'fonte', otherSource);\n",
    ],
    [
      'live vouchers: under a letter that is not offered',
      lookup,
      "  if (!found.taxLetters.includes(taxLetter)) return refuse(number, 'lettera', otherLetter);\n",
    ],
    [
      'live vouchers: a single-purpose one is spent in part',
      cells,
      "  if (line.spentCents > 0 && line.vat !== 'multiPurpose') refuse('speso', spentWhole);\n",
    ],
    [
      'live vouchers: they count in the year of the import',
      issue,
      'issuedAt: startOfDay(line.issuedOn)',
      'issuedAt: tx.now',
    ],
    [
      'live vouchers: what was pledged is pledged again',
      issue,
      'issued.filter(([, { isPledged }]) => !isPledged)',
      'issued',
    ],
    ['live vouchers: a used bank line pays again', list, '  await refuseUsedBankRef(tx, bankRef);\n'],
    [
      'live vouchers: a look at a list takes it over',
      'api/live-vouchers.ts',
      "if (dryRun === 'true')",
      'if (false)',
    ],
  ]),
  ...provenBy(adopting, [
    [
      'rules: what is missing is asked for at each look',
      'activities/office-tasks.ts',
      '  if (asked > 0) return;\n',
    ],
    [
      'rules: what is shipped can be taken again and again',
      'activities/missing-rules.ts',
      '.filter((name) => !names.has(name))',
    ],
  ]),
  {
    name: 'live vouchers: an earlier number can be changed',
    provenBy: taking,
    sql: 'DROP TRIGGER voucher_earlier_number_guard ON voucher',
  },
];
