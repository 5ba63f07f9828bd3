import type { NeedService } from './isee.ts';
import type { Text } from './text.ts';

/** What a need is counted in: whole units that a provider delivers one by one. */
export const needUnits = ['hour', 'session', 'day', 'week', 'month', 'meal', 'trip'] as const;
export type NeedUnit = (typeof needUnits)[number];

const one: Readonly<Record<NeedUnit, Text>> = {
  hour: { it: 'ora', en: 'hour' },
  session: { it: 'seduta', en: 'session' },
  day: { it: 'giorno', en: 'day' },
  week: { it: 'settimana', en: 'week' },
  month: { it: 'mese', en: 'month' },
  meal: { it: 'pasto', en: 'meal' },
  trip: { it: 'viaggio', en: 'trip' },
};
const many: Readonly<Record<NeedUnit, Text>> = {
  hour: { it: 'ore', en: 'hours' },
  session: { it: 'sedute', en: 'sessions' },
  day: { it: 'giorni', en: 'days' },
  week: { it: 'settimane', en: 'weeks' },
  month: { it: 'mesi', en: 'months' },
  meal: { it: 'pasti', en: 'meals' },
  trip: { it: 'viaggi', en: 'trips' },
};

/** The unit's word as it stands after this number: 1 week, 10 weeks. */
export function unitWord(unit: NeedUnit, count: number): Text {
  return (count === 1 ? one : many)[unit];
}

/** All that a provider is told of what is asked for: how the household puts it stays in the dossier. */
export const serviceWords: Readonly<Record<NeedService, Text>> = {
  forMinor: { it: 'servizio per un minore', en: 'service for a minor' },
  homeCare: { it: 'assistenza a domicilio', en: 'home care' },
  other: { it: 'altro servizio', en: 'other service' },
};
