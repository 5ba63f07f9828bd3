import { obligationsOf } from '../../domain/charter.ts';
import { faultsOf } from '../../domain/charter-declarations.ts';
import type { Consent } from '../../domain/charter-steps.ts';
import type { FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { CharterSigning } from '../../prisma/generated/client.ts';
import { contentOf, textHashOf } from '../charter-versions.ts';
import { rolesInCharter } from '../provider-onboarding/wake.ts';
import { otherText } from '../typed-signature.ts';

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
