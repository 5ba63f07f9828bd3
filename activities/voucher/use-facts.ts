import { ageOn, fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { familyStanding, isDependent, type DeclaredRelative } from '../../domain/family.ts';
import { fringeAfter } from '../../domain/fringe-known.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { UseQuestion } from '../../domain/voucher-use.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Facts } from '../../rules/facts.ts';
import type { ActivityServices } from '../services.ts';
import { declarationOn } from './family.ts';
import type { FringeStanding } from './fringe.ts';
import { taxYear, type VoucherLaw } from './law.ts';

/** What the rules are told of a voucher before it is issued, but for the letter, which they try one after the other. */
export async function useFacts(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  question: UseQuestion,
  of: { readonly law: VoucherLaw; readonly fringe: FringeStanding },
): Promise<Facts> {
  const today = toPlainDate(tx.now);
  return {
    isCumulative: question.service === null,
    familyMode: question.familyMode,
    ownMoneyCents: question.ownMoneyCents,
    nominalCents: question.nominalCents,
    listPriceCents: question.listPriceCents,
    orderedOn: today,
    serviceFrom: question.serviceFrom,
    fringeAfterCents: fringeAfter(of.fringe, question.nominalCents * question.count),
    hasDependentChild: of.fringe.children > 0,
    exceedingAllowed: of.fringe.exceedingAllowed,
    ...(await beneficiaryFacts(tx, services, question, { law: of.law, today })),
  };
}

async function beneficiaryFacts(
  tx: Tx,
  services: Pick<ActivityServices, 'vault'>,
  { holderId, beneficiaryId }: UseQuestion,
  { law, today }: { readonly law: VoucherLaw; readonly today: PlainDate },
): Promise<Facts> {
  if (beneficiaryId === holderId) return { familyStanding: 'holder' };
  const relative = { employeeId: holderId, relativeId: beneficiaryId, day: today };
  const declared = await declarationOn(tx, services, relative);
  if (!declared) return { familyStanding: 'none' };
  const { birthDate } = await tx.db.person.findUniqueOrThrow({ where: { id: beneficiaryId } });
  const bornOn = birthDate ? fromDateColumn(birthDate) : null;
  const birthYear = bornOn ? Number(bornOn.slice(0, 4)) : null;
  return {
    familyStanding: familyStanding(declared, law),
    beneficiaryIsDependent: isDependent(declared, { birthYear, year: taxYear(tx.now) }, law),
    beneficiaryNeedsCare: needsCare(declared, bornOn, { law, today }),
  };
}

/** Nobody knows of a relative without a date of birth, unless said to need care. */
function needsCare(
  { nonSelfSufficient }: DeclaredRelative,
  bornOn: PlainDate | null,
  { law, today }: { readonly law: VoucherLaw; readonly today: PlainDate },
): boolean | null {
  if (nonSelfSufficient) return true;
  return bornOn === null ? null : ageOn(bornOn, today) >= law.elderlyAge;
}
