import type { z } from 'zod';
import {
  legalForms,
  type confirmIdentityInput,
  type LegalForm,
} from '../../domain/provider-onboarding-input.ts';
import { onboardingTimes } from '../../domain/provider-onboarding.ts';
import { Refusal } from '../../domain/refusal.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Organisation, ProviderApplication } from '../../prisma/generated/client.ts';
import { constraintName } from '../../prisma/retry.ts';
import { recordAudit } from '../audit.ts';
import { representativeOf } from '../representatives.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { completeTasks, openTask } from '../tasks.ts';
import { applicationAnswer, applicationSubject, lockForOperation, moveApplication } from './application.ts';
import { settleOnboarding } from './settle.ts';
import { stepsOf } from './standing.ts';
import { finish, noteProgress, turnTo } from './steps.ts';

/**
 * A caseworker compared the candidate with the register, and says whether the alliance has the entity already. What
 * they say must be what the rows say: nobody is entered twice, and nobody is taken for somebody else unseen.
 */
export async function confirmIdentity(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof confirmIdentityInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const application = await lockForOperation(tx, submission.subjectId, 'confirmIdentity');
  if ((await stepsOf(tx, application.id)).get('identity')!.state !== 'toCheck') throw notSaidYet;
  const organisation = await organisationOf(tx, application, body.knownOrganisationId);
  const confirmed = await refusingTwins(() =>
    moveApplication(tx, application, {
      state: 'docsPending',
      organisationId: organisation.id,
      caseworkerId: application.caseworkerId ?? accountId,
    }),
  );
  const of = { where: { applicationId: application.id }, data: { organisationId: organisation.id } };
  await tx.db.place.updateMany(of);
  await tx.db.offeredService.updateMany(of);
  await tx.db.providerDocument.updateMany(of);
  await tx.db.proximityWaiver.updateMany(of);
  await finish(tx, application, 'identity', accountId);
  await completeTasks(tx, applicationSubject(application), ['confirmIdentity'], accountId);
  await askForRepresentative(tx, confirmed);
  await noteProgress(tx, application);
  await recordAudit(tx, services.vault, {
    action: 'providerApplication.identityConfirmed',
    ...applicationSubject(application),
    reason: body.knownOrganisationId ? 'known' : 'new',
  });
  await settleOnboarding(tx, services, application.id);
  return applicationAnswer(tx, application.id);
}

/** The entity with this partita IVA or tax code, held against changes; made when the alliance has none. */
async function organisationOf(
  tx: Tx,
  application: ProviderApplication,
  knownId: string | null,
): Promise<Organisation> {
  const vatNumber = application.vatNumber!;
  await tx.db.$queryRaw`SELECT id FROM organisation WHERE vat_number = ${vatNumber} FOR NO KEY UPDATE`;
  const known = await tx.db.organisation.findFirst({ where: { vatNumber } });
  if ((known?.id ?? null) !== knownId) throw known ? isKnown(known.id) : isNotKnown;
  if (!known)
    return tx.db.organisation.create({
      data: {
        allianceId: tx.allianceId,
        name: application.organisationName,
        vatNumber,
        hasVatNumber: application.hasVatNumber,
        legalForm: legalForms[application.legalForm as LegalForm].it,
        comuneIstat: application.comuneIstat!,
        roles: [],
        createdAt: tx.now,
      },
    });
  const admitted = await tx.db.admission.count({ where: { organisationId: known.id, endedOn: null } });
  if (admitted > 0) throw isProvider;
  return known;
}

/** An organisation that somebody signs for already needs nobody to be recorded anew. */
async function askForRepresentative(tx: Tx, application: ProviderApplication): Promise<void> {
  if (await representativeOf(tx, application.organisationId!))
    return finish(tx, application, 'representative', null);
  await turnTo(tx, application, 'representative', 'open');
  await openTask(tx, {
    ...applicationSubject(application),
    kind: 'appointRepresentative',
    candidateRole: 'administrator',
    dueInWorkingDays: onboardingTimes.checkWorkingDays,
    reminderWorkingDays: onboardingTimes.checkReminderWorkingDays,
  });
}

async function refusingTwins<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (constraintName(error) !== 'provider_application_organisation_once') throw error;
    throw new Refusal('alreadyExists', {
      detail: {
        it: 'Di questo ente è già aperta un’altra richiesta: proseguire quella.',
        en: 'Another application of this organisation is open already: go on with that one.',
      },
      possible: ['listProviderApplications'],
    });
  }
}

function isKnown(organisationId: string): Refusal {
  return new Refusal('alreadyExists', {
    detail: {
      it: 'L’alleanza ha già un ente con questo numero: controlli che sia lui e confermi con il suo codice.',
      en: 'The alliance has an organisation with this number already: check that it is the one and confirm with its identifier.',
    },
    possible: ['confirmIdentity', 'reviewProvider'],
    facts: [organisationId],
  });
}

const isNotKnown = new Refusal('invalidRequest', {
  detail: {
    it: 'Nessun ente dell’alleanza ha il numero di questa richiesta.',
    en: 'No organisation of the alliance has the number of this application.',
  },
  errors: [
    {
      pointer: '/body/knownOrganisationId',
      message: { it: 'null: l’ente è nuovo', en: 'null: the organisation is new' },
    },
  ],
});
const isProvider = new Refusal('alreadyExists', {
  detail: {
    it: 'L’ente è già fornitore: questa richiesta non serve, e chi l’ha fatta può ritirarla.',
    en: 'The organisation is a provider already: this application is of no use, and whoever made it can withdraw it.',
  },
  possible: ['requestCorrection'],
});
const notSaidYet = new Refusal('stepNotPossible', {
  detail: {
    it: 'L’ente candidato non ha ancora detto chi è.',
    en: 'The candidate has not yet said who it is.',
  },
  possible: ['completeStep'],
});
