import type { CharterContent } from '../domain/charter.ts';
import { isSameName } from '../domain/charter-steps.ts';
import { Refusal, type FieldError } from '../domain/refusal.ts';
import type { Tx } from '../prisma/database.ts';
import type { Vault } from '../vault/vault.ts';
import { waysToSign, type PaperToSign } from './paper-to-sign.ts';
import type { Signatory } from './representatives.ts';
import type { CodeProof } from './signature-evidence.ts';
import { useSigningCode, type CodeHolder } from './signing-code.ts';

interface Typed extends CodeHolder {
  readonly typedName: string;
  readonly code: string;
}

/**
 * Signs a paper by a typed name and a one-time code, where the charter says that a code suffices for it. A form with a
 * fault leaves the code as it is; a no to the code is returned, not thrown, so that what was noted of the try stays.
 */
export async function signByCode(
  tx: Tx,
  vault: Vault,
  signature: {
    readonly paper: PaperToSign;
    readonly charter: CharterContent;
    readonly signatory: Signatory;
    readonly typed: Typed;
    /** Whatever else keeps it from being a signature of this paper. */
    readonly faults: readonly FieldError[];
  },
): Promise<CodeProof | Refusal> {
  const { paper, charter, signatory, typed, faults } = signature;
  refuseWhereCodeDoesNotSuffice(paper, charter);
  const errors = [...faults, ...(isSameName(typed.typedName, signatory.name) ? [] : [otherName])];
  if (errors.length > 0) throw new Refusal('invalidRequest', { detail: somethingMissing, errors });
  const used = await useSigningCode(tx, vault, paper, typed);
  if (used instanceof Refusal) return used;
  return { codeSentAt: used.createdAt.toISOString(), codeUsedAt: used.usedAt!.toISOString() };
}

export const otherText: FieldError = {
  pointer: '/body/textHash',
  message: { it: 'non è il testo da firmare: leggerlo di nuovo', en: 'not the text to sign: read it again' },
};

const otherName: FieldError = {
  pointer: '/body/typedName',
  message: {
    it: 'non è il nome registrato di chi rappresenta l’ente',
    en: 'not the recorded name of the organisation’s representative',
  },
};
const somethingMissing = {
  it: 'Per firmare manca qualcosa: corregga i campi indicati. Il codice resta valido.',
  en: 'Something is missing to sign: correct the fields shown. The code stays valid.',
};

/** The charter says for which papers a typed name and a code are enough. */
export function refuseWhereCodeDoesNotSuffice({ kind }: PaperToSign, charter: CharterContent): void {
  if (charter.signing.codeSufficesFor.includes(kind)) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'La Carta in vigore dice che per questo testo il codice non basta: lo firmi digitalmente e lo carichi.',
      en: 'The charter in force says that for this text a code does not suffice: sign it digitally and upload it.',
    },
    possible: waysToSign[kind].otherwise,
  });
}
