import type { NeedService } from './isee.ts';
import type { Text } from './text.ts';

/** What a provider may offer. A category says which papers its provider needs, and for whom it cares. */
export const serviceCategories = [
  'childcare',
  'summerCamp',
  'homeCare',
  'dayCentre',
  'psychology',
  'therapy',
  'transport',
  'sports',
  'culture',
  'proximityShop',
] as const;
export type ServiceCategory = (typeof serviceCategories)[number];

export const serviceUnits = ['hour', 'session', 'day', 'week', 'month', 'meal', 'trip', 'piece'] as const;
export type ServiceUnit = (typeof serviceUnits)[number];

/** How value added tax falls on it: ordinary rate, a reduced one, exempt (DPR 633/1972 art. 10), or out of its scope. */
export const vatTreatments = [
  'ordinary',
  'reduced10',
  'reduced5',
  'reduced4',
  'exempt',
  'outOfScope',
] as const;

/** The letters of art. 51 c. 2 TUIR under which an employer may give a service, and c. 3 for what is given in kind. */
export const taxLetters = ['c', 'd', 'dBis', 'f', 'fBis', 'fTer', 'fQuater', 'comma3'] as const;

/** The papers of a provider, each with how long it is good when it does not say so itself. */
export const providerDocumentCategories = [
  'durc',
  'insurance',
  'authorisation',
  'minorsStaffDeclaration',
  'riskAssessmentDeclaration',
] as const;
export type ProviderDocumentCategory = (typeof providerDocumentCategories)[number];

interface CategoryTraits {
  readonly words: Text;
  readonly isCare: boolean;
  readonly isChildcare: boolean;
  readonly servesMinors: boolean;
}

const of = (words: Text, traits: Partial<CategoryTraits> = {}): CategoryTraits => ({
  words,
  isCare: false,
  isChildcare: false,
  servesMinors: false,
  ...traits,
});

export const categoryTraits: Readonly<Record<ServiceCategory, CategoryTraits>> = {
  childcare: of({ it: 'nido e infanzia', en: 'childcare' }, { isChildcare: true, servesMinors: true }),
  summerCamp: of({ it: 'centro estivo', en: 'summer camp' }, { servesMinors: true }),
  homeCare: of({ it: 'assistenza a domicilio', en: 'home care' }, { isCare: true }),
  dayCentre: of({ it: 'centro diurno', en: 'day centre' }, { isCare: true }),
  psychology: of({ it: 'sostegno psicologico', en: 'psychological support' }),
  therapy: of({ it: 'terapia e riabilitazione', en: 'therapy and rehabilitation' }, { servesMinors: true }),
  transport: of({ it: 'trasporto', en: 'transport' }),
  sports: of({ it: 'sport', en: 'sports' }, { servesMinors: true }),
  culture: of({ it: 'cultura', en: 'culture' }, { servesMinors: true }),
  proximityShop: of({ it: 'bottega di prossimità', en: 'proximity shop' }),
};

export const providerDocumentWords: Readonly<Record<ProviderDocumentCategory, Text>> = {
  durc: { it: 'DURC', en: 'DURC (certificate of paid contributions)' },
  insurance: { it: 'polizza di responsabilità civile', en: 'liability insurance' },
  authorisation: { it: 'autorizzazione o accreditamento', en: 'authorisation or accreditation' },
  minorsStaffDeclaration: {
    it: 'dichiarazione sui certificati del casellario di chi lavora con minori',
    en: 'declaration on criminal-record certificates of whoever works with minors',
  },
  riskAssessmentDeclaration: {
    it: 'dichiarazione sul documento di valutazione dei rischi',
    en: 'declaration on the risk assessment document',
  },
};

/** Whether what it offers is care, childcare, or brings it together with minors. */
export function traitsOf(categories: readonly ServiceCategory[]) {
  const any = (trait: 'isCare' | 'isChildcare' | 'servesMinors') =>
    categories.some((category) => categoryTraits[category][trait]);
  return {
    offersCare: any('isCare'),
    offersChildcare: any('isChildcare'),
    servesMinors: any('servesMinors'),
  };
}

/** The papers that these services ask for, in the order in which they are told. */
export function documentsRequired(
  categories: readonly ServiceCategory[],
): readonly ProviderDocumentCategory[] {
  const { offersCare, offersChildcare, servesMinors } = traitsOf(categories);
  return [
    'durc',
    'insurance',
    ...(offersCare || offersChildcare ? (['authorisation'] as const) : []),
    ...(servesMinors ? (['minorsStaffDeclaration'] as const) : []),
    'riskAssessmentDeclaration',
  ];
}

/** The categories of services by which a need can be met: needs are told more coarsely than offers. */
export function categoriesFor(service: NeedService): readonly ServiceCategory[] {
  if (service === 'homeCare') return ['homeCare'];
  return serviceCategories.filter((category) => {
    const { servesMinors, isChildcare } = categoryTraits[category];
    return service === 'forMinor' ? servesMinors || isChildcare : category !== 'homeCare';
  });
}
