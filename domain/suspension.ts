import type { OrganisationRole } from './charter.ts';
import type { Text } from './text.ts';

interface Ground {
  /** The reason, as the organisation reads it. */
  readonly reason: Text;
  /** What ends the suspension. */
  readonly remedy: Text;
}

/**
 * What an organisation is suspended for. Each is a fact that a rule finds and the organisation itself can mend; who is
 * to be punished is nobody's to decide here.
 */
export const suspensionGrounds = {
  charter: {
    reason: {
      it: 'la nuova versione della carta etica non è stata firmata entro il termine',
      en: 'the new version of the ethical charter was not signed in time',
    },
    remedy: {
      it: 'chiedere all’alleanza un nuovo invito e firmarla: con la firma la sospensione finisce subito',
      en: 'ask the alliance for a new invitation and sign it: the suspension ends at once with the signature',
    },
  },
  durc: document('il DURC', 'the DURC'),
  insurance: document('la polizza di assicurazione', 'the insurance policy'),
  authorisation: document('l’autorizzazione o l’accreditamento', 'the authorisation or accreditation'),
  criminalRecord: document(
    'il certificato del casellario per chi lavora con minori',
    'the criminal-record certificate for work with minors',
  ),
  riskAssessment: document(
    'la dichiarazione sul documento di valutazione dei rischi',
    'the declaration on the risk assessment document',
  ),
} as const satisfies Record<string, Ground>;

export type SuspensionGround = keyof typeof suspensionGrounds;
export const groundNames = Object.keys(suspensionGrounds) as SuspensionGround[];

/** A suspension of everything the organisation is has no role. */
export interface SuspensionSpan {
  readonly role: OrganisationRole | null;
  readonly ground: string;
  readonly since: Date;
  readonly liftedAt: Date | null;
}

/** The grounds on which an organisation is suspended in a role at an instant; none: it is in order. */
export function groundsAt(
  suspensions: readonly SuspensionSpan[],
  role: OrganisationRole,
  at: Date,
): readonly SuspensionGround[] {
  const running = suspensions.filter(
    (one) =>
      (one.role === null || one.role === role) &&
      one.since <= at &&
      (one.liftedAt === null || at < one.liftedAt),
  );
  return groundNames.filter((ground) => running.some((one) => one.ground === ground));
}

function document(it: string, en: string): Ground {
  return {
    reason: { it: `${it} è scaduto, o manca`, en: `${en} has lapsed, or is missing` },
    remedy: {
      it: `caricare ${it} in corso di validità: con quello la sospensione finisce subito`,
      en: `upload ${en} in force: the suspension ends at once with it`,
    },
  };
}
