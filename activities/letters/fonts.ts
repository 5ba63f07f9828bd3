import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';

const { resolve } = createRequire(import.meta.url);

/**
 * Source Sans 3 (SIL Open Font Licence), embedded in every letter as PDF/UA asks. It has the accents of all
 * languages written in Latin letters, and the Greek and Cyrillic ones: people's names come from everywhere.
 */
export const letterFonts = {
  regular: fontFile('400Regular/SourceSans3_400Regular.ttf'),
  bold: fontFile('700Bold/SourceSans3_700Bold.ttf'),
};

/** For each font, what PDFKit knows of the words it has laid out; one not found is asked of the prototype. */
export type WordLayouts = Readonly<Record<keyof typeof letterFonts, object>>;

export function layoutsUpon(known: Partial<WordLayouts> = {}): WordLayouts {
  const upon = (words: object | undefined) => Object.create(words ?? null) as object;
  return { regular: upon(known.regular), bold: upon(known.bold) };
}

/**
 * A font read once for all letters: reading its tables costs more than drawing a letter. Its glyphs are forgotten
 * before each letter, since a glyph keeps the sign it was first asked for, and no letter may depend on another.
 */
function fontFile(path: string): () => Font {
  let font: Font | undefined;
  return () => {
    font ??= create(readFileSync(resolve(`@expo-google-fonts/source-sans-3/${path}`))) as Font;
    return Object.assign(font, { _glyphs: {} });
  };
}
