import { charterText, type CharterContent, type DeclarationField } from '../../domain/charter.ts';
import type { Declarations } from '../../domain/charter-declarations.ts';
import { formatDate, isPlainDate } from '../../domain/plain-date.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { heading, items, paragraph, type Block } from '../letters/block.ts';
import { layoutsUpon, type WordLayouts } from '../letters/fonts.ts';
import { drawPdf, type PdfContent } from '../letters/pdf.ts';
import { proofOf, type Countersignature } from '../proof-page.ts';
import type { Signatory } from '../representatives.ts';
import type { Evidence } from './evidence.ts';

/** What both papers say: whose charter it is, in which version, and what is taken on and declared. */
interface CharterOf {
  readonly allianceName: string;
  readonly organisation: { readonly name: string };
  readonly version: {
    readonly number: number;
    readonly content: CharterContent;
    readonly contentHash: string;
  };
  readonly textHash: string;
}

interface Taken {
  readonly obligations: readonly string[];
  readonly declarations: Declarations;
}

/** Everything that stands in the charter as it was signed; the same always gives the same bytes. */
export interface SignedCharter extends CharterOf {
  readonly signedAt: Date;
  readonly evidence: Evidence;
  readonly countersignature: Countersignature | undefined;
}

/** Everything that stands in the paper that is signed digitally; the same always gives the same bytes. */
export interface UnsignedCharter extends CharterOf, Taken {
  readonly signatory: Signatory;
  readonly openedAt: Date;
}

/** The charter as it was signed, as a tagged PDF in Italian; on its last page, what proves the signature. */
export function renderSignedCharter(signed: SignedCharter): Promise<Bytes> {
  const writtenAt = signed.countersignature?.at ?? signed.signedAt;
  return drawCharter(signed, signed.evidence, writtenAt, [
    { kind: 'newPage' },
    ...proofOf(signed, printsOf(signed)),
  ]);
}

/** The charter as it is to be signed digitally: who is to sign stands in it, so that nobody else's signature fits. */
export function renderCharterPaper(unsigned: UnsignedCharter): Promise<Bytes> {
  const { organisation, signatory, openedAt } = unsigned;
  return drawCharter(unsigned, unsigned, openedAt, [
    heading('Firma'),
    paragraph(
      `Per ${organisation.name} firma digitalmente questo documento ${signatory.name}, codice fiscale ${signatory.taxCode}, rappresentante legale registrato dall’alleanza.`,
    ),
    items(printsOf(unsigned)),
  ]);
}

function printsOf({ textHash, version }: CharterOf): readonly string[] {
  return [
    `Impronta SHA-256 del testo italiano: ${textHash}`,
    `Impronta SHA-256 della versione ${version.number} intera: ${version.contentHash}`,
  ];
}

async function drawCharter(
  { allianceName, organisation, version }: CharterOf,
  taken: Taken,
  writtenAt: Date,
  ending: readonly Block[],
): Promise<Bytes> {
  const { title, ...body } = textOf(version.content);
  const content: PdfContent = {
    title,
    author: allianceName,
    writtenOn: toPlainDate(writtenAt),
    footer: `${title}, versione ${version.number}`,
    opening: [[allianceName], [`Versione ${version.number}`], [organisation.name]],
    blocks: [...body.blocks, ...acceptedBy(organisation, version.content, taken), ...ending],
  };
  return drawPdf(content, layoutsUpon(await wordsOf(version)));
}

/** What everybody reads who signs the version. */
function textOf(content: CharterContent): Pick<PdfContent, 'title' | 'blocks'> {
  const { title, articles } = charterText(content, 'it');
  const blocks = articles.flatMap((article, index) => [
    heading(`${index + 1}. ${article.title}`),
    ...article.paragraphs.map(paragraph),
  ]);
  return { title, blocks };
}

/**
 * Laying out the text is most of the work, and it is the same for everybody: the words of the version that was drawn
 * last are kept. Those of whoever signs are forgotten with their paper.
 */
let lastDrawn: { readonly contentHash: string; readonly words: Promise<WordLayouts> } | undefined;

function wordsOf({ content, contentHash }: CharterOf['version']): Promise<WordLayouts> {
  if (lastDrawn?.contentHash === contentHash) return lastDrawn.words;
  const words = layOut(content);
  lastDrawn = { contentHash, words };
  // What failed is not kept: the next try draws anew.
  words.catch(() => {
    if (lastDrawn?.words === words) lastDrawn = undefined;
  });
  return words;
}

async function layOut(content: CharterContent): Promise<WordLayouts> {
  const { title, blocks } = textOf(content);
  const words = layoutsUpon();
  const obligations = content.articles.flatMap((article) => article.obligations);
  const all = [...blocks, items(obligations.map(({ text }) => text.it))];
  await drawPdf(
    { title, author: '', writtenOn: '2026-01-01', footer: title, opening: [], blocks: all },
    words,
  );
  return words;
}

/** What was taken on, by its keys: what the organisation is may have changed since it signed. */
function acceptedBy(
  { name }: CharterOf['organisation'],
  content: CharterContent,
  { obligations, declarations }: Taken,
): readonly Block[] {
  const accepted = content.articles
    .flatMap((article) => article.obligations)
    .filter(({ key }) => obligations.includes(key));
  return [
    heading(`Obblighi che ${name} assume`),
    items(accepted.map(({ text }) => text.it)),
    ...declaredIn(declarations),
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

const words: Readonly<Record<DeclarationField, string>> = {
  collectiveAgreementCode: 'Codice CNEL del contratto collettivo applicato',
  headcount: 'Lavoratori occupati',
  law68Base: 'Base di computo della legge 68/1999',
  disabledWorkersEmployed: 'Persone con disabilità occupate ai sensi della legge 68/1999',
  durcIssuedOn: 'DURC verificato il',
  riskAssessmentOn: 'Documento di valutazione dei rischi aggiornato il',
};
