import { italianDay } from './italian-day.ts';
import { formatDate, type PlainDate } from './plain-date.ts';
import type { Text } from './text.ts';

/** Whether a provider takes new orders; one that is suspended keeps those it has. */
export const providerStandings = ['inOrder', 'suspended'] as const;
export type ProviderStanding = (typeof providerStandings)[number];

/** What a search shows: who takes new orders now or, for whoever may see them, suspended providers too. */
export const availabilities = ['available', 'any'] as const;

/** Why a provider counts as near for somebody of a comune. */
export type Nearness =
  | { readonly as: 'local'; readonly by: 'registeredOffice' }
  | { readonly as: 'local'; readonly by: 'place'; readonly placeId: string }
  | { readonly as: 'neighbour'; readonly placeId: string; readonly distanceMetres: number }
  | { readonly as: 'waiver'; readonly until: PlainDate };

export function nearnessWords(near: Nearness): Text {
  switch (near.as) {
    case 'local':
      return near.by === 'registeredOffice'
        ? {
            it: 'ha la sede legale in uno dei 42 comuni',
            en: 'has its registered office in one of the 42 comuni',
          }
        : { it: 'ha una sede in uno dei 42 comuni', en: 'has a place in one of the 42 comuni' };
    case 'neighbour': {
      const kilometres = (near.distanceMetres / 1000).toFixed(1);
      return {
        it: `ha una sede a ${kilometres.replace('.', ',')} km in linea d’aria`,
        en: `has a place ${kilometres} km away as the crow flies`,
      };
    }
    case 'waiver':
      return {
        it: `con una deroga della commissione fino ${italianDay('al', near.until)}`,
        en: `by a waiver of the commission until ${formatDate(near.until, 'en')}`,
      };
  }
}
