import { X509Certificate } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TrustList } from '../signatures/trust.ts';
import { StartError } from './start-error.ts';

const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/**
 * The issuers of signing certificates that count, from a folder of certificates in PEM.
 *
 * @throws StartError when the folder holds none, or a file of it holds what is no certificate of an authority: better
 * no start than a list shorter than whoever made it believes
 */
export async function readTrustList(folder: string | undefined): Promise<TrustList | undefined> {
  if (folder === undefined) return undefined;
  const names = await readdir(folder).catch(() => {
    throw new StartError(`SIGNATURE_ISSUERS: there is no folder ${folder} that can be read.`);
  });
  const certificates: string[] = [];
  for (const name of names.filter((one) => /\.(pem|crt|cer)$/i.test(one)).toSorted())
    certificates.push(...issuersIn(await readFile(join(folder, name), 'latin1'), name));
  if (certificates.length > 0) return { certificates };
  throw new StartError(`SIGNATURE_ISSUERS: ${folder} holds no certificate in PEM (.pem, .crt, .cer).`);
}

function issuersIn(text: string, name: string): readonly string[] {
  const found = text.match(certificate) ?? [];
  const areIssuers = found.length > 0 && found.every(isIssuer);
  if (areIssuers) return found;
  throw new StartError(`SIGNATURE_ISSUERS: ${name} is not the certificate of an issuer in PEM.`);
}

function isIssuer(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}
