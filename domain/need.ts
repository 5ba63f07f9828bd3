import type { NeedService } from './isee.ts';
import type { Text } from './text.ts';

/** What a need is counted in: whole units that a provider delivers one by one. */
export const needUnits = ['hour', 'session', 'day', 'week', 'month', 'meal', 'trip'] as const;
export type NeedUnit = (typeof needUnits)[number];

export const unitWords: Readonly<Record<NeedUnit, Text>> = {
  hour: { it: 'ora', en: 'hour' },
  session: { it: 'seduta', en: 'session' },
  day: { it: 'giorno', en: 'day' },
  week: { it: 'settimana', en: 'week' },
  month: { it: 'mese', en: 'month' },
  meal: { it: 'pasto', en: 'meal' },
  trip: { it: 'viaggio', en: 'trip' },
};

/** All that a provider is told of what is asked for: how the household puts it stays in the dossier. */
export const serviceWords: Readonly<Record<NeedService, Text>> = {
  forMinor: { it: 'servizio per un minore', en: 'service for a minor' },
  homeCare: { it: 'assistenza a domicilio', en: 'home care' },
  other: { it: 'altro servizio', en: 'other service' },
};
