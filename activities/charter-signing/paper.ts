import { createHash } from 'node:crypto';
import type { Consent } from '../../domain/charter-steps.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { eraseDocument } from '../documents.ts';
import { signerOrThrow } from '../representatives.ts';
import { renderCharterPaper } from './charter-pdf.ts';
import { aboutOf, faultsOfConsent } from './consent.ts';
import { storeCharter } from './evidence.ts';
import { moveSigning, signingKey } from './signing.ts';

/** What was put into the paper that waits for its signature, and its hash. */
export interface Paper extends Consent {
  readonly representativeId: string;
  readonly hash: string;
}

/**
 * Makes the paper that a representative signs digitally, from what they accept and declare: the same always gives the
 * same paper, something else another one, and what was prepared before can be signed no more. Lock the signing first.
 */
export async function preparePaper(
  tx: Tx,
  vault: Vault,
  signing: CharterSigning,
  { accountId, consent }: { readonly accountId: string; readonly consent: Consent },
): Promise<void> {
  const { representative, signatory } = await signerOrThrow(tx, vault, signing.organisationId, accountId);
  const about = await aboutOf(tx, signing);
  const errors = faultsOfConsent(tx, about, consent);
  if (errors.length > 0) throw new Refusal('invalidRequest', { detail: somethingMissing, errors });
  const bytes = await renderCharterPaper({ ...about, ...consent, signatory, openedAt: signing.createdAt });
  const hash = createHash('sha256').update(bytes).digest('hex');
  const representativeId = representative.id;
  const isPrepared =
    signing.paperSealed !== null && (await openPaperOrThrow(tx, vault, signing)).hash === hash;
  if (isPrepared) return;
  await discardPaper(tx, vault, signing);
  const paper: Paper = { ...consent, representativeId, hash };
  await moveSigning(tx, signing, {
    paperId: await storeCharter(tx, vault, signing, { kind: 'charterPaper', bytes }),
    paperSealed: await vault.seal(tx, signingKey(signing), 'paper', paper),
  });
}

export async function openPaperOrThrow(tx: Tx, vault: Vault, signing: CharterSigning): Promise<Paper> {
  if (signing.paperSealed === null) throw notPrepared;
  return vault.open<Paper>(tx, signingKey(signing), 'paper', signing.paperSealed);
}

/** A paper that nobody signs says who was to sign and what they declared: it goes. */
export async function discardPaper(tx: Tx, vault: Vault, signing: CharterSigning): Promise<void> {
  if (signing.paperId === null) return;
  await eraseDocument(tx, vault, signing.paperId);
  await moveSigning(tx, signing, { paperId: null, paperSealed: null });
}

const somethingMissing = {
  it: 'Per preparare il testo da firmare manca qualcosa: corregga i campi indicati.',
  en: 'Something is missing to prepare the text to sign: correct the fields shown.',
};
const notPrepared = new Refusal('stepNotPossible', {
  detail: {
    it: 'Il testo da firmare non è ancora preparato: accettare gli obblighi e dichiarare ciò che è chiesto.',
    en: 'The text to sign is not prepared yet: accept the obligations and declare what is asked.',
  },
  possible: ['prepareCharterPaper'],
});
