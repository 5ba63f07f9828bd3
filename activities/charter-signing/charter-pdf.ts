import {
  charterText,
  obligationsOf,
  type CharterContent,
  type DeclarationField,
} from '../../domain/charter.ts';
import type { Declarations } from '../../domain/charter-declarations.ts';
import { formatDate, isPlainDate } from '../../domain/plain-date.ts';
import { formatInstant, toPlainDate } from '../../domain/time.ts';
import type { OrganisationRole } from '../../prisma/generated/enums.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, items, paragraph, type Block } from '../letters/block.ts';
import { layoutsUpon } from '../letters/fonts.ts';
import { drawPdf } from '../letters/pdf.ts';
import type { Evidence } from './evidence.ts';

/** Everything that stands in the charter as it was signed; the same always gives the same bytes. */
export interface SignedCharter {
  readonly allianceName: string;
  readonly organisation: { readonly name: string; readonly roles: readonly OrganisationRole[] };
  readonly version: {
    readonly number: number;
    readonly content: CharterContent;
    readonly contentHash: string;
  };
  readonly textHash: string;
  readonly signedAt: Date;
  readonly evidence: Evidence;
  readonly countersignature: { readonly by: string; readonly at: Date } | undefined;
}

/** The charter as it was signed, as a tagged PDF in Italian; on its last page, what proves the signature. */
export function renderSignedCharter(signed: SignedCharter): Promise<Bytes> {
  const { title, articles } = charterText(signed.version.content, 'it');
  return drawPdf(
    {
      title,
      author: signed.allianceName,
      writtenOn: toPlainDate(signed.countersignature?.at ?? signed.signedAt),
      footer: `${title}, versione ${signed.version.number}`,
      opening: [[signed.allianceName], [`Versione ${signed.version.number}`], [signed.organisation.name]],
      blocks: [
        ...articles.flatMap((article, index) => [
          heading(`${index + 1}. ${article.title}`),
          ...article.paragraphs.map(paragraph),
        ]),
        ...acceptedBy(signed),
        { kind: 'newPage' },
        ...proofOf(signed),
      ],
    },
    layoutsUpon(),
  );
}

function acceptedBy({ version, organisation, evidence }: SignedCharter): readonly Block[] {
  const accepted = obligationsOf(version.content, organisation.roles).filter(({ key }) =>
    evidence.obligations.includes(key),
  );
  return [
    heading(`Obblighi che ${organisation.name} assume`),
    items(accepted.map(({ text }) => text.it)),
    ...declaredIn(evidence.declarations),
  ];
}

function declaredIn(declared: Declarations): readonly Block[] {
  const lines = Object.entries(declared).flatMap(([field, value]) =>
    value === undefined ? [] : [`${words[field as DeclarationField]}: ${shown(value)}`],
  );
  return lines.length === 0 ? [] : [heading('Dichiarazioni'), items(lines)];
}

function shown(value: string | number): string {
  return typeof value === 'string' && isPlainDate(value) ? formatDate(value, 'it') : String(value);
}

/** The page of evidence: who, what, how and when, and what it does not prove. */
function proofOf(signed: SignedCharter): readonly Block[] {
  const { evidence, version, countersignature } = signed;
  const moment = (iso: string) => formatInstant(new Date(iso), 'it');
  return [
    heading('Prova della firma'),
    items([
      `Firmata per ${signed.organisation.name} da ${evidence.signatory.name}, codice fiscale ${evidence.signatory.taxCode}, rappresentante legale registrato dall’alleanza.`,
      `Firmata il ${formatInstant(signed.signedAt, 'it')}.`,
      'Modo: nome digitato e codice monouso inviato per e-mail, usato nella stessa sessione che lo ha chiesto.',
      `Codice inviato il ${moment(evidence.codeSentAt)}, usato il ${moment(evidence.codeUsedAt)}.`,
      `Impronta SHA-256 del testo italiano: ${signed.textHash}`,
      `Impronta SHA-256 della versione ${version.number} intera: ${version.contentHash}`,
    ]),
    paragraph(
      countersignature
        ? `Controfirmata per ${signed.allianceName} da ${countersignature.by} il ${formatInstant(countersignature.at, 'it')}.`
        : 'In attesa della controfirma dell’alleanza.',
    ),
    paragraph(
      'È una firma elettronica semplice (regolamento UE 910/2014, art. 25; D.Lgs. 82/2005, art. 20): quanto prova lo ' +
        'valuta liberamente il giudice. Le impronte sono conservate nel registro sigillato dell’alleanza.',
    ),
  ];
}

const words: Readonly<Record<DeclarationField, string>> = {
  collectiveAgreementCode: 'Codice CNEL del contratto collettivo applicato',
  headcount: 'Lavoratori occupati',
  law68Base: 'Base di computo della legge 68/1999',
  disabledWorkersEmployed: 'Persone con disabilità occupate ai sensi della legge 68/1999',
  durcIssuedOn: 'DURC verificato il',
  riskAssessmentOn: 'Documento di valutazione dei rischi aggiornato il',
};
