import type { z } from 'zod';
import { addMonths, fromDateColumn, toDateColumn } from '../../domain/plain-date.ts';
import type { endWaiverInput, waiverOfProviderInput } from '../../domain/proximity-waiver.ts';
import { notFound, Refusal, type FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Admission, ProximityWaiver } from '../../prisma/generated/client.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';
import type { Vault } from '../../vault/vault.ts';
import { recordAudit } from '../audit.ts';
import { lockAdmissionForStep } from './admission.ts';
import { isOfferedNear } from './near-provider.ts';

/**
 * The commission lets a provider that is remote go on, or begin, with one category, from today: as when it was a
 * candidate, no longer than the rules say, and only while nobody near offers the category.
 */
export async function grantWaiverToProvider(
  tx: Tx,
  vault: Vault,
  organisationId: string,
  { category, until, reason }: z.output<typeof waiverOfProviderInput>,
): Promise<ProximityWaiver> {
  await lockAdmissionForStep(tx, (await newestAdmissionOrThrow(tx, organisationId)).id);
  const today = toPlainDate(tx.now);
  const { content } = await versionInForce(tx, 'provider-proximity', tx.now);
  const values = parametersOn(content, today);
  const maxMonths = amountOrThrow(values, { parameter: 'waiverMaxMonths' });
  const isOffered = await tx.db.offeredService.count({
    where: { organisationId, category, withdrawnOn: null },
  });
  const errors: FieldError[] = [
    ...(isOffered > 0 ? [] : [notOffered]),
    ...(until < today ? [inThePast] : []),
    ...(until > addMonths(today, maxMonths) ? [tooLong(maxMonths)] : []),
  ];
  if (errors.length > 0) throw new Refusal('invalidRequest', { detail: correct, errors });
  const neighbourMaxMetres = amountOrThrow(values, { parameter: 'neighbourMaxMetres' });
  const others = { category, comune: null, notBy: organisationId };
  if (await isOfferedNear(tx, { ...others, neighbourMaxMetres })) throw somebodyNear;
  const waiver = await tx.db.proximityWaiver.create({
    data: {
      allianceId: tx.allianceId,
      organisationId,
      category,
      fromDate: toDateColumn(today),
      untilDate: toDateColumn(until),
      reasonSealed: await vault.seal(tx, { kind: 'alliance', id: tx.allianceId }, 'waiver', reason),
      grantedBy: tx.actor.id,
      createdAt: tx.now,
    },
  });
  await recordAudit(tx, vault, { ...about(waiver), action: 'waiver.granted', reason: category });
  return waiver;
}

/** The commission takes a waiver back before its last day: from today on it admits nobody. Why is kept sealed. */
export async function endWaiver(
  tx: Tx,
  vault: Vault,
  { organisationId, waiverId }: { readonly organisationId: string; readonly waiverId: string },
  { reason }: z.output<typeof endWaiverInput>,
): Promise<ProximityWaiver> {
  await lockAdmissionForStep(tx, (await newestAdmissionOrThrow(tx, organisationId)).id);
  const waiver = await tx.db.proximityWaiver.findFirst({ where: { id: waiverId, organisationId } });
  if (!waiver) throw notFound({ it: 'Deroga', en: 'Waiver' });
  const today = toPlainDate(tx.now);
  if (waiver.endedOn || fromDateColumn(waiver.untilDate) < today) throw over;
  const ended = await tx.db.proximityWaiver.update({
    where: { id: waiver.id },
    data: { endedOn: toDateColumn(today) },
  });
  const detail = { subject: { kind: 'alliance', id: tx.allianceId }, value: { reason } } as const;
  await recordAudit(tx, vault, { ...about(waiver), action: 'waiver.ended', reason: waiver.category, detail });
  return ended;
}

/** Of whoever was a provider once: that one no longer is is told by the lock. */
export async function newestAdmissionOrThrow(tx: Tx, organisationId: string): Promise<Admission> {
  const admission = await tx.db.admission.findFirst({
    where: { organisationId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  if (!admission) throw notFound({ it: 'Fornitore ammesso', en: 'Admitted provider' });
  return admission;
}

function about({ id }: ProximityWaiver) {
  return { subjectKind: 'proximityWaiver', subjectId: id } as const;
}

const correct = { it: 'Corregga i campi indicati.', en: 'Correct the fields shown.' };
const notOffered: FieldError = {
  pointer: '/body/category',
  message: { it: 'il fornitore non la offre', en: 'the provider does not offer it' },
};
const inThePast: FieldError = {
  pointer: '/body/until',
  message: { it: 'da oggi in poi', en: 'from today on' },
};
function tooLong(maxMonths: number): FieldError {
  return {
    pointer: '/body/until',
    message: { it: `al massimo ${maxMonths} mesi da oggi`, en: `${maxMonths} months from today at most` },
  };
}
const somebodyNear = new Refusal('stepNotPossible', {
  detail: {
    it: 'Un fornitore locale o vicino offre già questa categoria: la deroga non si può concedere.',
    en: 'A local or neighbouring provider offers this category already: no waiver can be granted.',
  },
  possible: [],
});
const over = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa deroga è già finita: se serve ancora, se ne concede un’altra.',
    en: 'This waiver is over already: if it is still needed, grant another.',
  },
  possible: ['grantProviderWaiver'],
});
