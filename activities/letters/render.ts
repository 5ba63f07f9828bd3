import { italianDay } from '../../domain/italian-day.ts';
import type { Bytes } from '../../vault/envelope.ts';
import { writeRelease, writeWaitingEnded } from './award.ts';
import type { Block, LetterBody } from './block.ts';
import { paragraph } from './block.ts';
import { writeClosure, writeWithdrawal } from './closing.ts';
import { writeGrant, writeRefusal } from './decision.ts';
import { writeDocumentRequest } from './document-request.ts';
import type { Letter } from './letter.ts';
import { layoutsUpon, type WordLayouts } from './fonts.ts';
import { drawPdf, type PdfContent } from './pdf.ts';
import { writeReceipt } from './receipt.ts';
import { specimenLetters } from './specimens.ts';

/**
 * A letter as a PDF in Italian: tagged, so that a screen reader gives headings, lists and tables in order, and
 * identified as PDF/UA-1. The same letter always gives the same bytes.
 */
export async function renderLetter(letter: Letter): Promise<Bytes> {
  fixedWords ??= layOutFixedWords();
  return drawPdf(contentOf(letter), layoutsUpon(await fixedWords));
}

/**
 * Most of a letter is the same in every letter, and laying it out is most of the work: the words of the fixed text are
 * laid out once. Those that tell of somebody are forgotten with their letter.
 */
let fixedWords: Promise<WordLayouts> | undefined;

async function layOutFixedWords(): Promise<WordLayouts> {
  const words = layoutsUpon();
  for (const letter of specimenLetters) await drawPdf(contentOf(letter), words);
  return words;
}

function contentOf(letter: Letter): PdfContent {
  const { title, blocks } = writeBody(letter);
  return {
    title,
    author: letter.allianceName,
    writtenOn: letter.writtenOn,
    footer: `Protocollo n. ${letter.protocolNumber}`,
    opening: openingOf(letter),
    blocks: [paragraph(`Gentile ${letter.recipient.name},`), ...blocks, ...closingOf(letter)],
  };
}

function writeBody(letter: Letter): LetterBody {
  switch (letter.kind) {
    case 'receipt':
      return writeReceipt(letter);
    case 'documentRequest':
      return writeDocumentRequest(letter);
    case 'grant':
      return writeGrant(letter);
    case 'refusal':
      return writeRefusal(letter);
    case 'closure':
      return writeClosure(letter);
    case 'withdrawal':
      return writeWithdrawal(letter);
    case 'release':
      return writeRelease(letter);
    case 'waitingEnded':
      return writeWaitingEnded(letter);
  }
}

/** What stands above the title: sender, register, reader. */
function openingOf({ allianceName, protocolNumber, writtenOn, recipient }: Letter): PdfContent['opening'] {
  const address = recipient.address?.split(/[\r\n]+/) ?? [];
  return [
    [allianceName],
    [`Protocollo n. ${protocolNumber} ${italianDay('del', writtenOn)}`],
    [recipient.name, ...address.map((line) => line.trim()).filter((line) => line !== '')],
  ];
}

/** A printed name stands for the signature (D.Lgs. 39/1993 art. 3). */
function closingOf({ officerName, allianceName }: Letter): readonly Block[] {
  return [
    paragraph('Cordiali saluti'),
    paragraph(`${officerName}, ${allianceName}`),
    paragraph('Firma autografa sostituita dal nome a stampa (D.Lgs. 39/1993, art. 3).'),
  ];
}
