import type { AnyMutant, SqlMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const guards = 'test/charter-guards.test.ts';
const versions = 'test/charter-versions.test.ts';
const copies = 'test/signed-copy-guards.test.ts';
const upload = 'activities/charter-signing/upload.ts';
const codes = 'activities/signing-code.ts';
const steps = 'activities/charter-signing/steps.ts';
const consent = 'activities/charter-signing/consent.ts';
const sign = 'activities/charter-signing/sign.ts';
const typed = 'activities/typed-signature.ts';
const representatives = 'activities/representatives.ts';
const schedule = 'activities/charter-signing/schedule.ts';
const publishing = 'activities/charter-versions.ts';

const dropped = (table: string, provenBy: string): SqlMutant => ({
  name: `charter: ${table} changes after all`,
  provenBy,
  sql: `DROP TRIGGER ${table}_guard ON ${table}`,
});
const emptied = (table: string, provenBy: string): SqlMutant => ({
  name: `charter: ${table} is emptied`,
  provenBy,
  sql: `DROP TRIGGER ${table}_never_emptied ON ${table}`,
});

/** What keeps a signature of the charter from being anything but the recorded person's, of the very text. */
export const charterMutants: readonly AnyMutant[] = [
  dropped('charter_version', versions),
  emptied('charter_version', versions),
  dropped('charter_signing', guards),
  emptied('charter_signing', guards),
  ...provenBy(guards, [
    [
      'charter: anybody signs',
      representatives,
      'if (representative.accountId !== accountId) throw notTheRepresentative;',
    ],
    [
      'charter: anybody declines',
      steps,
      'if (representative.accountId !== submission.accountId) throw notTheRepresentative;',
    ],
    [
      'charter: whoever opened it countersigns',
      steps,
      'if (signing.openedBy === submission.accountId) throw countersignedByAnother;',
    ],
    ['charter: the deadline moves back', steps, 'if (dueOn <= before) throw notLater;'],
    [
      'charter: signed after the deadline',
      'activities/charter-signing/signing.ts',
      "if (signing.state === 'open' && tx.now > expiresAt(signing)) throw tooLate;",
    ],
    [
      'charter: steps out of order',
      'activities/charter-signing/signing.ts',
      'if (!possible.includes(step)) throw notPossible(possible);',
    ],
    ['charter: another text is signed', consent, 'textHash === textHashOf(content)', 'true'],
    ['charter: under another name', typed, 'isSameName(typed.typedName, signatory.name)', 'true'],
    [
      'charter: an obligation is left out',
      'domain/charter-declarations.ts',
      'keys.filter((key) => !ticked.includes(key))',
      'keys.filter(() => false)',
    ],
    [
      'charter: a declaration is left out',
      'domain/charter-declarations.ts',
      '.filter((field) => !given.includes(field))',
      '.filter(() => false)',
    ],
    [
      'charter: declares what nobody asked',
      'domain/charter-declarations.ts',
      '.filter((field) => !wanted.has(field))',
      '.filter(() => false)',
    ],
    [
      'charter: a closed account represents',
      representatives,
      '    disabledAt: null,\n    roles: { has:',
      '    roles: { has:',
    ],
  ]),
  {
    name: 'charter: a signed copy is exchanged after all',
    provenBy: copies,
    sql: 'DROP TRIGGER charter_signing_signed_copy_guard ON charter_signing',
  },
  {
    name: 'charter: signed by a file that is not there',
    provenBy: copies,
    sql: 'ALTER TABLE charter_signing DROP CONSTRAINT charter_signing_signed_copy',
  },
  ...provenBy(copies, [
    [
      'charter: an earlier paper is signed',
      upload,
      'if (signing.paperId !== body.paperId) throw otherPaper;',
    ],
    [
      'charter: a paper for another representative is signed',
      upload,
      'paper.representativeId === representative.id && ',
    ],
    [
      'charter: a paper for another kind of organisation is signed',
      upload,
      ' && faultsOfConsent(tx, about, paper).length === 0',
    ],
    [
      'charter: the unsigned paper outlives a signature by code',
      sign,
      'await discardPaper(tx, vault, signing);',
    ],
    ['charter: the unsigned paper outlives a refusal', steps, 'await discardPaper(tx, vault, signing);'],
    [
      'charter: whoever has a certificate is an issuer',
      'runtime/trust-list.ts',
      'return new X509Certificate(pem).ca;',
      'return new X509Certificate(pem) !== null;',
    ],
  ]),
  ...provenBy('test/api/signed-copies.test.ts', [
    ['charter: whoever else signed does not matter', 'activities/signed-copy.ts', 'isAlone: true,'],
    [
      'charter: a namesake signs',
      'activities/signed-copy.ts',
      'expectedSigner: { taxCode: signatory.taxCode },',
      'expectedSigner: { taxCode: signatory.taxCode, fullName: signatory.name },',
    ],
    [
      'charter: anything is taken for a .p7m',
      'activities/signed-copy.ts',
      ' && beginning.includes(signedDataOid)',
    ],
    [
      'charter: a refused copy goes to the process all the same',
      'activities/signed-copy.ts',
      "if ('reasons' in verdict) throw refusalOf(verdict.reasons);\n  const { proof } = verdict;",
      'const { proof } = verdict as Extract<typeof verdict, { proof: unknown }>;',
    ],
    [
      'charter: a copy is looked into for a colleague',
      representatives,
      'if (representative.accountId !== accountId) throw notTheRepresentative;',
    ],
    [
      'api: a refused upload is looked into again',
      'api/road.ts',
      'return earlier ? undefined : route.beforehand!(tx, call, services);',
      'return route.beforehand!(tx, call, services);',
    ],
  ]),
  ...provenBy('test/signing-code.test.ts', [
    ['charter: a code never runs out', codes, ' || newest.expiresAt <= tx.now', ''],
    ['charter: a code is good in any session', codes, ' && newest.tokenId === tokenId', ''],
    [
      'charter: a code is guessed at will',
      codes,
      'if (newest.attempts >= signingCodeLimits.attempts) return askAgain(askForCode);',
    ],
    ['charter: any code is right', codes, 'if (!isRight) {', 'if (!isRight && code.length > 6) {'],
    ['charter: codes are sent without end', codes, 'if (recent >= signingCodeLimits.perHour) throw tooMany;'],
    ['charter: an old code opens', codes, "orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],", ''],
    [
      'charter: a code always suffices',
      typed,
      'if (charter.signing.codeSufficesFor.includes(kind)) return;',
      'return;',
    ],
  ]),
  ...provenBy('test/charter-signing.test.ts', [
    [
      'charter: whoever opened it is shown that they countersign',
      'api/possible-signing-steps.ts',
      "step !== 'countersignCharter' || openedBy !== principal.accountId",
      'step.length > 0 || openedBy !== principal.accountId',
    ],
    [
      'charter: a mistyped code leaves no trace',
      'activities/submission.ts',
      'return done instanceof Refusal ? refusalAnswer(done) : done;',
      'if (done instanceof Refusal) throw done;\n      return done;',
    ],
    [
      'charter: reminders stay where they were',
      schedule,
      'const shift = daysBetween(before, fromDateColumn(moved.dueOn));',
      'const shift = 0 * daysBetween(before, fromDateColumn(moved.dueOn));',
    ],
    [
      'charter: the old deadline still counts',
      schedule,
      'await cancelDeadlines(tx, { ...subject, kinds: signingDeadlines });',
    ],
    [
      'charter: signed, it is still called to mind',
      'activities/charter-signing/signature.ts',
      'await cancelDeadlines(tx, { ...signingSubject(signing), kinds: signingDeadlines });',
    ],
  ]),
  ...provenBy(versions, [
    [
      'charter: whoever wrote it publishes it',
      publishing,
      'if (draft.authorId === publisherId) throw samePerson();',
    ],
    [
      'charter: takes effect in the past',
      publishing,
      'if (effectiveOn < toPlainDate(tx.now)) throw inThePast();',
    ],
    [
      'charter: somebody else’s draft',
      publishing,
      'if (draft.authorId !== tx.actor.id) throw somebodyElses();',
    ],
    [
      'charter: what is published is revised',
      publishing,
      "if (version.state === 'draft') return version;",
      'return version;',
    ],
    [
      'charter: a text with holes',
      'domain/charter.ts',
      "for (const unknown of unknownParameters(version)) wrong('parameters', unknown);",
    ],
  ]),
];
