import type { Band } from '../../domain/assessment-steps.ts';
import { formatEuro } from '../../domain/money.ts';
import { italianDay } from '../../domain/italian-day.ts';
import { type PlainDate } from '../../domain/plain-date.ts';
import { type Block, heading, items, type LetterBody, paragraph, typedParagraphs } from './block.ts';
import { askedFor, counted, howToDisagree, theApplication, whoToTurnTo } from './common.ts';
import type { Decided, FundedNeed, GrantLetter, GrantMoney, RefusalLetter } from './letter.ts';

/** The letter that grants: how much, of what, what happens next, how it was decided, how to disagree. */
export function writeGrant(letter: GrantLetter): LetterBody {
  return {
    title: `Accoglimento della domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(`${theApplication(letter)}, è accolta.`),
      heading('Che cosa riceve'),
      paragraph(
        `Un’assegnazione di ${formatEuro(letter.amountCents)} dal Fondo di Solidarietà, per questi servizi.`,
      ),
      items(letter.needs.map(fundedInWords)),
      heading('Che cosa succede ora'),
      ...whatOfTheMoney(letter.money),
      ...howItWasDecided(letter),
      ...howToDisagree(),
      ...whoToTurnTo(letter),
    ],
  };
}

/** The letter that refuses. The reasons come first and are a person's; the points only show what was counted. */
export function writeRefusal(letter: RefusalLetter): LetterBody {
  return {
    title: `Diniego della domanda n. ${letter.application.protocolNumber}`,
    blocks: [
      paragraph(`${theApplication(letter)}, non è accolta.`),
      ...howItWasDecided(letter),
      paragraph('Se la situazione cambia può presentare una nuova domanda in ogni momento.'),
      ...howToDisagree(),
      ...whoToTurnTo(letter),
    ],
  };
}

function howItWasDecided(letter: Decided): readonly Block[] {
  return [
    heading('Come abbiamo deciso e perché'),
    paragraph(
      `Ha deciso ${letter.deciderName}; un’altra persona ha preparato la proposta. Queste sono le ragioni.`,
    ),
    ...typedParagraphs(letter.reason),
    paragraph(
      'Per aiutare chi decide, regole pubbliche e uguali per tutti contano questi punti. Le regole da sole non decidono.',
    ),
    {
      kind: 'table',
      columns: ['Che cosa si considera', 'Punti', 'Al massimo'],
      rows: letter.blocks.map(({ label, points, maxPoints }) => [label, points, maxPoints]),
    },
    paragraph(
      `Punteggio: ${pointsInWords(letter.scoreHundredths)} su 100. Fascia di fragilità: ${bandInWords[letter.finalBand]}.`,
    ),
  ];
}

function whatOfTheMoney(money: GrantMoney): readonly Block[] {
  switch (money.state) {
    case 'held':
      return orderedFromProvider;
    case 'awaited':
      return waitingForFunds(money.until);
    case 'inReview':
      return beingReviewed;
    case 'givenBack':
      return givenBack;
  }
}

const orderedFromProvider: readonly Block[] = [
  paragraph(
    'Il Fondo ha messo da parte la somma. Quando una seconda persona l’ha approvata, il fornitore riceve l’ordine e può ' +
      'iniziare. Viene a sapere il servizio, il nome di chi lo riceve e un codice, nient’altro.',
  ),
  paragraph(
    'Lei non riceve denaro e non anticipa nulla: il Fondo paga il fornitore. Le chiediamo di confermare ciò che ha ' +
      'ricevuto; se non risponde entro 5 giorni lavorativi vale come confermato.',
  ),
];

function waitingForFunds(until: PlainDate): readonly Block[] {
  return [
    paragraph(
      `Oggi il denaro disponibile nel Fondo non basta. La sua domanda resta in lista d’attesa fino ${italianDay('al', until)}, ` +
        'nell’ordine dei punteggi, e nessuno la supera. Appena il denaro c’è, le scriviamo.',
    ),
    paragraph(
      'Se entro quel giorno il denaro non c’è, l’assegnazione esce dalla lista d’attesa. Non è un diniego: le scriviamo ' +
        'che cosa può fare, e può presentare una nuova domanda.',
    ),
  ];
}

const beingReviewed: readonly Block[] = [
  paragraph(
    'Prima di mettere da parte la somma, una persona dell’ufficio deve fare una verifica, per esempio se resta entro il ' +
      'massimale del nucleo. Quando ha finito le scriviamo come va avanti. Lei non deve fare nulla.',
  ),
];

const givenBack: readonly Block[] = [
  paragraph(
    'Dopo la decisione l’assegnazione è tornata al Fondo. Una lettera a parte spiega perché e che cosa può fare.',
  ),
];

function fundedInWords(need: FundedNeed): string {
  const { units, unit, fundedUnits, unitPriceCents } = need;
  const funded = `il Fondo paga ${counted(fundedUnits, unit)} a ${formatEuro(unitPriceCents)}, cioè ${formatEuro(fundedUnits * unitPriceCents)}`;
  const left = units - fundedUnits;
  if (left === 0) return `${askedFor(need)}; ${funded}.`;
  return `${askedFor(need)}; ${funded}. ${left === 1 ? 'Resta' : 'Restano'} fuori ${counted(left, unit)} (${formatEuro(left * unitPriceCents)}): ${whyNotAll(need)}.`;
}

/** The cap, when one unit more would go beyond it; else what the ISEE gives a right to, and what others pay already. */
function whyNotAll({ fundedUnits, unit, unitPriceCents, capLeftCents }: FundedNeed): string {
  if ((fundedUnits + 1) * unitPriceCents > capLeftCents)
    return `il massimale del nucleo lascia per questo servizio ${formatEuro(capLeftCents)}, e il Fondo paga unità intere`;
  return `secondo l’ISEE, e tolto ciò che altri già pagano, spettano ${counted(fundedUnits, unit)}`;
}

function pointsInWords(hundredths: number): string {
  return (hundredths / 100).toLocaleString('it-IT', { maximumFractionDigits: 2 });
}

const bandInWords: Readonly<Record<Band, string>> = {
  none: 'nessuna',
  light: 'lieve',
  medium: 'media',
  high: 'alta',
  veryHigh: 'molto alta',
};
