import { randomUUIDv7 } from 'node:crypto';
import { formatEuro } from '../../domain/money.ts';
import { Refusal } from '../../domain/refusal.ts';
import { reasonOf } from '../../domain/voucher-reasons.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Redemption, RedemptionCorrection, TillUser, Voucher } from '../../prisma/generated/client.ts';
import { constraintName } from '../../prisma/retry.ts';
import { recordAudit } from '../audit.ts';
import { askFundOfficers, type OfficeTask } from '../office-tasks.ts';
import type { ActivityServices } from '../services.ts';
import { partiesOf } from '../voucher/parties.ts';
import { restEnded } from './give-back.ts';
import { readLateSlip, takenAlready, type FilledSlip } from './slip.ts';

type Services = Pick<ActivityServices, 'vault'>;

/** That somebody says that a redemption was a mistake, or that a slip came too late: somebody else decides. */
export function toDecide(correctionId: string): OfficeTask {
  return { kind: 'decideCorrection', subjectKind: 'redemptionCorrection', subjectId: correctionId };
}

/** Who does not decide on a correction: whoever asked for it, and whoever has a part in it. */
export async function excludedFrom(tx: Tx, correction: RedemptionCorrection): Promise<readonly string[]> {
  return [correction.askedBy, ...(await partiesOf(tx, correction))];
}

/** Says that a redemption was a mistake, and what was to be taken in its place. Nothing moves yet. */
export async function askCorrection(
  tx: Tx,
  services: Services,
  redemption: Redemption,
  { rightCents, reason }: { readonly rightCents: number | undefined; readonly reason: string },
): Promise<RedemptionCorrection> {
  const { providerId, voucherId } = redemption;
  const takenCents = redemption.amountCents - redemption.refundedCents;
  if (takenCents === 0) throw nothingLeft;
  const voucher = await tx.db.voucher.findUniqueOrThrow({ where: { id: voucherId } });
  if (voucher.state === 'expired' || voucher.state === 'voided') throw restEnded;
  if (rightCents !== undefined) checkAmount(voucher, takenCents, rightCents);
  return write(tx, services, voucher, {
    kind: 'reversal',
    providerId,
    voucherId,
    redemptionId: redemption.id,
    rightCents: rightCents ?? null,
    reason,
  });
}

/** Asks the office to take a slip whose day is over. The code that stands on it is looked at now, and kept nowhere. */
export async function askLateSlip(
  tx: Tx,
  services: Services,
  till: TillUser,
  { reason, wantedCents, ...filled }: FilledSlip & { readonly reason: string; readonly wantedCents?: number },
): Promise<RedemptionCorrection | Refusal> {
  const read = await readLateSlip(tx, services.vault, till, filled);
  if (read instanceof Refusal) return read;
  const { slip, voucher } = read;
  if (voucher.state === 'spent') return takenAlready(tx, voucher.id);
  return write(tx, services, voucher, {
    kind: 'lateSlip',
    providerId: till.organisationId,
    voucherId: voucher.id,
    slipId: slip.id,
    tillUserId: till.id,
    servedAt: filled.servedAt,
    rightCents: wantedCents ?? voucher.nominalCents - voucher.spentCents,
    reason,
  });
}

type Sketch = Pick<RedemptionCorrection, 'kind' | 'providerId' | 'voucherId' | 'rightCents'> &
  Partial<Pick<RedemptionCorrection, 'redemptionId' | 'slipId' | 'tillUserId' | 'servedAt'>> & {
    readonly reason: string;
  };

async function write(
  tx: Tx,
  { vault }: Services,
  voucher: Voucher,
  { reason, ...sketch }: Sketch,
): Promise<RedemptionCorrection> {
  const id = randomUUIDv7();
  const reasonSealed = await vault.seal(tx, subjectOf(voucher), reasonField(id), { reason });
  const row = {
    ...sketch,
    id,
    allianceId: tx.allianceId,
    reasonSealed,
    askedBy: tx.actor.id,
    askedAt: tx.now,
  };
  const asked = await create(tx, row);
  await recordAudit(tx, vault, {
    action: 'correction.asked',
    subjectKind: 'redemptionCorrection',
    subjectId: id,
  });
  await askFundOfficers(tx, toDecide(id), await excludedFrom(tx, asked));
  return asked;
}

/** Why somebody asks, and why not: sealed under the key of whose voucher it was. */
export function subjectOf({ holderId }: Pick<Voucher, 'holderId'>) {
  return { kind: 'person', id: holderId } as const;
}

export function reasonField(correctionId: string): string {
  return `redemptionCorrection/${correctionId}`;
}

export function answerField(correctionId: string): string {
  return `redemptionCorrectionAnswer/${correctionId}`;
}

async function create(tx: Tx, data: Parameters<Tx['db']['redemptionCorrection']['create']>[0]['data']) {
  try {
    return await tx.db.redemptionCorrection.create({ data });
  } catch (error) {
    if (openOnes.includes(constraintName(error) ?? '')) throw askedAlready;
    throw error;
  }
}

const openOnes = ['redemption_correction_one_at_a_time', 'redemption_correction_one_slip_at_a_time'];

/** One service has one price: its redemption was right or was not. Of a cumulative voucher another amount may be right. */
function checkAmount({ vatKind, nominalCents, spentCents }: Voucher, takenCents: number, rightCents: number) {
  if (vatKind === 'singlePurpose') throw wholeOnly;
  if (rightCents === takenCents) throw rightAlready;
  const mostCents = nominalCents - spentCents + takenCents;
  if (rightCents > mostCents) throw notAsMuch(mostCents);
}

function notAsMuch(mostCents: number): Refusal {
  return new Refusal('insufficientFunds', {
    detail: {
      it: `Senza questa riscossione il buono vale ${formatEuro(mostCents, 'it')}: l’importo giusto è al massimo questo.`,
      en: `Without this redemption the voucher is good for ${formatEuro(mostCents, 'en')}: the right amount is that at most.`,
    },
  });
}

const wholeOnly = new Refusal('wholeAmountOnly', {
  detail: {
    it: 'Il buono vale per un servizio intero: la riscossione si annulla per intero, senza un altro importo.',
    en: 'The voucher is for one whole service: its redemption is taken back whole, with no other amount.',
  },
  reasons: [reasonOf('WHOLE_AMOUNT_ONLY')],
});
const rightAlready = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’importo giusto è quello riscosso: non c’è niente da correggere.',
    en: 'The right amount is the one that was taken: there is nothing to correct.',
  },
  possible: ['listRedemptions'],
});
const nothingLeft = new Refusal('stepNotPossible', {
  detail: {
    it: 'Questa riscossione è già stata rimborsata o corretta.',
    en: 'This redemption was refunded or corrected already.',
  },
  possible: ['listRedemptions'],
});
const askedAlready = new Refusal('alreadyExists', {
  detail: {
    it: 'La correzione è già stata chiesta e aspetta una decisione.',
    en: 'The correction has been asked for and waits for a decision.',
  },
});
