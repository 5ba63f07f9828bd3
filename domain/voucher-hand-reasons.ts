import type { HandReasonCode, UseReason } from './voucher-use.ts';

export type ReasonWords = Omit<UseReason, 'code'>;

export const art3bis = 'TUIR art. 51 c. 3-bis; DM 25/3/2016 art. 6';
/** What an alliance and its plans lay down where no law says it. */
const ofThePlan = 'Regole dell’alleanza: durata del buono secondo il piano welfare';
const onceOnly = 'Regole dell’alleanza: un titolo paga una volta sola';
const ofTheAlliance = 'Regole dell’alleanza: fornitori sospesi o usciti, 30 giorni';

/** Every no of a voucher that was issued: where it stands, what it says, and what is lawful instead. */
export const handReasons: Readonly<Record<HandReasonCode, ReasonWords>> = {
  HOLDER_MISMATCH: {
    rule: art3bis,
    words: {
      it: 'Il buono è intestato a un’altra persona, e non si cede.',
      en: 'The voucher is made out to another person, and is not handed on.',
    },
    wayForward: {
      it: 'Chi l’ha ordinato lo annulla prima dell’uso: il credito torna per intero, e si emette un buono nuovo per la persona giusta.',
      en: 'Whoever ordered it voids it before use: the whole credit returns, and a new voucher is issued for the right person.',
    },
  },
  NOT_MONETISABLE: {
    rule: art3bis,
    words: {
      it: 'Un buono non diventa mai denaro.',
      en: 'A voucher never becomes money.',
    },
    wayForward: {
      it: 'Un servizio non reso si rimborsa sul buono, che torna valido; un buono non usato si annulla e il credito torna nel piano.',
      en: 'A service not delivered is refunded onto the voucher, which is good again; one not used is voided, and the credit returns to the plan.',
    },
  },
  WHOLE_AMOUNT_ONLY: {
    rule: art3bis,
    words: {
      it: 'Un buono vale per un solo servizio, per tutto il suo valore.',
      en: 'A voucher is for one service, at its whole value.',
    },
    wayForward: {
      it: 'Usarlo, rimborsarlo o contestarlo per intero; per ogni altra unità si ordina un altro buono.',
      en: 'Use, refund or dispute the whole of it; for each further unit another voucher is ordered.',
    },
  },
  HELD_ELSEWHERE: {
    rule: onceOnly,
    words: {
      it: 'Un buono si usa a una cassa per volta, e in questo momento è a un’altra.',
      en: 'A voucher is used at one till at a time, and is at another one now.',
    },
    wayForward: {
      it: 'Leggerlo di nuovo quando la cassa lo lascia: al più tardi dopo un quarto d’ora.',
      en: 'Scan it again when the till lets it go: after a quarter of an hour at the latest.',
    },
  },
  USED_ALREADY: {
    rule: onceOnly,
    words: {
      it: 'Un buono paga il suo valore una volta sola, e questo l’ha già pagato.',
      en: 'A voucher pays its value once, and this one has paid it.',
    },
    wayForward: {
      it: 'Se il servizio non c’è stato, il fornitore lo rimborsa, oppure chi ha il buono contesta la riscossione.',
      en: 'If there was no service the provider refunds it, or its holder disputes the redemption.',
    },
  },
  OUTSIDE_ITS_DAYS: {
    rule: ofThePlan,
    words: {
      it: 'Un buono vale da quando è emesso fino al suo ultimo giorno.',
      en: 'A voucher is good from its issue to its last day.',
    },
    wayForward: {
      it: 'Chi lo aveva legge tra i suoi buoni dove è andato il valore; se è tornato nel credito, ordina un buono nuovo.',
      en: 'Its holder reads among their vouchers where the value went; where it is credit again, they order a new voucher.',
    },
  },
  VOIDED_BEFORE: {
    rule: onceOnly,
    words: {
      it: 'Un buono annullato non vale più: il suo valore è già tornato indietro.',
      en: 'A voucher that was voided is good no more: its value went back already.',
    },
    wayForward: {
      it: 'Mostrare il buono nuovo, se ne è stato ordinato un altro.',
      en: 'Show the new voucher, if another one was ordered.',
    },
  },
  PROVIDER_STOPPED: {
    rule: ofTheAlliance,
    words: {
      it: 'Il fornitore è sospeso o uscito da oltre 30 giorni, o lo era già quando il buono fu emesso.',
      en: 'The provider has been suspended or gone for more than 30 days, or was when the voucher was issued.',
    },
    wayForward: {
      it: 'Il valore torna a chi ha il buono, che sceglie un altro fornitore.',
      en: 'The value goes back to the holder, who chooses another provider.',
    },
  },
};
