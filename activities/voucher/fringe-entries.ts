import { simulateTax } from '../../domain/fringe.ts';
import { formatEuro } from '../../domain/money.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Locale } from '../../domain/text.ts';
import type { Tx } from '../../prisma/database.ts';
import type { FringeEntry, FringeKind } from '../../prisma/generated/client.ts';
import { holdRow } from '../../prisma/lock-row.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import { fringeKinds, standingUnder, type FringeStanding, type FringeSubject } from './fringe.ts';
import { lawOfYear, useRules, type VoucherLaw } from './law.ts';

type Services = Pick<ActivityServices, 'vault'>;

/**
 * Keeps what an employer gave in a month beside vouchers. What would cross the year's limit is not entered before the
 * employer said that it knows; what the law of the year does not exempt is ordinary pay and has no place here.
 */
export async function enterFringe(
  tx: Tx,
  services: Services,
  entered: {
    readonly employerId: string;
    readonly personId: string;
    readonly kind: FringeKind;
    readonly month: PlainDate;
    readonly amountCents: number;
    readonly days?: number | undefined;
  },
): Promise<string> {
  const { employerId, personId, kind, month, amountCents, days } = entered;
  await holdRow(tx, 'person', personId, 'NO KEY UPDATE');
  if (fringeKinds.includes(kind)) {
    const subject = { personId, employerId, year: Number(month.slice(0, 4)) };
    const law = lawOfYear(await useRules(tx), subject.year);
    const standing = await standingUnder(tx, services, law, subject);
    refuseUnlessExempt(kind, law, standing);
    refuseCliff(standing, law, amountCents);
  }
  const { id } = await tx.db.fringeEntry.create({
    data: {
      allianceId: tx.allianceId,
      personId,
      employerId,
      kind,
      month: toDateColumn(month),
      amountCents,
      days: days ?? null,
      enteredBy: tx.actor.id,
      enteredAt: tx.now,
    },
  });
  await recordAudit(tx, services.vault, {
    action: 'fringe.entered',
    subjectKind: 'person',
    subjectId: personId,
  });
  return id;
}

export async function withdrawEntry(tx: Tx, { vault }: Services, { id, personId }: FringeEntry) {
  const { count } = await tx.db.fringeEntry.updateMany({
    where: { id, withdrawnAt: null },
    data: { withdrawnAt: tx.now },
  });
  if (count === 0)
    throw new Refusal('stepNotPossible', {
      detail: { it: 'La voce è già stata ritirata.', en: 'The entry was withdrawn already.' },
    });
  await recordAudit(tx, vault, { action: 'fringe.withdrawn', subjectKind: 'person', subjectId: personId });
}

/** An employer's word, once for each person and year, that the limit will be exceeded. */
export async function allowExcess(tx: Tx, { vault }: Services, subject: FringeSubject): Promise<string> {
  const [row] = await tx.db.fringeExceedance.createManyAndReturn({
    data: [{ ...subject, allianceId: tx.allianceId, allowedBy: tx.actor.id, allowedAt: tx.now }],
    skipDuplicates: true,
  });
  if (!row)
    throw new Refusal('alreadyExists', {
      detail: {
        it: 'Per questa persona e questo anno lo si è già detto.',
        en: 'For this person and this year it was said already.',
      },
    });
  await recordAudit(tx, vault, {
    action: 'fringe.excessAllowed',
    subjectKind: 'person',
    subjectId: subject.personId,
  });
  return row.id;
}

function refuseUnlessExempt(kind: FringeKind, law: VoucherLaw, { children }: FringeStanding): void {
  const isBillExempt = law.homeBillsExempt && (!law.homeBillsNeedChild || children > 0);
  if (kind === 'homeBills' ? isBillExempt : kind !== 'homeRent' || law.homeRentExempt) return;
  throw new Refusal('stepNotPossible', {
    detail: {
      it: 'La legge di quell’anno non esenta questa spesa di casa: è retribuzione ordinaria, per intero, e non si registra qui.',
      en: 'The law of that year does not exempt this expense of the home: it is ordinary pay, all of it, and is not entered here.',
    },
  });
}

function refuseCliff(standing: FringeStanding, law: VoucherLaw, amountCents: number): void {
  const { usedCents, limitCents, leftCents, exceedingAllowed } = standing;
  const afterCents = usedCents + amountCents;
  if (afterCents <= limitCents || exceedingAllowed) return;
  const { costCents } = simulateTax(afterCents, law);
  const euro = (cents: number, locale: Locale) => formatEuro(cents, locale);
  throw new Refusal('stepNotPossible', {
    detail: {
      it: `Il totale dell’anno sarebbe ${euro(afterCents, 'it')} su ${euro(limitCents, 'it')}, e tassato per intero: alla persona costerebbe ${euro(costCents, 'it')} (simulazione). Restano ${euro(leftCents, 'it')}; per superare la soglia lo si dica prima.`,
      en: `The year’s total would be ${euro(afterCents, 'en')} of ${euro(limitCents, 'en')}, and taxed whole: it would cost the person ${euro(costCents, 'en')} (simulation). ${euro(leftCents, 'en')} are left; to exceed the limit, say so beforehand.`,
    },
    possible: ['allowFringeExcess'],
  });
}
