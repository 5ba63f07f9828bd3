import { comuni } from './territory/comuni.ts';
import type { Text } from './text.ts';

/** A group of comuni that plan their social services together. */
export type Ambito = 'valCavallina' | 'bassoSebino' | 'altoSebino';

export interface Comune {
  /** Six digits: province and comune. */
  readonly istatCode: string;
  readonly name: string;
  readonly ambito: Ambito;
  readonly population2011: number;
}

export const ambiti: Readonly<Record<Ambito, Text>> = {
  valCavallina: { it: 'Val Cavallina', en: 'Val Cavallina' },
  bassoSebino: { it: 'Monte Bronzone – Basso Sebino', en: 'Monte Bronzone – Basso Sebino' },
  altoSebino: { it: 'Alto Sebino', en: 'Alto Sebino' },
};

export { comuni };

const byCode = new Map(comuni.map((comune) => [comune.istatCode, comune]));
const byName = new Map(comuni.map((comune) => [plainName(comune.name), comune]));

/** Whether the ISTAT code is of one of the alliance's 42 comuni. */
export function isLocal(istatCode: string): boolean {
  return byCode.has(istatCode);
}

/** The comune with this ISTAT code, when it is one of the 42. */
export function comuneByCode(istatCode: string): Comune | undefined {
  return byCode.get(istatCode);
}

/** The comune of the 42 that somebody means: case, accents, kind of apostrophe and extra spaces do not count. */
export function comuneByName(name: string): Comune | undefined {
  return byName.get(plainName(name));
}

/** Those of the 42 whose name contains what is sought, compared as in `comuneByName`; what holds no letter finds none. */
export function comuniNamed(part: string): readonly Comune[] {
  const sought = plainName(part);
  return sought === '' ? [] : comuni.filter(({ name }) => plainName(name).includes(sought));
}

/** Whether the text has the form of an ISTAT code, of any comune of Italy: three digits of province, three of comune. */
export function isIstatCode(text: string): boolean {
  return /^(?!000)\d{3}(?!000)\d{3}$/.test(text);
}

function plainName(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
}
