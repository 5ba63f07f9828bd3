import { formatEuro } from '../domain/money.ts';
import type { Locale } from '../domain/text.ts';
import type { RuleSetVersion } from '../rules/schema.ts';
import type { Tx } from '../prisma/database.ts';
import type { Task } from '../prisma/generated/client.ts';

type Subject = Pick<Task, 'subjectKind' | 'subjectId' | 'candidateRole'>;

/**
 * What each task is about, as one would name it on the telephone: a protocol number, a code, an organisation. The
 * commission and the Fund’s office know dossiers by their code alone, and of a person nothing is said here.
 */
export async function subjectNames(
  tx: Tx,
  tasks: readonly Subject[],
  locale: Locale,
): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const [kind, ofKind] of Map.groupBy(tasks, ({ subjectKind }) => subjectKind)) {
    const ids = [...new Set(ofKind.map(({ subjectId }) => subjectId))];
    for (const { id, name } of await (namesOf[kind]?.(tx, ids, ofKind, locale) ?? [])) names.set(id, name);
  }
  return names;
}

type Named = { readonly id: string; readonly name: string };
type NamesOf = (
  tx: Tx,
  ids: string[],
  tasks: readonly Subject[],
  locale: Locale,
) => Promise<readonly Named[]>;

const namesOf: Readonly<Record<string, NamesOf>> = {
  async assessment(tx, ids, tasks) {
    const where = { id: { in: ids } };
    const select = { id: true, protocolNumber: true, dossierCode: true };
    const rows = await tx.db.assessment.findMany({ where, select });
    return rows.map(({ id, protocolNumber, dossierCode }) => ({
      id,
      name: isByCode(tasks, id) ? dossierCode : protocolNumber,
    }));
  },
  async award(tx, ids, tasks) {
    const rows = await tx.db.award.findMany({ where: { id: { in: ids } } });
    const assessments = await tx.db.assessment.findMany({
      where: { id: { in: rows.map(({ assessmentId }) => assessmentId) } },
      select: { id: true, protocolNumber: true, dossierCode: true },
    });
    const named = new Map(assessments.map((one) => [one.id, one]));
    return rows.map(({ id, assessmentId }) => {
      const { protocolNumber, dossierCode } = named.get(assessmentId)!;
      return { id, name: isByCode(tasks, id) ? dossierCode : protocolNumber };
    });
  },
  async providerApplication(tx, ids) {
    const rows = await tx.db.providerApplication.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, code }) => ({ id, name: code }));
  },
  async charterSigning(tx, ids) {
    return organisations(tx, await tx.db.charterSigning.findMany({ where: { id: { in: ids } } }));
  },
  async serviceProposal(tx, ids) {
    return organisations(tx, await tx.db.serviceProposal.findMany({ where: { id: { in: ids } } }));
  },
  async admission(tx, ids) {
    return organisations(tx, await tx.db.admission.findMany({ where: { id: { in: ids } } }));
  },
  organisation: (tx, ids) =>
    organisations(
      tx,
      ids.map((id) => ({ id, organisationId: id })),
    ),
  async providerComplaint(tx, ids) {
    const rows = await tx.db.providerComplaint.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, code }) => ({ id, name: code }));
  },
  async ruleVersion(tx, ids, _tasks, locale) {
    const rows = await tx.db.ruleVersion.findMany({
      where: { id: { in: ids } },
      select: { id: true, version: true, content: true },
    });
    return rows.map(({ id, version, content }) => {
      const { title } = content as unknown as RuleSetVersion;
      return { id, name: `${title[locale]}, ${versionWord[locale]} ${version}` };
    });
  },
  async bankLine(tx, ids, _tasks, locale) {
    const rows = await tx.db.bankLine.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, bankRef, amountCents }) => ({
      id,
      name: `${bankRef}, ${formatEuro(amountCents, locale)}`,
    }));
  },
  async settlementBatch(tx, ids) {
    const rows = await tx.db.settlementBatch.findMany({ where: { id: { in: ids } } });
    return rows.map(({ id, code }) => ({ id, name: code }));
  },
};

const versionWord: Readonly<Record<Locale, string>> = { it: 'versione', en: 'version' };

function isByCode(tasks: readonly Subject[], id: string): boolean {
  return tasks.some(
    ({ subjectId, candidateRole }) =>
      subjectId === id && (candidateRole === 'commissionMember' || candidateRole === 'fundOfficer'),
  );
}

async function organisations(
  tx: Tx,
  rows: readonly { readonly id: string; readonly organisationId: string }[],
): Promise<readonly Named[]> {
  const ids = rows.map(({ organisationId }) => organisationId);
  const found = await tx.db.organisation.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true },
  });
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return rows.flatMap(({ id, organisationId }) => {
    const name = names.get(organisationId);
    return name ? [{ id, name }] : [];
  });
}
