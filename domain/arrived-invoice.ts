import { FATTURA_PA } from './fattura-pa.ts';
import { italianDay } from './italian-day.ts';
import { formatEuro, sumCents } from './money.ts';
import { isPlainDate, formatDate, type PlainDate } from './plain-date.ts';
import type { VatGroup } from './provider-invoice.ts';
import type { Text } from './text.ts';
import { allAt, readXml, textAt, type XmlElement } from './xml-reading.ts';

/** An invoice that came, as far as it is looked at; by form nothing but its number, day and total is told. */
export interface ArrivedInvoice {
  readonly number: string;
  readonly issuedOn: PlainDate;
  readonly totalCents: number;
  readonly file?: {
    readonly supplierVat: string | undefined;
    readonly recipientVat: string | undefined;
    readonly documentType: string | undefined;
    readonly currency: string | undefined;
    /** What each rate, or each reason without VAT, comes to, VAT included: "22.00" or "0.00 N4". */
    readonly grossByVat: ReadonlyMap<string, number>;
    /** Every text in which a reference may stand. */
    readonly texts: readonly string[];
  };
}

/** What it is held against. */
export interface AwaitedInvoice {
  readonly kind: 'invoice' | 'creditNote';
  readonly code: string;
  readonly totalCents: number;
  readonly supplierVat: string | null;
  readonly recipientVat: string;
  readonly groups: readonly VatGroup[];
  /** The first day of what it is about, before which it cannot have been written. */
  readonly since: PlainDate;
  readonly today: PlainDate;
}

const documentTypes = { invoice: ['TD01', 'TD06', 'TD24', 'TD25'], creditNote: ['TD04'] } as const;

/** Reads an invoice as the exchange system carries it; undefined when it is none, or several in one file. */
export function readFatturaPa(xml: string): ArrivedInvoice | undefined {
  const root = readXml(xml);
  const bodies = root ? allAt(root, 'FatturaElettronicaBody') : [];
  if (!root || root.namespace !== FATTURA_PA || root.name !== 'FatturaElettronica' || bodies.length !== 1)
    return undefined;
  const [body] = bodies;
  const general = allAt(body!, 'DatiGenerali', 'DatiGeneraliDocumento')[0];
  const number = general && textAt(general, 'Numero');
  const issuedOn = general && textAt(general, 'Data')?.slice(0, 10);
  const grossByVat = grossByVatOf(allAt(body!, 'DatiBeniServizi', 'DatiRiepilogo'));
  if (!general || !number || number.length > 20 || !issuedOn || !isPlainDate(issuedOn) || !grossByVat)
    return undefined;
  const vatOf = (side: string) =>
    textAt(root, 'FatturaElettronicaHeader', side, 'DatiAnagrafici', 'IdFiscaleIVA', 'IdCodice');
  return {
    number,
    issuedOn,
    totalCents: sumCents(grossByVat.values()),
    file: {
      supplierVat: vatOf('CedentePrestatore'),
      recipientVat: vatOf('CessionarioCommittente'),
      documentType: textAt(general, 'TipoDocumento'),
      currency: textAt(general, 'Divisa'),
      grossByVat,
      texts: [
        ...allAt(general, 'Causale'),
        ...allAt(body!, 'DatiGenerali', 'DatiOrdineAcquisto', 'IdDocumento'),
        ...allAt(body!, 'DatiGenerali', 'DatiFattureCollegate', 'IdDocumento'),
        ...allAt(body!, 'DatiBeniServizi', 'DettaglioLinee', 'Descrizione'),
      ].map(({ text }) => text),
    },
  };
}

function grossByVatOf(summaries: readonly XmlElement[]): ReadonlyMap<string, number> | undefined {
  const gross = new Map<string, number>();
  for (const summary of summaries) {
    const taxable = centsOf(textAt(summary, 'ImponibileImporto'));
    const vat = centsOf(textAt(summary, 'Imposta'));
    if (taxable === undefined || vat === undefined) return undefined;
    const key = vatKey(textAt(summary, 'AliquotaIVA') ?? '', textAt(summary, 'Natura'));
    gross.set(key, (gross.get(key) ?? 0) + taxable + vat);
  }
  return gross.size === 0 ? undefined : gross;
}

/** Under a thousand million: however many summaries a file has, their sum is exact. */
function centsOf(text: string | undefined): number | undefined {
  const amount = /^(-?)(\d{1,9})\.(\d{2})$/.exec(text ?? '');
  return amount ? Number(`${amount[1]}${amount[2]}${amount[3]}`) : undefined;
}

function vatKey(rate: string, nature: string | undefined): string {
  return nature ? `${rate} ${nature}` : rate;
}

/** Everything for which it is not the awaited one; nothing when it is. */
export function invoiceFaults(arrived: ArrivedInvoice, awaited: AwaitedInvoice): readonly Text[] {
  const faults: Text[] = [];
  const { issuedOn, totalCents, file } = arrived;
  if (totalCents !== awaited.totalCents) faults.push(wrongTotal(totalCents, awaited.totalCents));
  if (issuedOn < awaited.since || issuedOn > awaited.today) faults.push(wrongDay(awaited));
  return file ? [...faults, ...fileFaults(file, awaited)] : faults;
}

function fileFaults(file: NonNullable<ArrivedInvoice['file']>, awaited: AwaitedInvoice): readonly Text[] {
  const types: readonly string[] = documentTypes[awaited.kind];
  const grossOf = Map.groupBy(awaited.groups, ({ ratePercent, nature }) =>
    vatKey(`${ratePercent}.00`, nature),
  );
  const isVatSame =
    grossOf.size === file.grossByVat.size &&
    [...grossOf].every(
      ([key, groups]) => file.grossByVat.get(key) === sumCents(groups.map(({ grossCents }) => grossCents)),
    );
  return [
    ...(file.supplierVat === awaited.supplierVat ? [] : [wrongSupplier]),
    ...(file.recipientVat === awaited.recipientVat ? [] : [wrongRecipient(awaited.recipientVat)]),
    ...(types.includes(file.documentType ?? '') ? [] : [wrongType(types)]),
    ...(file.currency === 'EUR' ? [] : [wrongCurrency]),
    ...(isVatSame ? [] : [wrongVat]),
    ...(file.texts.some((text) => text.includes(awaited.code)) ? [] : [noReference(awaited.code)]),
  ];
}

const wrongTotal = (arrived: number, awaited: number): Text => ({
  it: `il totale è ${formatEuro(arrived)} e deve essere ${formatEuro(awaited)}, senza il bollo`,
  en: `the total is ${formatEuro(arrived, 'en')} and must be ${formatEuro(awaited, 'en')}, without the stamp`,
});
const wrongDay = ({ since, today }: AwaitedInvoice): Text => ({
  it: `la data deve stare fra ${italianDay('il', since)} e ${italianDay('il', today)}`,
  en: `its date must be between ${formatDate(since, 'en')} and ${formatDate(today, 'en')}`,
});
const wrongSupplier: Text = {
  it: 'la partita IVA di chi la emette non è quella del fornitore',
  en: 'the VAT number of whoever issues it is not the provider’s',
};
const wrongRecipient = (vatNumber: string): Text => ({
  it: `va intestata alla partita IVA ${vatNumber}`,
  en: `it must be made out to the VAT number ${vatNumber}`,
});
const wrongType = (types: readonly string[]): Text => ({
  it: `il tipo di documento deve essere ${types.join(', ')}`,
  en: `the type of document must be ${types.join(', ')}`,
});
const wrongCurrency: Text = { it: 'deve essere in euro', en: 'it must be in euro' };
const wrongVat: Text = {
  it: 'aliquote e nature non sono quelle della proforma: l’IVA di un buono è fissata quando è emesso',
  en: 'rates and natures are not those of the pro-forma: a voucher’s VAT is fixed when it is issued',
};
const noReference = (code: string): Text => ({
  it: `scrivere nella causale ${code}`,
  en: `write ${code} in its reference (causale)`,
});
