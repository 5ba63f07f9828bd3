import { awardStates, possibleDisbursementSteps } from '../domain/disbursement-steps.ts';
import { fromDateColumn, toDateColumn, type PlainDate } from '../domain/plain-date.ts';
import { Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Person } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { recordAudit } from './audit.ts';
import type { ActivityServices } from './services.ts';
import { endVouchersOfDead } from './voucher/after-death.ts';

/**
 * A death of somebody without an award under way: nothing is written to them any more, and what vouchers nobody uses now
 * go back to who paid. Where an award is under way the death is recorded with it, which stops that too.
 */
export async function recordDeathOfPerson(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  person: Person,
  diedOn: PlainDate,
): Promise<void> {
  if (person.deceasedOn) throw recordedBefore;
  await noAwardUnderWayOrThrow(tx, person.id);
  await die(tx, person.id, diedOn);
  await tx.db.mail.updateMany({
    where: { state: 'queued', recipientKind: 'person', recipientId: person.id },
    data: { state: 'cancelled', sealed: null },
  });
  await endVouchersOfDead(tx, services, person.id);
  await recordAudit(tx, services.vault, {
    action: 'person.died',
    subjectKind: 'person',
    subjectId: person.id,
  });
}

/** Notes the day of a death, between birth and today. */
export async function die(tx: Tx, personId: string, diedOn: PlainDate): Promise<void> {
  const { birthDate } = await tx.db.person.findUniqueOrThrow({ where: { id: personId } });
  if (diedOn > toPlainDate(tx.now) || (birthDate && diedOn < fromDateColumn(birthDate))) throw notADayOfLife;
  await tx.db.person.update({ where: { id: personId }, data: { deceasedOn: toDateColumn(diedOn) } });
}

async function noAwardUnderWayOrThrow(tx: Tx, beneficiaryId: string): Promise<void> {
  const filed = await tx.db.assessment.findMany({ where: { beneficiaryId }, select: { id: true } });
  const underWay = awardStates.filter((state) => possibleDisbursementSteps(state).includes('recordDeath'));
  const awards = await tx.db.award.count({
    where: { assessmentId: { in: filed.map(({ id }) => id) }, state: { in: underWay } },
  });
  if (awards > 0) throw withTheAward;
}

/**
 * A death was recorded by mistake: the person is written to again, about what is still open too. Money that went back
 * to the Fund has gone back, and mail that was stopped stays so: what is needed again is applied for again.
 */
export async function takeBackDeath(tx: Tx, vault: Vault, personId: string): Promise<void> {
  await tx.db.person.update({ where: { id: personId }, data: { deceasedOn: null } });
  const filed = await tx.db.assessment.findMany({
    where: { beneficiaryId: personId },
    select: { id: true },
  });
  await tx.db.award.updateMany({
    where: { assessmentId: { in: filed.map(({ id }) => id) }, lettersStopped: true },
    data: { lettersStopped: false },
  });
  await recordAudit(tx, vault, { action: 'death.takenBack', subjectKind: 'person', subjectId: personId });
}

const notADayOfLife = new Refusal('invalidRequest', {
  detail: {
    it: 'La data di morte non può essere nel futuro né precedere la nascita.',
    en: 'The day of death cannot be in the future nor before birth.',
  },
  errors: [
    {
      pointer: '/body/diedOn',
      message: { it: 'indichi il giorno del certificato', en: 'give the day of the certificate' },
    },
  ],
});
const recordedBefore = new Refusal('stepNotPossible', {
  detail: { it: 'Questa morte è già registrata.', en: 'This death is on record already.' },
  possible: ['getPerson'],
});
const withTheAward = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa persona ha un’assegnazione in corso: registri la morte lì, che ferma anche quella.',
    en: 'This person has an award under way: record the death there, which stops that too.',
  },
  possible: ['recordDeath'],
});
