import type { Declarations } from './charter-declarations.ts';
import type { PlainDate } from './plain-date.ts';
import type { ProviderDeclarations } from './provider-onboarding-input.ts';
import type { Text } from './text.ts';

/** What a candidate says when it applies and says again when it signs the charter. */
export interface SaidInApplication {
  readonly declarations: ProviderDeclarations;
  /** The day on the DURC that counts; null while there is none. */
  readonly durcIssuedOn: PlainDate | null;
}

export interface Difference {
  readonly field: keyof Declarations;
  readonly inApplication: string | number;
  readonly inCharter: string | number;
}

export const declaredTwiceWords: Readonly<Record<keyof Declarations, Text>> = {
  collectiveAgreementCode: {
    it: 'codice del contratto collettivo applicato',
    en: 'code of the collective agreement applied',
  },
  headcount: { it: 'lavoratori occupati', en: 'workers employed' },
  law68Base: { it: 'base di computo della L. 68/1999', en: 'computation base of L. 68/1999' },
  disabledWorkersEmployed: {
    it: 'lavoratori con disabilità occupati',
    en: 'workers with disability employed',
  },
  durcIssuedOn: { it: 'giorno della verifica del DURC', en: 'day of the DURC’s verification' },
  riskAssessmentOn: {
    it: 'data del documento di valutazione dei rischi',
    en: 'date of the risk assessment document',
  },
};

/** What the application said, under the names that the charter has for it. */
export function asInCharter({ declarations, durcIssuedOn }: SaidInApplication): Declarations {
  return {
    collectiveAgreementCode: declarations.collectiveAgreementCode,
    headcount: declarations.employees,
    law68Base: declarations.law68Base,
    disabledWorkersEmployed: declarations.disabledWorkersEmployed,
    ...(durcIssuedOn ? { durcIssuedOn } : {}),
    riskAssessmentOn: declarations.riskAssessmentOn,
  };
}

/** Where the two do not say the same; what only one of them says is no difference. */
export function differencesBetween(before: SaidInApplication, signed: Declarations): readonly Difference[] {
  const said = asInCharter(before);
  return (Object.keys(said) as (keyof Declarations)[]).flatMap((field) => {
    const [inApplication, inCharter] = [said[field], signed[field]];
    if (inApplication === undefined || inCharter === undefined || inApplication === inCharter) return [];
    return [{ field, inApplication, inCharter }];
  });
}
