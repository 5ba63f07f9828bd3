import { codeBytes, codeFrom, secretBytes } from '../../domain/voucher-code.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Vault } from '../../vault/vault.ts';

/** What its holder shows at a till: the secret in the QR, and the code to type where nothing can be scanned. */
export interface VoucherSecrets {
  readonly secret: string;
  readonly code: string;
}

/** What of them is kept: enough to find the voucher that somebody shows, and nothing to make it from. */
export interface VoucherPrints {
  readonly secretPrint: string;
  readonly codePrint: string;
}

/**
 * The secrets of a voucher. They are kept nowhere: they come from its id and the alliance's key, which does not lie in
 * the database, so that a holder who lost a paper sees them again, and whoever steals the database does not.
 */
export async function secretsOf(tx: Tx, vault: Vault, voucherId: string): Promise<VoucherSecrets> {
  const secret = bytesOf(await vault.fingerprint(tx, `voucher-secret-of/${voucherId}`));
  const code = bytesOf(await vault.fingerprint(tx, `voucher-code-of/${voucherId}`));
  return {
    secret: secret.subarray(0, secretBytes).toString('base64url'),
    code: codeFrom(code.subarray(0, codeBytes)),
  };
}

/** How a secret that was scanned is looked up. */
export async function secretPrint(tx: Tx, vault: Vault, secret: string): Promise<string> {
  return vault.fingerprint(tx, `voucher-secret/${secret}`);
}

/** How a typed code is looked up; it is worth nothing at another provider than the one that the voucher names. */
export async function codePrint(
  tx: Tx,
  vault: Vault,
  code: string,
  providerId: string | null,
): Promise<string> {
  return vault.fingerprint(tx, `voucher-code/${providerId ?? 'any'}/${code}`);
}

/** What is kept of the secrets of a voucher. */
export async function printsOf(
  tx: Tx,
  vault: Vault,
  voucher: { readonly id: string; readonly providerId: string | null },
): Promise<VoucherPrints> {
  const { secret, code } = await secretsOf(tx, vault, voucher.id);
  return {
    secretPrint: await secretPrint(tx, vault, secret),
    codePrint: await codePrint(tx, vault, code, voucher.providerId),
  };
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}
