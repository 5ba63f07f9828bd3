import { italianDay } from './italian-day.ts';
import { sumCents } from './money.ts';
import type { PlainDate } from './plain-date.ts';
import { bearsStamp, STAMP_CENTS, vatGroups, type InvoiceLine, type VatGroup } from './provider-invoice.ts';
import { writtenXml, xmlEuros, type XmlPart } from './xml.ts';

/** The namespace of every invoice that passes the exchange system, to private parties and public bodies alike. */
export const FATTURA_PA = 'http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2';

/** A party as the law wants it on an invoice (DPR 633/1972 art. 21 par. 2). */
export interface InvoiceSide {
  readonly name: string;
  readonly vatNumber: string;
  readonly address: string;
  readonly postalCode: string;
  readonly comune: string;
  readonly province: string;
}

export interface InvoiceDraft {
  readonly kind: 'invoice' | 'creditNote';
  readonly code: string;
  readonly batchCode: string;
  readonly writtenOn: PlainDate;
  readonly issuer: InvoiceSide & { readonly taxRegime: string; readonly stampExempt: boolean };
  readonly recipient: InvoiceSide & { readonly recipientCode: string };
  readonly lines: readonly InvoiceLine[];
}

/**
 * A draft that the provider's own program takes in (FatturaPA): everything but its number, in whose place the
 * code stands by which it is known when it comes. The same lines always give the same bytes.
 */
export function fatturaPaXml(draft: InvoiceDraft): string {
  const { issuer, recipient } = draft;
  const format = formatFor(recipient.recipientCode);
  const header: XmlPart = [
    'FatturaElettronicaHeader',
    [
      [
        'DatiTrasmissione',
        [
          ['IdTrasmittente', idOf(issuer)],
          ['ProgressivoInvio', draft.code.replaceAll(/[^A-Za-z0-9]/g, '').slice(-10)],
          ['FormatoTrasmissione', format],
          ['CodiceDestinatario', recipient.recipientCode],
        ],
      ],
      ['CedentePrestatore', [party(issuer, [['RegimeFiscale', issuer.taxRegime]]), seat(issuer)]],
      ['CessionarioCommittente', [party(recipient, []), seat(recipient)]],
    ],
  ];
  return writtenXml([
    'p:FatturaElettronica',
    [header, body(draft)],
    { versione: format, 'xmlns:p': FATTURA_PA },
  ]);
}

/** Offices of public bodies have a code of six signs in the index of public administrations; everybody else one of seven. */
function formatFor(recipientCode: string): 'FPA12' | 'FPR12' {
  return recipientCode.length === 6 ? 'FPA12' : 'FPR12';
}

/** Text in the letters of Latin 1, which is all that the format takes; what is longer than its field is cut. */
export function latinText(text: string, maxLength: number): string {
  const plain = text
    .normalize('NFC')
    .replaceAll(/[^\x20-\x7e\xa0-\xff\s]/gu, inLatin)
    .replaceAll(/\s+/g, ' ');
  return plain.trim().slice(0, maxLength).trim() || '-';
}

/** A letter's nearest in Latin 1, which may be none. */
function inLatin(letter: string): string {
  return letter.normalize('NFKD').replaceAll(/[^\x20-\x7e\xa0-\xff]/gu, '');
}

function body({ kind, code, batchCode, writtenOn, issuer, lines }: InvoiceDraft): XmlPart {
  const groups = vatGroups(lines, writtenOn);
  const stamp: readonly XmlPart[] = bearsStamp(groups, issuer.stampExempt)
    ? [
        [
          'DatiBollo',
          [
            ['BolloVirtuale', 'SI'],
            ['ImportoBollo', xmlEuros(STAMP_CENTS)],
          ],
        ],
      ]
    : [];
  const document: XmlPart = [
    'DatiGeneraliDocumento',
    [
      ['TipoDocumento', kind === 'invoice' ? 'TD01' : 'TD04'],
      ['Divisa', 'EUR'],
      ['Data', writtenOn],
      ['Numero', code],
      ...stamp,
      ['ImportoTotaleDocumento', xmlEuros(sumCents(groups.map(({ grossCents }) => grossCents)))],
      ['Causale', `Proforma ${code}, buoni servizio della distinta ${batchCode}`],
    ],
  ];
  const ordered = groups.flatMap((group) => group.lines.map((line) => ({ line, group })));
  return [
    'FatturaElettronicaBody',
    [
      ['DatiGenerali', [document]],
      ['DatiBeniServizi', [...ordered.map(lineElement), ...groups.map(summary)]],
    ],
  ];
}

function lineElement({ line, group }: { line: InvoiceLine; group: VatGroup }, at: number): XmlPart {
  const price = withoutVat(line.amountCents, group.ratePercent);
  return [
    'DettaglioLinee',
    [
      ['NumeroLinea', String(at + 1)],
      [
        'Descrizione',
        `Buono servizio, riscossione ${line.redemptionNumber} ${italianDay('del', line.capturedOn)}`,
      ],
      ['PrezzoUnitario', price],
      ['PrezzoTotale', price],
      ['AliquotaIVA', `${group.ratePercent}.00`],
      ...natureOf(group),
    ],
  ];
}

function summary(group: VatGroup): XmlPart {
  return [
    'DatiRiepilogo',
    [
      ['AliquotaIVA', `${group.ratePercent}.00`],
      ...natureOf(group),
      ['ImponibileImporto', xmlEuros(group.taxableCents)],
      ['Imposta', xmlEuros(group.vatCents)],
      ...(group.reference
        ? ([['RiferimentoNormativo', group.reference]] as const)
        : ([['EsigibilitaIVA', 'I']] as const)),
    ],
  ];
}

function natureOf({ nature }: VatGroup): readonly XmlPart[] {
  return nature ? [['Natura', nature]] : [];
}

/** A line's price before VAT to eight decimals, as many as the format has: their sum is the group's to the cent. */
function withoutVat(amountCents: number, ratePercent: number): string {
  const scaled = (BigInt(amountCents) * 100_000_000n) / BigInt(100 + ratePercent);
  const digits = String(scaled).padStart(9, '0');
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
}

function party(side: InvoiceSide, rest: readonly XmlPart[]): XmlPart {
  const named: XmlPart = ['Anagrafica', [['Denominazione', latinText(side.name, 80)]]];
  return ['DatiAnagrafici', [['IdFiscaleIVA', idOf(side)], named, ...rest]];
}

function idOf({ vatNumber }: InvoiceSide): readonly XmlPart[] {
  return [
    ['IdPaese', 'IT'],
    ['IdCodice', vatNumber],
  ];
}

function seat({ address, postalCode, comune, province }: InvoiceSide): XmlPart {
  return [
    'Sede',
    [
      ['Indirizzo', latinText(address, 60)],
      ['CAP', postalCode],
      ['Comune', latinText(comune, 60)],
      ['Provincia', province],
      ['Nazione', 'IT'],
    ],
  ];
}
