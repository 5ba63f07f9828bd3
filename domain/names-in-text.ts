/** Somebody whom a text must not tell. */
export interface Known {
  readonly givenName: string;
  readonly familyName: string;
  readonly taxCode: string | null;
}

interface Word {
  readonly text: string;
  /** Without accents, in small letters. */
  readonly plain: string;
  readonly opensSentence: boolean;
}

/**
 * Whether a text tells who somebody is: a first and last name beside each other, whichever comes first, or a tax code,
 * however it is written; or a last name alone where only a name is written so: with a capital, within a sentence, and
 * not as a part of one of these places. Many last names are common words ("costa", "bassi", "villa"): in small letters
 * or as the first word of a sentence they are taken for that, and so they are in a text that is all capitals. A first
 * name alone tells too little to be looked for.
 */
export function tellsWho(text: string, people: readonly Known[], places: readonly string[]): boolean {
  const words = wordsOf(text);
  const isShouted = text === text.toUpperCase();
  const ofPlaces = places.flatMap((place) =>
    findAll(words, plainWords(place)).map((at) => [at, place] as const),
  );
  return people.some((person) => {
    const family = plainWords(person.familyName);
    const given = plainWords(person.givenName);
    const code = person.taxCode?.toLowerCase();
    if (code && words.some(({ plain }) => plain === code)) return true;
    const families = [family, ...eachOf(family)];
    const whole = [given, given.slice(0, 1)].flatMap((one) =>
      families.flatMap((last) => [
        [...one, ...last],
        [...last, ...one],
      ]),
    );
    if (given.length > 0 && whole.some((name) => findAll(words, name).length > 0)) return true;
    const isPlace = (at: number) =>
      ofPlaces.some(([from, place]) => at >= from && at < from + plainWords(place).length);
    return (
      !isShouted &&
      families.some((last) =>
        findAll(words, last).some(
          (at) => isWrittenAsName(words[at + last.length - 1]!, words[at]!) && !isPlace(at),
        ),
      )
    );
  });
}

/** Of a double last name people say one: each tells, a particle ("de", "della") with the word that it belongs to. */
function eachOf(family: readonly string[]): readonly (readonly string[])[] {
  const names: string[][] = [];
  for (const word of family) {
    const last = names.at(-1);
    if (last && particle.test(last.at(-1)!)) last.push(word);
    else names.push([word]);
  }
  return names;
}

const particle = /^(?:d|d[aei]|dal|dalla|del|dell|della|dei|degli|dello|lo|la|li|van|von|el|al|ben)$/;

/** A particle before it may be small ("de Luca"): the last word has the capital. */
function isWrittenAsName(last: Word, first: Word): boolean {
  return /^\p{Lu}/u.test(last.text) && !first.opensSentence;
}

/** Where these words stand one after the other. */
function findAll(words: readonly Word[], sought: readonly string[]): readonly number[] {
  if (sought.length === 0) return [];
  return words.flatMap((_, at) =>
    sought.every((one, index) => words[at + index]?.plain === one) ? [at] : [],
  );
}

/** A full stop after one of these ends no sentence. */
const abbreviated = /(?:^|[^\p{L}])(?:sig|sigg|dott|prof|avv|mr|mrs|ms|dr)\.\s*$/iu;

function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].map(({ 0: word, index }) => {
    const before = text.slice(0, index);
    return {
      text: word,
      plain: plainOf(word),
      opensSentence: /(?:^|[.!?\n])[^\p{L}\p{N},]*$/u.test(before) && !abbreviated.test(before),
    };
  });
}

function plainWords(text: string): readonly string[] {
  return wordsOf(text).map(({ plain }) => plain);
}

function plainOf(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
