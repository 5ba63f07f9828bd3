import type { AnyMutant, SqlMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const slips = 'test/paper-slips.test.ts';
const corrections = 'test/corrections.test.ts';
const slip = 'activities/till/slip.ts';
const ask = 'activities/till/ask-correction.ts';
const decide = 'activities/till/decide-correction.ts';

const guard = (name: string, test: string, sql: string): SqlMutant => ({
  name: `till on paper: ${name}`,
  sql,
  provenBy: test,
});

/** What has a slip entered once and within its day, and a mistake put right by two people. */
export const tillOnPaperMutants: readonly AnyMutant[] = [
  guard('a slip is changed', slips, 'DROP TRIGGER paper_slip_guard ON paper_slip'),
  guard(
    'a correction is decided again',
    corrections,
    'DROP TRIGGER redemption_correction_guard ON redemption_correction',
  ),
  guard(
    'nobody approved what is given back',
    corrections,
    'DROP TRIGGER redemption_refund_guard ON redemption_refund',
  ),
  ...provenBy(slips, [
    [
      'till on paper: a slip is entered days later',
      slip,
      '  if (slipEntryUntil(filled.servedAt) < tx.now) throw tooLate;\n',
    ],
    [
      'till on paper: the office takes a slip that is in time',
      slip,
      '  if (slipEntryUntil(filled.servedAt) >= tx.now) throw inTime;\n',
    ],
    [
      'till on paper: a slip is entered with two vouchers',
      slip,
      '  if (count === 0) throw enteredAlready;\n',
    ],
    [
      'till on paper: a slip of any place is entered',
      slip,
      'where: { number, providerId: organisationId, placeId }',
      'where: { number }',
    ],
    [
      'till on paper: a service of another time',
      slip,
      '  if (servedAt < slip.printedAt || servedAt > tx.now) throw impossibleMoment;\n',
    ],
    [
      'till on paper: a voucher that was not good then',
      slip,
      'voucher.issuedAt <= servedAt && servedAt <= voucher.expiresAt',
      'true',
    ],
    ['till on paper: judged now and not then', slip, 'wantedCents, servedAt);', 'wantedCents);'],
    [
      'till on paper: any provider prints a book',
      'api/paper-slips.ts',
      'where: { bookId, providerId, ',
      'where: { bookId, ',
    ],
    [
      'till on paper: slips for a place of another',
      'api/paper-slips.ts',
      'if ((await openPlaces(tx, providerId, [placeId])).length === 0)',
      'if (Date.now() < 0)',
    ],
  ]),
  ...provenBy(corrections, [
    [
      'correction: whoever asked decides',
      decide,
      '  if (correction.askedBy === tx.actor.id) throw byAnother;\n',
    ],
    [
      'correction: a party decides',
      decide,
      '  if ((await excludedFrom(tx, correction)).includes(tx.actor.id)) throw byAParty;\n',
    ],
    ['correction: a party has the task', ask, ', ...(await partiesOf(tx, correction))'],
    [
      'correction: its voucher’s holder is erased in the middle',
      'activities/erasure.ts',
      '  await refuseWhileCorrected(tx, personId);\n',
    ],
    ['correction: decided twice', decide, "  if (correction.state !== 'asked') throw decidedAlready;\n"],
    ['correction: who asked has the task', ask, '[correction.askedBy, ...', '[...'],
    ['correction: the task stays', decide, '  await officeDid(tx, toDecide(id), tx.actor.id);\n'],
    [
      'correction: the voucher gets new days',
      'activities/till/give-back.ts',
      "  if ('correctionId' in by) return spent.expiresAt;\n",
    ],
    [
      'correction: the right amount has to be good when the hold was taken',
      decide,
      'asked.rightCents, goodAt)',
      'asked.rightCents, wrong.capturedAt)',
    ],
    ['correction: a part of one service', ask, "  if (vatKind === 'singlePurpose') throw wholeOnly;\n"],
    ['correction: more than there was', ask, '  if (rightCents > mostCents) throw notAsMuch(mostCents);\n'],
    [
      'correction: any provider asks',
      'api/corrections.ts',
      'where: { AND: [{ id: redemptionId }, ownTakings(principal)] },',
      'where: { id: redemptionId },',
    ],
    [
      'correction: any provider reads',
      'api/corrections.ts',
      'where: { AND: [{ id: correctionId }, visible(principal)] },',
      'where: { id: correctionId },',
    ],
  ]),
];
