import { addDays, earlierOf, type PlainDate } from './plain-date.ts';
import { isGood, type Paper } from './provider-paper.ts';
import type { ProviderDocumentCategory } from './provider-service.ts';
import type { SuspensionGround } from './suspension.ts';
import type { Text } from './text.ts';
import { slideOffHoliday } from './working-days.ts';

/** Where an admitted provider stands; the first two get new orders. */
export const standingStates = ['admitted', 'regularising', 'suspended', 'revoked'] as const;
export type StandingState = (typeof standingStates)[number];

/** How many days before its last one a paper is called to mind: the longer it takes to renew, the earlier. */
export const alertDays: Readonly<Record<ProviderDocumentCategory, number>> = {
  durc: 15,
  insurance: 30,
  authorisation: 60,
  minorsStaffDeclaration: 30,
  riskAssessmentDeclaration: 30,
};

/** Days and working days of what happens after an admission. */
export const standingTimes = {
  regulariseDays: 15,
  noticeDays: 30,
  /** A suspension this long is told to whoever still waits for units: half of what a title stays good for. */
  holdersToldAfterDays: 15,
  renewalWorkingDays: 5,
  renewalReminderWorkingDays: 2,
  checkWorkingDays: 5,
  checkReminderWorkingDays: 2,
  holderWorkingDays: 5,
  holderReminderWorkingDays: 2,
} as const;

/** On which ground the lapse of a paper suspends. */
export const groundOf: Readonly<Record<ProviderDocumentCategory, SuspensionGround>> = {
  durc: 'durc',
  insurance: 'insurance',
  authorisation: 'authorisation',
  minorsStaffDeclaration: 'criminalRecord',
  riskAssessmentDeclaration: 'riskAssessment',
};

/** When a paper is called to mind, and the first day on which it is no longer good. A lapse never waits for a working day. */
export function watchedDays({
  category,
  validUntil,
}: Paper): { alertOn: PlainDate; lapsesOn: PlainDate } | null {
  if (validUntil === null) return null;
  return { alertOn: addDays(validUntil, -alertDays[category]), lapsesOn: addDays(validUntil, 1) };
}

/** An invitation by the bodies that collect contributions to pay what is missing (DM 30 January 2015 art. 4). */
export interface Regularisation {
  readonly receivedOn: PlainDate;
  readonly regulariseBy: PlainDate;
}

/** The last day to pay after an invitation; a term for doing something does slide off a holiday. */
export function regulariseBy(receivedOn: PlainDate): PlainDate {
  return slideOffHoliday(addDays(receivedOn, standingTimes.regulariseDays));
}

/**
 * The last day on which orders still go on while somebody regularises: that of the term, and never longer than the old
 * certificate is good. Null for an invitation that found no certificate in force: it gives nothing back.
 */
export function regularisingUntil(regularisation: Regularisation, durc: Paper | undefined): PlainDate | null {
  if (!isGood(durc, regularisation.receivedOn)) return null;
  return earlierOf(regularisation.regulariseBy, durc!.validUntil ?? regularisation.regulariseBy);
}

export interface StandingFacts {
  readonly endedOn: PlainDate | null;
  readonly grounds: readonly SuspensionGround[];
  readonly openRegularisation: Regularisation | null;
}

export function standingState(facts: StandingFacts, today: PlainDate): StandingState {
  if (facts.endedOn !== null && today >= facts.endedOn) return 'revoked';
  if (facts.grounds.length > 0) return 'suspended';
  return facts.openRegularisation === null ? 'admitted' : 'regularising';
}

/** The first day on which a provider whose revocation was decided today no longer is one. */
export function revokedFrom(decidedOn: PlainDate): PlainDate {
  return addDays(decidedOn, standingTimes.noticeDays + 1);
}

/** What a provider has to do about a paper, beside handing in the new one. */
export const howToRenew: Readonly<Record<ProviderDocumentCategory, Text>> = {
  durc: {
    it: 'chiedere una nuova verifica al servizio Durc On Line e caricare il DURC; se arriva un invito a regolarizzare, registrarlo subito e pagare entro il termine',
    en: 'ask the service Durc On Line for a new verification and upload the DURC; if an invitation to regularise comes, record it at once and pay in time',
  },
  insurance: {
    it: 'rinnovare la polizza e caricare il certificato',
    en: 'renew the policy and upload the certificate',
  },
  authorisation: {
    it: 'rinnovare l’autorizzazione o l’accreditamento e caricarne copia',
    en: 'renew the authorisation or accreditation and upload a copy',
  },
  minorsStaffDeclaration: {
    it: 'chiedere di nuovo i certificati del casellario e caricare la dichiarazione',
    en: 'ask for the criminal-record certificates again and upload the declaration',
  },
  riskAssessmentDeclaration: {
    it: 'aggiornare il documento di valutazione dei rischi e caricare la dichiarazione',
    en: 'bring the risk assessment document up to date and upload the declaration',
  },
};
