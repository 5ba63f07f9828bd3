import type { Text } from '../domain/text.ts';
import { reasonTexts, type Fault } from './reasons.ts';

/** What a certificate says of whom it was given to. */
export interface Signer {
  readonly commonName: string;
  readonly taxCode?: string;
  readonly organisation?: string;
}

/** One signature of a file, as far as it could be checked. */
export interface SignatureFacts {
  readonly kind: 'signature' | 'timestamp';
  readonly signer: Signer;
  readonly certificate: {
    readonly serialNumber: string;
    readonly issuer: string;
    readonly notBefore: Date;
    readonly notAfter: Date;
    /** SHA-256 of the certificate, by which it is found again. */
    readonly fingerprint: string;
  };
  /** When the signer's own clock says that it was made; nobody vouches for it. */
  readonly claimedAt?: Date;
  readonly digestAlgorithm: string;
  /** Whether the signature names its certificate (ESS), so that no other can be put in its place. */
  readonly namesItsCertificate: boolean;
  /** By what the signer was found to be the expected person. By name only if the certificate has no tax code. */
  readonly matchedBy?: 'taxCode' | 'name';
  readonly trust: 'verified' | 'notVerified';
  readonly faults: readonly Fault[];
}

/** A reason of a refusal, with what to do about it. */
export interface Reason extends Fault {
  readonly text: Text;
}

/** What came of checking a signed copy. */
export interface SignatureReport {
  readonly outcome: 'accepted' | 'refused';
  readonly format?: 'pades' | 'cades';
  readonly reasons: readonly Reason[];
  readonly signatures: readonly SignatureFacts[];
  /** The expected person's own signature, if it is among them. */
  readonly expected?: SignatureFacts;
  /** Whether the expected person's certificate leads to a configured issuer. Without a list of them: not verified. */
  readonly trust: 'verified' | 'notVerified';
}

export function reportOf(
  format: SignatureReport['format'],
  signatures: readonly SignatureFacts[],
  faults: readonly Fault[],
): SignatureReport {
  const all = [...faults, ...signatures.flatMap((signature) => signature.faults)];
  const reasons = all.filter(({ code }, index) => all.findIndex((other) => other.code === code) === index);
  const expected = signatures.find(({ matchedBy }) => matchedBy !== undefined);
  return {
    outcome: reasons.length === 0 && expected !== undefined ? 'accepted' : 'refused',
    ...(format && { format }),
    reasons: reasons.map((fault) => ({ ...fault, text: reasonTexts[fault.code] })),
    signatures,
    ...(expected && { expected }),
    trust: expected?.trust ?? 'notVerified',
  };
}
