import type { CodeMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const dataKeys = 'vault/data-keys.ts';

/** What keeps personal data sealed where it belongs, and gone once it is erased. */
export const privacyMutants: readonly CodeMutant[] = [
  ...provenBy('test/api/erasure-races.test.ts', [
    [
      'erasure: a case is opened meanwhile',
      'activities/fragility-assessment/open-assessment.ts',
      '  await holdPeople(tx, submission.body);\n',
    ],
  ]),
  ...provenBy('test/assessment-steps.test.ts', [
    [
      'decide: why the rules said no is kept in the clear',
      'activities/fragility-assessment/decide.ts',
      'detail: unmetErased, sealedDetail,',
      "detail: { ...unmetErased, it: reasonsOf(content, unmet, 'it').join(' ') }, sealedDetail,",
    ],
  ]),
  ...provenBy('test/vault.test.ts', [
    [
      'vault: bytes open anywhere',
      'vault/envelope.ts',
      "return Buffer.from(JSON.stringify(context), 'utf8');",
      "return Buffer.from('');",
    ],
    [
      'vault: bytes open for another field',
      'vault/vault.ts',
      'subject.kind, subject.id, field]',
      'subject.kind, subject.id]',
    ],
    [
      'vault: a data key opens in another row',
      dataKeys,
      "['data-key', row.allianceId, row.subjectKind, row.subjectId]",
      "['data-key']",
    ],
    ['vault: a tag may be cut short', 'vault/envelope.ts', 'sealed[0] !== formatVersion', 'false'],
    [
      'vault: a destroyed key keeps its bytes',
      dataKeys,
      'wrapped: null, destroyedAt: tx.now',
      'destroyedAt: tx.now',
    ],
    [
      'vault: who never had a key may get one after erasure',
      dataKeys,
      '  await insertRow(tx, ring, subject, new Uint8Array(randomBytes(keyLength)));\n',
    ],
    ['vault: sealing locks nothing', dataKeys, 'FOR KEY SHARE`', '`'],
    ['vault: destroying waits for nobody', dataKeys, 'FOR UPDATE`', '`'],
    ['vault: a destroyed key is remembered', 'vault/vault.ts', '      keys.forget(tx, subject);\n'],
    [
      'vault: keys are remembered for ever',
      'vault/vault.ts',
      "const ofTransaction = new WeakMap<Tx['db'], Map<string, Bytes>>();",
      'const all = new Map<string, Bytes>(); const ofTransaction = { get: (_: unknown) => all, set: (_: unknown, _keys: unknown) => undefined };',
    ],
    [
      'vault: the key of an alliance can be destroyed',
      'vault/vault.ts',
      "if (subject.kind === 'alliance')",
      'if (false)',
    ],
    [
      'vault: the key of an alliance stays although it was rolled back',
      'vault/vault.ts',
      'const key = remembered(tx).get(name) ?? (await read());',
      "const key = remembered(tx).get(name) ?? (await read());\n    if (name.includes('alliance')) ofAlliance.set(tx.allianceId, key);",
    ],
    [
      'vault: a fingerprint is the same everywhere',
      'vault/vault.ts',
      "deriveKey(allianceKey, 'fingerprint')",
      "'fingerprint'",
    ],
  ]),
  ...provenBy('test/master-keys.test.ts', [
    [
      'vault: a replaced key file is not looked at',
      'vault/key-file.ts',
      'if (found !== version) ring = keyRingOf(readKeys(path));',
    ],
    ['vault: others may read the key file', 'vault/key-file.ts', '(mode & 0o077) !== 0', 'false'],
    ['vault: the key file is made for all to read', 'vault/key-file.ts', 'mode: 0o600', 'mode: 0o644'],
    [
      'vault: a key file is overwritten',
      'vault/key-file.ts',
      'linkSync(draft, path);',
      "linkSync(draft, path + '.new'); renameSync(path + '.new', path);",
    ],
    [
      'vault: a rotation starts before the last one ended',
      'vault/key-file.ts',
      'if (keys.length > 1) throw',
      'if (false) throw',
    ],
    ['vault: the old key is forgotten too early', 'vault/rotation.ts', 'if (late > 0)', 'if (false)'],
    [
      'vault: a lost key is replaced',
      'vault/boot.ts',
      '.findFirst({ where: { destroyedAt: null } })) === null) return;',
      '.count()) >= 0) return;',
    ],
    [
      'vault: the key is not tried at the start',
      'vault/boot.ts',
      'if (sample !== null) unwrap(ring, sample);',
    ],
  ]),
  ...provenBy('test/letters.test.ts', [
    [
      'letters: their words are remembered',
      'activities/letters/render.ts',
      'layoutsUpon(await fixedWords)',
      'await fixedWords',
    ],
  ]),
  ...provenBy('test/charter-pdf.test.ts', [
    [
      'charter: the words of whoever signed are remembered',
      'activities/charter-signing/charter-pdf.ts',
      'layoutsUpon(await wordsOf(version))',
      'await wordsOf(version)',
    ],
  ]),
  ...provenBy('test/payload-codec.test.ts', [
    [
      'privacy: a payload in the clear is read',
      'runtime/payload-codec.ts',
      'if (encoding !== ENCODING || !payload.data)',
      'if (!payload.data)',
    ],
    [
      'privacy: payloads of processes open as anything else',
      'runtime/payload-codec.ts',
      "deriveKey(ring.findOrThrow(id).secret, 'temporal-payloads')",
      'ring.findOrThrow(id).secret',
    ],
  ]),
  ...provenBy('test/privacy.test.ts', [
    [
      'privacy: payloads travel in the clear',
      'runtime/payload-codec.ts',
      'encode: async (payloads) => payloads.map((payload) => seal(payload, ring.active().id)),\n    decode: async (payloads) => payloads.map((payload) => open(payload)),',
      'encode: async (payloads) => payloads, decode: async (payloads) => payloads,',
    ],
    [
      'privacy: failures travel in the clear',
      'workflows/failure-converter.ts',
      'encodeCommonAttributes: true',
      'encodeCommonAttributes: false',
    ],
  ]),
  ...provenBy('test/documents.test.ts', [
    [
      'privacy: an erased document keeps its key',
      'activities/documents.ts',
      '  await vault.destroy(tx, keyOf(id));\n',
    ],
    [
      'privacy: an erased document keeps its bytes',
      'activities/documents.ts',
      '  await tx.db.documentContent.deleteMany({ where: { documentId: id } });\n',
    ],
    [
      'privacy: an empty file is taken',
      'activities/document-content.ts',
      'if (bytes.length === 0) throw',
      'if (false) throw',
    ],
    [
      'privacy: a document of any size is taken',
      'activities/document-content.ts',
      "throw new Refusal('tooLarge'",
      "void new Refusal('tooLarge'",
    ],
    [
      'privacy: a document of any type is taken',
      'activities/document-content.ts',
      "throw new Refusal('unsupportedType'",
      "return void new Refusal('unsupportedType'",
    ],
  ]),
  ...provenBy('test/api/people.test.ts', [
    [
      'privacy: an erased person keeps the key',
      'activities/erasure.ts',
      "  await vault.destroy(tx, { kind: 'person', id: personId });\n",
    ],
    [
      'privacy: an erased person’s dossier keeps its key',
      'activities/erasure.ts',
      "for (const id of assessmentIds) await vault.destroy(tx, { kind: 'assessment', id });",
    ],
    [
      'privacy: an erased person can still sign in',
      'activities/erasure.ts',
      'persona: false, disabledAt: tx.now',
      'persona: false',
    ],
    ['privacy: an erased person keeps the name', 'activities/erasure.ts', '      identitySealed: null,\n'],
    [
      'privacy: an erased person keeps the print of the tax code',
      'activities/erasure.ts',
      '      taxCodePrint: null,\n',
    ],
    [
      'privacy: people change what is known of them',
      'api/people.ts',
      "if (!hasRole(principal, 'caseworker')) refuseBeyondContact(body);",
    ],
    ['privacy: somebody is erased twice', 'api/people.ts', 'if (row.erasedAt) throw erased();'],
  ]),
  ...provenBy('test/mail.test.ts', [
    [
      'mail: who died is written to',
      'activities/mail-recipient.ts',
      "if (person.deceasedOn !== null) return { kind: 'gone' };",
    ],
    [
      'mail: who wants letters by post gets mail',
      'activities/mail-recipient.ts',
      "if (person.channel === 'post') return { kind: 'unreachable', code: 'byPost' };",
    ],
    [
      'mail: a closed account is written to',
      'activities/mail-recipient.ts',
      "if (account.disabledAt !== null) return { kind: 'gone' };",
    ],
    [
      'mail: queued twice under one key',
      'activities/mail.ts',
      'dedupeKey: mail.dedupeKey,',
      'dedupeKey: id,',
    ],
    [
      'mail: what is written to a person stands under the alliance’s key',
      'activities/mail.ts',
      "if (audienceOf(row) === 'person') return { kind: 'person', id: row.recipientId };",
    ],
  ]),
  ...provenBy('test/start/config.test.ts', [
    [
      'mail: a real service starts and its mail reaches nobody',
      'runtime/config.ts',
      'given.SMTP_URL === undefined && given.MAIL !== false && !isDemo(given)',
      'false',
    ],
  ]),
  ...provenBy('test/mail-delivery.test.ts', [
    ['mail: two deliver the same', 'activities/mail-delivery.ts', 'FOR UPDATE SKIP LOCKED'],
    [
      'mail: a lease keeps nobody off',
      'activities/mail-delivery.ts',
      'data: { attempts: attempt, nextAttemptAt, ',
      'data: { attempts: attempt, ',
    ],
    [
      'mail: what is off is kept where nobody looks',
      'activities/mail-delivery.ts',
      "  if (services.mailer.isOff) return giveUp(tx, services, row, 'mailOff');\n",
    ],
    [
      'mail: a relay that does not know us is taken for a wrong address',
      'activities/mailer.ts',
      'if (responseCode < 500 || aboutSender.test(words)) return false;',
      'if (responseCode < 500) return false;',
    ],
    [
      'mail: whatever is said of a recipient is final',
      'activities/mailer.ts',
      'if (anyStatus.test(words)) return aboutRecipient.test(words);',
      'return true;',
    ],
    ['mail: a late word counts', 'activities/mail-outcome.ts', ' || current.attempts !== attempt'],
    [
      'mail: what was sent is kept',
      'activities/mail-outcome.ts',
      "{ state: 'sent', sealed: null,",
      "{ state: 'sent',",
    ],
  ]),
];
