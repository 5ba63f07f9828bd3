import type { z } from 'zod';
import { openRefusal } from '../activities/provider-standing/check-document.ts';
import { readStanding, type Standing } from '../activities/provider-standing/standing.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import {
  providerDocumentCategories,
  providerDocumentWords,
  type ProviderDocumentCategory,
} from '../domain/provider-service.ts';
import { countingPaper, daysLeft, isGood } from '../domain/provider-paper.ts';
import { alertDays, howToRenew, watchedDays } from '../domain/provider-standing.ts';
import { revocationReasons, type RevocationReason } from '../domain/provider-standing-steps.ts';
import { redeemableUntil } from '../domain/redeemable.ts';
import { suspensionGrounds, type SuspensionGround } from '../domain/suspension.ts';
import type { Locale } from '../domain/text.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { Admission } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { instantIn } from './dates.ts';
import type { standingView } from './provider-standing-schema.ts';

type View = z.input<typeof standingView>;
type Paper = View['documents'][number];

/** Where a provider stands, as it reads it itself. */
export async function shownStanding(
  tx: Tx,
  vault: Vault,
  admission: Admission,
  locale: Locale,
): Promise<View> {
  const { id: admissionId, organisationId, admittedOn } = admission;
  const standing = await readStanding(tx, admission);
  const endedOn = admission.endedOn && fromDateColumn(admission.endedOn);
  const since = standing.suspensions[0] && toPlainDate(standing.suspensions[0].since);
  const stoppedOn = endedOn ?? since ?? null;
  const { openRegularisation: open, state } = standing;
  return {
    organisationId,
    admissionId,
    state,
    takesNewOrders: state === 'admitted' || state === 'regularising',
    admittedOn: fromDateColumn(admittedOn),
    endedOn,
    grounds: groundsIn(standing, locale),
    redeemableUntil: stoppedOn && redeemableUntil(stoppedOn),
    documents: await shownPapers(tx, vault, standing, locale),
    regularisation: open && { receivedOn: open.receivedOn, regulariseBy: open.regulariseBy },
    revocation: await shownRevocation(tx, admission, locale),
    next: endedOn ? [] : nextIn(standing, locale),
  };
}

function groundsIn({ suspensions }: Standing, locale: Locale): View['grounds'] {
  return suspensions.map(({ ground, since }) => {
    const { reason, remedy } = suspensionGrounds[ground as SuspensionGround];
    return {
      ground: ground as SuspensionGround,
      reason: reason[locale],
      remedy: remedy[locale],
      since: since.toISOString(),
    };
  });
}

async function shownPapers(tx: Tx, vault: Vault, standing: Standing, locale: Locale): Promise<Paper[]> {
  const papers = providerDocumentCategories.flatMap((category) => shownPaper(standing, category, locale));
  return Promise.all(
    papers.map(async (paper) => ({
      ...paper,
      refused: await refusalOf(tx, vault, standing, paper.category),
    })),
  );
}

/** The last one that was handed in, where it was refused: what came after it is the answer. */
async function refusalOf(
  tx: Tx,
  vault: Vault,
  { refused, papers }: Standing,
  category: ProviderDocumentCategory,
): Promise<Paper['refused']> {
  const last = refused.findLast((one) => one.category === category);
  if (!last?.checkedAt) return null;
  const isAnswered = papers.some((one) => one.category === category && one.id > last.id);
  if (isAnswered) return null;
  const words = last.wordsSealed && (await openRefusal(tx, vault, last.wordsSealed));
  return { at: last.checkedAt.toISOString(), words };
}

/** A paper that counts, or a gap where one is asked for; what neither is there nor asked for is not told. */
function shownPaper(
  { papers, required, today }: Standing,
  category: ProviderDocumentCategory,
  locale: Locale,
): Omit<Paper, 'refused'>[] {
  const paper = countingPaper(papers, category);
  const isRequired = required.includes(category);
  if (!paper && !isRequired) return [];
  return [
    {
      id: paper?.id ?? null,
      category,
      name: providerDocumentWords[category][locale],
      required: isRequired,
      validUntil: paper?.validUntil ?? null,
      daysLeft: paper ? daysLeft(paper, today) : null,
      isGood: isGood(paper, today),
      alertOn: (paper && watchedDays(paper)?.alertOn) ?? null,
      state: paper?.row.state ?? null,
      hasFile: paper?.row.documentId != null,
    },
  ];
}

async function shownRevocation(tx: Tx, { id }: Admission, locale: Locale): Promise<View['revocation']> {
  const row = await tx.db.revocation.findFirst({ where: { admissionId: id }, orderBy: { id: 'desc' } });
  return (
    row && {
      state: row.state,
      reason: revocationReasons[row.reasonCode as RevocationReason][locale],
      proposedBy: row.proposedBy,
      proposedAt: row.proposedAt.toISOString(),
      decidedAt: instantIn(row.decidedAt),
      effectiveOn: row.effectiveOn && fromDateColumn(row.effectiveOn),
    }
  );
}

/** What ends each ground, and which papers to renew now: those in their days of alert, lapsed, or never handed in. */
function nextIn(standing: Standing, locale: Locale): string[] {
  const { papers, required, today } = standing;
  const due = required.filter((category) => {
    const paper = countingPaper(papers, category);
    const left = paper && daysLeft(paper, today);
    return !paper || (left !== null && left! <= alertDays[category]);
  });
  const renewals = due.map((category) => howToRenew[category][locale]);
  const remedies = groundsIn(standing, locale).map(({ remedy }) => remedy);
  return [...new Set([...remedies, ...renewals])];
}
