import { openIdentity } from '../activities/identity.ts';
import { placesOf } from '../activities/voucher/offer.ts';
import { secretsOf } from '../activities/voucher/secret.ts';
import type { PrintedVoucher } from '../activities/voucher/voucher-pdf.ts';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Voucher } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';

/** What stands on the paper of a voucher, for its holder. */
export async function printedVoucher(tx: Tx, vault: Vault, voucher: Voucher): Promise<PrintedVoucher> {
  const { name: allianceName } = await tx.db.alliance.findUniqueOrThrow({ where: { id: tx.allianceId } });
  const person = await tx.db.person.findUniqueOrThrow({ where: { id: voucher.beneficiaryId } });
  const identity = await openIdentity(tx, vault, person);
  if (!identity) throw nameless;
  const places = voucher.serviceId ? await placesOf(tx, [voucher.serviceId], toPlainDate(tx.now)) : [];
  return {
    ...(await secretsOf(tx, vault, voucher.id)),
    allianceName,
    number: voucher.number,
    beneficiaryName: `${identity.givenName} ${identity.familyName}`,
    nominalCents: voucher.nominalCents,
    issuedOn: toPlainDate(voucher.issuedAt),
    expiresOn: toPlainDate(voucher.expiresAt),
    service: await serviceOf(tx, voucher),
    places: places.map(({ place }) => place),
  };
}

async function serviceOf(tx: Tx, { serviceId, providerId }: Voucher): Promise<PrintedVoucher['service']> {
  if (!serviceId || !providerId) return undefined;
  const { name, category } = await tx.db.offeredService.findUniqueOrThrow({ where: { id: serviceId } });
  const { name: providerName } = await tx.db.organisation.findUniqueOrThrow({ where: { id: providerId } });
  return { name, category, providerName };
}

/** A voucher is good for the person it names, and for nobody without a name. */
const nameless = new Refusal('erased', {
  detail: {
    it: 'Il nome di chi usa il servizio non c’è più: il buono si annulla e se ne ordina un altro.',
    en: 'The name of whoever uses the service is gone: void the voucher and order another.',
  },
});
