import { X509Certificate } from 'node:crypto';
import * as asn1js from 'asn1js';
import { BasicConstraints, Certificate } from 'pkijs';
import { engine } from './algorithms.ts';

const maxChain = 5;

/** The issuers that an alliance recognises, as certificates in PEM. */
export interface TrustList {
  readonly certificates: readonly string[];
}

/**
 * Whether a certificate leads, issuer by issuer, to one on the list, by signatures that hold and certificates that
 * are valid at this moment. Nobody is asked whether one of them was revoked.
 */
export async function isTrusted(
  certificate: Certificate,
  others: readonly Certificate[],
  { trust, at }: { readonly trust: TrustList; readonly at: Date },
): Promise<boolean> {
  const recognised = trust.certificates.map(fromPem);
  let current = certificate;
  for (let hops = 0; hops < maxChain; hops += 1) {
    if (await issuerOf(current, recognised, at)) return true;
    const next = await issuerOf(current, others, at);
    if (next === undefined) return false;
    current = next;
  }
  return false;
}

async function issuerOf(
  certificate: Certificate,
  candidates: readonly Certificate[],
  at: Date,
): Promise<Certificate | undefined> {
  for (const candidate of candidates) {
    const mayIssue = candidate.subject.isEqual(certificate.issuer) && isAuthority(candidate);
    const isValid = candidate.notBefore.value <= at && at <= candidate.notAfter.value;
    if (mayIssue && isValid && (await certificate.verify(candidate, engine).catch(() => false)))
      return candidate;
  }
  return undefined;
}

function isAuthority(certificate: Certificate): boolean {
  const constraints = certificate.extensions?.find(({ extnID }) => extnID === '2.5.29.19');
  return constraints?.parsedValue instanceof BasicConstraints && constraints.parsedValue.cA;
}

function fromPem(pem: string): Certificate {
  return new Certificate({ schema: asn1js.fromBER(Uint8Array.from(new X509Certificate(pem).raw)).result });
}
