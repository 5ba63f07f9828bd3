import { italianDay } from '../../domain/italian-day.ts';
import { categoryTraits, type ServiceCategory } from '../../domain/provider-service.ts';
import { formatEuro } from '../../domain/money.ts';
import type { PlainDate } from '../../domain/plain-date.ts';
import { comuneByCode } from '../../domain/territory.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, items, paragraph, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import { qrSquares } from './qr.ts';
import type { VoucherSecrets } from './secret.ts';

/** Everything that stands on a printed voucher; the same always gives the same bytes. */
export interface PrintedVoucher extends VoucherSecrets {
  readonly allianceName: string;
  readonly number: string;
  /** Who uses it: on the paper, for a voucher is good for nobody else. */
  readonly beneficiaryName: string;
  readonly nominalCents: number;
  readonly issuedOn: PlainDate;
  readonly expiresOn: PlainDate;
  /** None of a cumulative voucher. */
  readonly service:
    { readonly name: string; readonly category: ServiceCategory; readonly providerName: string } | undefined;
  readonly places: readonly {
    readonly name: string;
    readonly address: string;
    readonly comuneIstat: string;
  }[];
}

/** A voucher on paper, as a tagged PDF in Italian: what is scanned, what is typed, where and until when. */
export function renderVoucher(voucher: PrintedVoucher): Promise<Bytes> {
  const { number, allianceName, issuedOn } = voucher;
  return drawPdf(
    {
      title: `Buono ${number}`,
      author: allianceName,
      writtenOn: issuedOn,
      footer: `Buono ${number}`,
      opening: [[allianceName]],
      blocks: blocksOf(voucher),
    },
    layoutsUpon(),
  );
}

function blocksOf(voucher: PrintedVoucher): readonly Block[] {
  const { beneficiaryName, nominalCents, expiresOn, service, code, secret, places } = voucher;
  return [
    items([
      `Per: ${beneficiaryName}`,
      ...(service
        ? [
            `Servizio: ${service.name} (${categoryTraits[service.category].words.it})`,
            `Presso: ${service.providerName}`,
          ]
        : ['Per beni e servizi dei fornitori dell’alleanza, anche in più volte']),
      `Valore: ${formatEuro(nominalCents)}`,
      `Si usa fino ${italianDay('al', expiresOn)} compreso`,
    ]),
    heading('Da mostrare alla cassa'),
    {
      kind: 'squares',
      rows: qrSquares(secret),
      words: 'Codice QR da far leggere alla cassa. Al suo posto vale il codice scritto qui sotto.',
    },
    paragraph(`Codice da digitare: ${code}`),
    ...(places.length > 0
      ? [
          heading('Dove si usa'),
          items(
            places.map(({ name, address, comuneIstat }) =>
              [name, address, comuneByCode(comuneIstat)?.name ?? []].flat().join(', '),
            ),
          ),
        ]
      : []),
    heading('Da sapere'),
    items([
      'Lo usa solo la persona scritta sopra: non si cede e non si vende.',
      ...(service ? ['Paga il servizio per intero: alla cassa non si aggiunge denaro.'] : []),
      'Non diventa mai denaro, neppure in parte: se il fornitore rimborsa, il buono torna valido.',
      'Se il nome è sbagliato o il codice è stato visto da altri, si annulla prima dell’uso e se ne ordina un altro.',
    ]),
  ];
}
