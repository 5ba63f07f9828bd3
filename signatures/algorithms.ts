import { webcrypto } from 'node:crypto';
import {
  CryptoEngine,
  ECNamedCurves,
  RSAPublicKey,
  RSASSAPSSParams,
  type AlgorithmIdentifier,
  type Certificate,
  type PublicKeyInfo,
} from 'pkijs';

type EngineCrypto = ConstructorParameters<typeof CryptoEngine>[0]['crypto'];

/** Node's own cryptography behind pkijs. */
export const engine = new CryptoEngine({ name: 'node', crypto: webcrypto as EngineCrypto });

const minRsaBits = 2048;
const maxRsaBits = 8192;
const curves = ['P-256', 'P-384', 'P-521'];

/** The digests that are safe, by their numbers. SHA-1 and what came before it are not here. */
const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'SHA-256',
  '2.16.840.1.101.3.4.2.2': 'SHA-384',
  '2.16.840.1.101.3.4.2.3': 'SHA-512',
};

const rsa = '1.2.840.113549.1.1.1';
const rsaPss = '1.2.840.113549.1.1.10';

/** Ways to sign whose number says the digest. */
const signatureDigests: Readonly<Record<string, string>> = {
  '1.2.840.113549.1.1.11': 'SHA-256',
  '1.2.840.113549.1.1.12': 'SHA-384',
  '1.2.840.113549.1.1.13': 'SHA-512',
  '1.2.840.10045.4.3.2': 'SHA-256',
  '1.2.840.10045.4.3.3': 'SHA-384',
  '1.2.840.10045.4.3.4': 'SHA-512',
};

/** The name of a safe digest, or nothing. */
export function digestNameOf(algorithm: AlgorithmIdentifier): string | undefined {
  return digests[algorithm.algorithmId];
}

/** Whether a signature is made as one should be today: by a safe digest, and a key that is long enough. */
export function isStrong(algorithm: AlgorithmIdentifier, digest: string, key: PublicKeyInfo): boolean {
  const { algorithmId } = algorithm;
  const digestOfSignature =
    algorithmId === rsa
      ? digest
      : algorithmId === rsaPss
        ? pssDigestOf(algorithm)
        : signatureDigests[algorithmId];
  return digestOfSignature === digest && isStrongKey(key);
}

/** Whether these bytes were signed with the key of this certificate. */
export async function isSignedBy(
  certificate: Certificate,
  signature: {
    readonly value: Parameters<CryptoEngine['verifyWithPublicKey']>[1];
    readonly algorithm: AlgorithmIdentifier;
    readonly digest: string;
  },
  bytes: ArrayBuffer,
): Promise<boolean> {
  const { value, algorithm, digest } = signature;
  const key = certificate.subjectPublicKeyInfo;
  try {
    return await engine.verifyWithPublicKey(bytes, value, key, algorithm, digest);
  } catch {
    // A signature or key that cannot even be computed with proves nothing.
    return false;
  }
}

export async function digestOf(name: string, bytes: Uint8Array): Promise<Uint8Array> {
  return new Uint8Array(await engine.digest(name, Uint8Array.from(bytes)));
}

function pssDigestOf(algorithm: AlgorithmIdentifier): string | undefined {
  const { hashAlgorithm } = new RSASSAPSSParams({ schema: algorithm.algorithmParams });
  return digestNameOf(hashAlgorithm);
}

function isStrongKey(key: PublicKeyInfo): boolean {
  const { parsedKey } = key;
  if (parsedKey instanceof RSAPublicKey) {
    const modulus = Buffer.from(parsedKey.modulus.valueBlock.valueHexView).toString('hex').replace(/^0+/, '');
    return modulus.length * 4 > minRsaBits - 4 && modulus.length * 4 <= maxRsaBits;
  }
  return parsedKey !== undefined && curves.includes(ECNamedCurves.find(parsedKey.namedCurve)?.name ?? '');
}
