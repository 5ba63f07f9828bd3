import { graceDaysOf, obligationsOf, type CharterContent } from '../../domain/charter.ts';
import { formatEuro } from '../../domain/money.ts';
import { categoryTraits } from '../../domain/provider-service.ts';
import { formatDate, type PlainDate } from '../../domain/plain-date.ts';
import type { OfferedService, Organisation, Place } from '../../prisma/generated/client.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, items, paragraph, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';

export interface Agreement {
  readonly allianceName: string;
  readonly organisation: Pick<Organisation, 'name' | 'vatNumber'>;
  readonly applicationCode: string;
  readonly writtenOn: PlainDate;
  readonly charter: { readonly number: number; readonly content: CharterContent };
  readonly places: readonly Pick<Place, 'name' | 'address' | 'comuneIstat'>[];
  readonly services: readonly Pick<OfferedService, 'name' | 'category' | 'unit' | 'unitPriceCents'>[];
}

/** The agreement between alliance and provider, as a tagged PDF in Italian, with room for the signatures. */
export function renderAgreement(agreement: Agreement): Promise<Bytes> {
  const { allianceName, organisation, applicationCode, writtenOn } = agreement;
  const title = 'Convenzione';
  return drawPdf(
    {
      title,
      author: allianceName,
      writtenOn,
      footer: `${title}, ${applicationCode}`,
      opening: [[allianceName], [organisation.name], [formatDate(writtenOn, 'it')]],
      blocks: [
        paragraph(
          `${allianceName} e ${organisation.name}, partita IVA ${organisation.vatNumber}, convengono quanto segue.`,
        ),
        heading('1. Servizi e prezzi'),
        paragraph('Il fornitore offre questi servizi ai prezzi di listino, uguali per tutti:'),
        items(agreement.services.map(serviceLine)),
        heading('2. Sedi'),
        items(agreement.places.map(({ name, address }) => `${name}, ${address}`)),
        ...charterPart(agreement),
        heading('4. Durata e recesso'),
        paragraph(
          'La convenzione vale dal giorno in cui l’alleanza registra la copia firmata. Ciascuno può recedere con trenta ' +
            'giorni di preavviso scritto; quanto è stato ordinato prima si porta a termine.',
        ),
        heading('5. Firme'),
        paragraph('Per il fornitore, il rappresentante legale, con firma digitale.'),
        paragraph(`Per ${allianceName}, con firma digitale.`),
      ],
    },
    layoutsUpon(),
  );
}

/** What a provider takes on by the charter, also when it signed it as something else. */
function charterPart({ charter }: Agreement): readonly Block[] {
  const obligations = obligationsOf(charter.content, ['provider']);
  const { parameters } = charter.content;
  const written = (text: string) =>
    text.replaceAll(/\{(\w+)\}/g, (_whole, key: string) => String(parameters[key]));
  return [
    heading('3. Carta etica'),
    paragraph(
      `Il fornitore rispetta la Carta etica, versione ${charter.number}, e si impegna a firmare quelle che la sostituiscono ` +
        `entro ${graceDaysOf(charter.content)} giorni. In particolare:`,
    ),
    items(obligations.map(({ text }) => written(text.it))),
  ];
}

function serviceLine({ name, category, unit, unitPriceCents }: Agreement['services'][number]): string {
  return `${name} (${categoryTraits[category].words.it}): ${formatEuro(unitPriceCents, 'it')} per ${unitWords[unit]}`;
}

const unitWords: Readonly<Record<OfferedService['unit'], string>> = {
  hour: 'ora',
  session: 'seduta',
  day: 'giorno',
  week: 'settimana',
  month: 'mese',
  meal: 'pasto',
  trip: 'viaggio',
  piece: 'pezzo',
};
