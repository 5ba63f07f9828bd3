import type { Text } from './text.ts';

/** What moves the accounts of the Fund, of wallets and of what employers paid in, by the ledger's own names; anything else is told as another entry. */
const kindWords: Readonly<Record<string, Text>> = {
  contribution_pledged: { it: 'Contributo promesso', en: 'Contribution pledged' },
  contribution_collected: { it: 'Contributo incassato', en: 'Contribution collected' },
  contribution_received: { it: 'Donazione o saldo iniziale', en: 'Donation or opening balance' },
  redemption_collected: {
    it: 'Quota di un acquisto, confermata dalla banca',
    en: 'Share of a purchase, confirmed by the bank',
  },
  fund_hold: { it: 'Messo da parte per un’assegnazione', en: 'Set aside for an award' },
  award_approved: { it: 'Assegnazione approvata', en: 'Award approved' },
  hold_released: { it: 'Importo non più messo da parte', en: 'No longer set aside' },
  award_released: { it: 'Tornato da un’assegnazione', en: 'Came back from an award' },
  voucher_captured: { it: 'Quota di un acquisto, promessa', en: 'Share of a purchase, pledged' },
  voucher_refunded: { it: 'Quota tolta per un rimborso', en: 'Share taken off for a refund' },
  voucher_expired: { it: 'Resto di un buono scaduto', en: 'Left on a voucher that lapsed' },
  voucher_voided: { it: 'Resto di un buono annullato', en: 'Left on a voucher that was voided' },
  wallet_emptied: { it: 'Credito non speso di un piano', en: 'Credit of a plan not spent' },
  prefund_received: { it: 'Versamento del datore di lavoro', en: 'Paid in by the employer' },
  wallet_credited: { it: 'Credito dato dal datore di lavoro', en: 'Credit given by the employer' },
  voucher_issued: { it: 'Diventato un buono', en: 'Became a voucher' },
  reversal: { it: 'Storno', en: 'Reversal' },
};
const otherWords: Text = { it: 'Altro movimento', en: 'Other entry' };

/** What is only held says what becomes of it. */
const heldWords = {
  open: { it: '(in attesa di approvazione)', en: '(waiting for approval)' },
  post: { it: '(poi approvato)', en: '(approved since)' },
  void: { it: '(poi lasciato libero)', en: '(let go since)' },
} as const satisfies Readonly<Record<string, Text>>;

interface Told {
  readonly kind: string;
  readonly phase: string;
  readonly resolvedBy: 'post' | 'void' | null;
}

/** An entry of one of these accounts, in words. */
export function movementWords({ kind, phase, resolvedBy }: Told, locale: keyof Text): string {
  const words = (kindWords[kind] ?? otherWords)[locale];
  return phase === 'pending' ? `${words} ${heldWords[resolvedBy ?? 'open'][locale]}` : words;
}
