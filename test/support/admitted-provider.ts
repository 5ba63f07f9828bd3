import { randomUUID } from 'node:crypto';
import { storeDocument } from '../../activities/documents.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { ProviderDocumentCategory, ServiceCategory } from '../../domain/provider-service.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { OrganisationRole } from '../../prisma/generated/enums.ts';
import { plainPdf } from '../../prisma/seed/plain-pdf.ts';
import type { Vault } from '../../vault/vault.ts';

export interface AdmittedProvider {
  readonly organisationId: string;
  readonly admissionId: string;
  /** Who hands papers in for it. */
  readonly accountId: string;
  /** By category; each with its last day. */
  readonly paperIds: Readonly<Partial<Record<ProviderDocumentCategory, string>>>;
}

type Ends = Readonly<Partial<Record<ProviderDocumentCategory, PlainDate | null>>>;

/** A provider as an admission leaves it: papers in force, a service on offer, somebody who signs in for it. */
export async function admitProvider(
  tx: Tx,
  {
    ends,
    comuneIstat = '016128',
    roles = ['provider'],
    categories = ['transport'],
    organisationId: known,
  }: {
    readonly ends: Ends;
    readonly comuneIstat?: string;
    readonly roles?: OrganisationRole[];
    readonly categories?: readonly ServiceCategory[];
    readonly organisationId?: string;
  },
): Promise<AdmittedProvider> {
  const made = { allianceId: tx.allianceId, createdAt: tx.now };
  const organisationId =
    known ??
    (
      await tx.db.organisation.create({
        data: { ...made, name: `Ente ${randomUUID()}`, comuneIstat, roles, email: 'ente@example.org' },
      })
    ).id;
  const account = await tx.db.account.create({
    data: {
      ...made,
      label: 'Chi tiene le carte',
      email: `${randomUUID()}@example.org`,
      organisationId,
      roles: ['provider'],
    },
  });
  const admission = await tx.db.admission.create({
    data: { ...made, organisationId, admittedOn: toDateColumn(toPlainDate(tx.now)) },
  });
  for (const category of categories)
    await tx.db.offeredService.create({
      data: {
        ...made,
        organisationId,
        category,
        name: 'Servizio di prova',
        unit: 'hour',
        unitPriceCents: 2_000,
        vatTreatment: 'exempt',
        taxLetters: ['f'],
      },
    });
  const paperIds: Partial<Record<ProviderDocumentCategory, string>> = {};
  for (const [category, validUntil] of Object.entries(ends) as [
    ProviderDocumentCategory,
    PlainDate | null,
  ][]) {
    const row = await tx.db.providerDocument.create({
      data: {
        ...made,
        organisationId,
        category,
        issuedOn: toDateColumn('2020-01-01'),
        validUntil: validUntil && toDateColumn(validUntil),
        state: 'accepted',
        submittedBy: account.id,
      },
    });
    paperIds[category] = row.id;
  }
  return { organisationId, admissionId: admission.id, accountId: account.id, paperIds };
}

/** A file handed in for the provider, ready to be named as one of its papers. */
export function providerFile(tx: Tx, vault: Vault, admissionId: string): Promise<string> {
  return storeDocument(tx, vault, {
    subjectKind: 'admission',
    subjectId: admissionId,
    kind: 'providerPaper',
    name: 'carta.pdf',
    content: { bytes: plainPdf(['Carta']), mediaType: 'application/pdf' },
  });
}
