import type { RawBatched, RawTransfer } from './support.ts';

/**
 * The ledger as arithmetic in memory: what every account should hold, and what should be refused by which guard.
 * Written from docs/ledger.md alone, so that the database is compared with the promise and not with itself.
 */
export interface ModelAccount {
  readonly id: string;
  readonly side: 'debit' | 'credit';
  readonly limited: boolean;
  postedCents: number;
  heldOutCents: number;
  heldInCents: number;
  closed: boolean;
}

export interface ModelTransfer {
  readonly id: string;
  readonly phase: 'single' | 'pending' | 'post' | 'void';
  readonly pending: string | undefined;
  readonly reverses: string | undefined;
  readonly ref: string;
  readonly legs: readonly ModelLeg[];
}

type ModelLeg = readonly [account: string, cents: number];

export class ModelLedger {
  readonly accounts = new Map<string, ModelAccount>();
  readonly transfers = new Map<string, ModelTransfer>();

  /** What the ledger should answer: 'created', 'exists' or the guard that refuses. */
  tell(raw: RawTransfer & { id: string }): string {
    const transfer = modelTransfer(raw);
    const answer = this.foresee(transfer);
    if (answer === 'created') this.write(transfer);
    return answer;
  }

  /** What a batch should answer: how many transfers are new, or the guard that refuses it whole. */
  tellBatch(batch: readonly (RawBatched & { id: string })[]): string {
    const transfers = batch.map((raw) => modelTransfer({ ...raw, phase: 'single' }));
    if (!transfers.every(isBalanced)) return 'transfer_balanced';
    const told = transfers.filter(({ id }) => this.transfers.has(id));
    if (!told.every((transfer) => this.isSame(transfer))) return 'transfer_id_mismatch';
    const fresh = transfers.filter(({ id }) => !this.transfers.has(id));
    const refusal = this.refusalOfLegs(
      fresh.flatMap(({ legs }) => legs),
      'single',
    );
    if (refusal) return refusal;
    for (const transfer of fresh) this.write(transfer);
    return String(fresh.length);
  }

  close(id: string): string {
    const account = this.accounts.get(id)!;
    if (account.closed) return 'exists';
    if (account.postedCents !== 0 || account.heldInCents + account.heldOutCents > 0)
      return 'account_not_empty';
    account.closed = true;
    return 'closed';
  }

  holdIsOpen(id: string): boolean {
    return ![...this.transfers.values()].some(({ pending }) => pending === id);
  }

  private foresee(transfer: ModelTransfer): string {
    if (transfer.phase === 'void' && transfer.legs.length > 0) return 'void_without_legs';
    if (transfer.phase !== 'void' && !isBalanced(transfer)) return 'transfer_balanced';
    if (transfer.pending) {
      const refusal = this.refusalOfHold(transfer, transfer.pending);
      if (refusal) return refusal;
    }
    if (transfer.reverses && !this.negates(transfer, transfer.reverses)) return 'reversal_exact';
    if (this.transfers.has(transfer.id)) return this.isSame(transfer) ? 'exists' : 'transfer_id_mismatch';
    if (transfer.pending && !this.holdIsOpen(transfer.pending)) return 'transfer_resolves_once';
    if (
      transfer.reverses &&
      [...this.transfers.values()].some(({ reverses }) => reverses === transfer.reverses)
    )
      return 'transfer_reversed_once';
    return this.refusalOfLegs(transfer.legs, transfer.phase, transfer.pending) ?? 'created';
  }

  private refusalOfHold(transfer: ModelTransfer, pending: string): string | undefined {
    const hold = this.transfers.get(pending);
    if (hold?.phase !== 'pending') return 'pending_not_found';
    const debits = transfer.legs.filter(([, cents]) => cents > 0);
    const heldOn = (account: string) => hold.legs.find(([held, cents]) => held === account && cents > 0)?.[1];
    if (debits.some(([account]) => heldOn(account) === undefined)) return 'post_not_held';
    return debits.some(([account, cents]) => cents > heldOn(account)!) ? 'post_exceeds_hold' : undefined;
  }

  private negates(transfer: ModelTransfer, reverses: string): boolean {
    const original = this.transfers.get(reverses);
    if (!original || original.reverses || !['single', 'post'].includes(original.phase)) return false;
    return sameLegs(
      transfer.legs,
      original.legs.map(([account, cents]) => [account, -cents]),
    );
  }

  private isSame(transfer: ModelTransfer): boolean {
    const known = this.transfers.get(transfer.id)!;
    const header = ({ phase, pending, reverses, ref }: ModelTransfer) =>
      JSON.stringify([phase, pending, reverses, ref]);
    return header(known) === header(transfer) && sameLegs(known.legs, transfer.legs);
  }

  /** Tries the legs on copies of the accounts. */
  private refusalOfLegs(
    legs: readonly ModelLeg[],
    phase: ModelTransfer['phase'],
    pending?: string,
  ): string | undefined {
    const copies = new Map([...this.accounts].map(([id, account]) => [id, { ...account }]));
    if (pending) release(copies, this.transfers.get(pending)!);
    for (const [id, cents] of legs) if (!copies.get(id)?.closed) apply(copies.get(id), cents, phase);
    if ([...copies.values()].some(isOverdrawn)) return 'no_overdraft';
    return legs.every(([id]) => copies.get(id)?.closed === false) ? undefined : 'account_unusable';
  }

  private write(transfer: ModelTransfer): void {
    if (transfer.pending) release(this.accounts, this.transfers.get(transfer.pending)!);
    for (const [id, cents] of transfer.legs) apply(this.accounts.get(id), cents, transfer.phase);
    this.transfers.set(transfer.id, transfer);
  }
}

function modelTransfer(raw: RawTransfer & { id: string }): ModelTransfer {
  return {
    id: raw.id,
    phase: raw.phase ?? 'single',
    pending: raw.pending,
    reverses: raw.reverses,
    ref: raw.ref ?? 'test',
    legs: raw.legs.map(([account, cents]) => [account, Number(cents)]),
  };
}

function isBalanced({ legs }: ModelTransfer): boolean {
  return legs.length >= 2 && legs.reduce((sum, [, cents]) => sum + cents, 0) === 0;
}

function sameLegs(some: readonly ModelLeg[], others: readonly ModelLeg[]): boolean {
  const sorted = (legs: readonly ModelLeg[]) =>
    JSON.stringify(legs.toSorted(([a], [b]) => Number(a) - Number(b)));
  return sorted(some) === sorted(others);
}

function apply(account: ModelAccount | undefined, cents: number, phase: ModelTransfer['phase']): void {
  if (!account) return;
  const gainCents = account.side === 'debit' ? cents : -cents;
  if (phase !== 'pending') account.postedCents += gainCents;
  else if (gainCents > 0) account.heldInCents += gainCents;
  else account.heldOutCents -= gainCents;
}

function release(accounts: ReadonlyMap<string, ModelAccount>, hold: ModelTransfer): void {
  for (const [id, cents] of hold.legs) {
    const account = accounts.get(id)!;
    const gainCents = account.side === 'debit' ? cents : -cents;
    account.heldInCents -= Math.max(gainCents, 0);
    account.heldOutCents -= Math.max(-gainCents, 0);
  }
}

function isOverdrawn({ limited, postedCents, heldOutCents }: ModelAccount): boolean {
  return limited && postedCents - heldOutCents < 0;
}
