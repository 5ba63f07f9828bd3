import { graceDaysOf, obligationsOf, type CharterContent } from '../../domain/charter.ts';
import { formatEuro } from '../../domain/money.ts';
import { categoryTraits } from '../../domain/provider-service.ts';
import { formatDate, type PlainDate } from '../../domain/plain-date.ts';
import { vatNumberWords } from '../../domain/vat-number.ts';
import type { OfferedService, Organisation, Place } from '../../prisma/generated/client.ts';
import { contentHash } from '../../rules/canonical.ts';
import { heading, items, paragraph, type Block } from '../letters/block.ts';

/** All that stands in an agreement, as it is kept: whatever is printed of it is printed from this. */
export interface Agreement {
  readonly allianceName: string;
  readonly organisation: Pick<Organisation, 'name' | 'vatNumber' | 'hasVatNumber'>;
  readonly applicationCode: string;
  readonly writtenOn: PlainDate;
  readonly charter: { readonly number: number; readonly content: CharterContent };
  readonly places: readonly Pick<Place, 'name' | 'address'>[];
  readonly services: readonly Pick<OfferedService, 'name' | 'category' | 'unit' | 'unitPriceCents'>[];
}

export interface AgreementText {
  readonly title: string;
  readonly opening: readonly (readonly string[])[];
  readonly blocks: readonly Block[];
}

/** What a signer's reading is held to: SHA-256 of the whole text. */
export function textHashOf(agreement: Agreement): string {
  return contentHash(agreementText(agreement));
}

/** The text that alliance and provider agree on, in Italian. */
export function agreementText(agreement: Agreement): AgreementText {
  const { allianceName, organisation, writtenOn } = agreement;
  return {
    title: 'Convenzione',
    opening: [[allianceName], [organisation.name], [formatDate(writtenOn, 'it')]],
    blocks: [
      paragraph(
        `${allianceName} e ${organisation.name}, ${vatNumberWords(organisation)}, convengono quanto segue.`,
      ),
      heading('1. Servizi e prezzi'),
      paragraph('Il fornitore offre questi servizi ai prezzi di listino, uguali per tutti:'),
      items(agreement.services.map(serviceLine)),
      heading('2. Sedi'),
      items(agreement.places.map(({ name, address }) => `${name}, ${address}`)),
      ...charterPart(agreement),
      heading('4. Durata e recesso'),
      paragraph(
        'La convenzione vale dal giorno in cui l’alleanza la controfirma, o ne registra la copia firmata su carta. ' +
          'Ciascuno può recedere con trenta giorni di preavviso scritto; quanto è stato ordinato prima si porta a termine.',
      ),
      heading('5. Firme'),
      paragraph('Per il fornitore firma il rappresentante legale.'),
      paragraph(`Per ${allianceName} controfirma chi non ha accolto la richiesta di adesione.`),
    ],
  };
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
