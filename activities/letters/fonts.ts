import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/**
 * Source Sans 3 (SIL Open Font Licence), embedded in every letter as PDF/UA asks. It has the accents of all
 * languages written in Latin letters, and the Greek and Cyrillic ones: people's names come from everywhere.
 */
export const regularFont = fontFile('400Regular/SourceSans3_400Regular.ttf');
export const boldFont = fontFile('700Bold/SourceSans3_700Bold.ttf');

function fontFile(path: string): () => Buffer {
  let bytes: Buffer | undefined;
  return () => (bytes ??= readFileSync(resolve(`@expo-google-fonts/source-sans-3/${path}`)));
}
