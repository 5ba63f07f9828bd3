import { obligationsOf } from '../../domain/charter.ts';
import { faultsOf } from '../../domain/charter-declarations.ts';
import type { Consent } from '../../domain/charter-steps.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning, Representative } from '../../prisma/generated/client.ts';
import type { Vault } from '../../vault/vault.ts';
import { contentOf, textHashOf } from '../charter-versions.ts';
import { rolesInCharter } from '../provider-onboarding/wake.ts';
import { openSignatory, representativeOrThrow, type Signatory } from '../representatives.ts';

/** Whoever is recorded as the organisation's representative, if it is this account; nobody else signs. */
export async function signerOrThrow(
  tx: Tx,
  vault: Vault,
  { organisationId }: CharterSigning,
  accountId: string,
): Promise<{ readonly representative: Representative; readonly signatory: Signatory }> {
  const representative = await representativeOrThrow(tx, organisationId);
  if (representative.accountId !== accountId) throw notTheRepresentative;
  return { representative, signatory: await openSignatory(tx, vault, representative) };
}

/** What a paper about the signing says besides the signature. */
export async function aboutOf(tx: Tx, signing: CharterSigning) {
  const row = await tx.db.charterVersion.findUniqueOrThrow({ where: { id: signing.charterVersionId } });
  const found = await tx.db.organisation.findUniqueOrThrow({ where: { id: signing.organisationId } });
  const organisation = { ...found, roles: await rolesInCharter(tx, found) };
  const alliance = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const version = { number: row.number, content: contentOf(row), contentHash: row.contentHash };
  return { version, organisation, allianceName: alliance.name };
}

export type About = Awaited<ReturnType<typeof aboutOf>>;

/** Everything that keeps a consent from being one: every obligation, everything declared, of the very text. */
export function faultsOfConsent(
  tx: Tx,
  { version: { content }, organisation }: About,
  { textHash, obligations, declarations }: Consent,
): readonly FieldError[] {
  const isSameText = textHash === textHashOf(content);
  const taken = obligationsOf(content, organisation.roles);
  return [
    ...(isSameText ? [] : [otherText]),
    ...faultsOf(taken, obligations, declarations, toPlainDate(tx.now)),
  ];
}

const notTheRepresentative = new Refusal('notAllowed', {
  detail: {
    it: 'Firma soltanto chi è registrato come rappresentante legale dell’ente.',
    en: 'Only whoever is recorded as the organisation’s legal representative signs.',
  },
});
const otherText: FieldError = {
  pointer: '/body/textHash',
  message: { it: 'non è il testo da firmare: leggerlo di nuovo', en: 'not the text to sign: read it again' },
};
