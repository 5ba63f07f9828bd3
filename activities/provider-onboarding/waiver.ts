import type { z } from 'zod';
import { addMonths, toDateColumn } from '../../domain/plain-date.ts';
import type { grantWaiverInput } from '../../domain/provider-onboarding-input.ts';
import { Refusal, type FieldError } from '../../domain/refusal.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import { amountOrThrow, parametersOn } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';
import { recordAudit } from '../audit.ts';
import type { ActivityServices } from '../services.ts';
import type { Done, OpenSubmission } from '../submission.ts';
import { isOfferedNear } from '../provider-standing/near-provider.ts';
import { completeTasks } from '../tasks.ts';
import { applicationAnswer, applicationSubject, lockForOperation } from './application.ts';
import { askTheRules } from './rules.ts';
import { offeredCategories } from './standing.ts';

/** The commission lets a remote candidate in for one category, for a while, because nobody near offers it. */
export async function grantWaiver(
  tx: Tx,
  submission: OpenSubmission<z.output<typeof grantWaiverInput>>,
  services: ActivityServices,
): Promise<Done> {
  const { body, accountId } = submission;
  const { vault } = services;
  const application = await lockForOperation(tx, submission.subjectId, 'grantWaiver');
  const version = await versionInForce(tx, 'provider-proximity', tx.now);
  const values = parametersOn(version.content, toPlainDate(tx.now));
  const maxMonths = amountOrThrow(values, { parameter: 'waiverMaxMonths' });
  const faults: FieldError[] = [
    ...((await offeredCategories(tx, application.id)).includes(body.category) ? [] : [notOffered]),
    ...(body.from < toPlainDate(tx.now) ? [inThePast] : []),
    ...(body.until < body.from ? [backwards] : []),
    ...(body.until > addMonths(body.from, maxMonths) ? [tooLong(maxMonths)] : []),
  ];
  if (faults.length > 0) throw new Refusal('invalidRequest', { detail: correct, errors: faults });
  const neighbourMaxMetres = amountOrThrow(values, { parameter: 'neighbourMaxMetres' });
  const others = { category: body.category, comune: null, notBy: application.organisationId };
  if (await isOfferedNear(tx, { ...others, neighbourMaxMetres })) throw somebodyNear;
  await tx.db.proximityWaiver.create({
    data: {
      allianceId: tx.allianceId,
      applicationId: application.id,
      organisationId: application.organisationId,
      category: body.category,
      fromDate: toDateColumn(body.from),
      untilDate: toDateColumn(body.until),
      reasonSealed: await vault.seal(tx, { kind: 'alliance', id: tx.allianceId }, 'waiver', body.reason),
      grantedBy: accountId,
      createdAt: tx.now,
    },
  });
  await completeTasks(tx, applicationSubject(application), ['considerWaiver'], accountId);
  await recordAudit(tx, vault, {
    action: 'providerApplication.waiverGranted',
    ...applicationSubject(application),
    reason: body.category,
  });
  if (application.state === 'review') await askTheRules(tx, services, application);
  return applicationAnswer(tx, application.id);
}

const correct = { it: 'Corregga i campi indicati.', en: 'Correct the fields shown.' };
const notOffered: FieldError = {
  pointer: '/body/category',
  message: { it: 'l’ente candidato non la offre', en: 'the candidate does not offer it' },
};
const inThePast: FieldError = {
  pointer: '/body/from',
  message: { it: 'da oggi in poi', en: 'from today on' },
};
const backwards: FieldError = {
  pointer: '/body/until',
  message: { it: 'non prima del primo giorno', en: 'not before the first day' },
};
function tooLong(maxMonths: number): FieldError {
  return {
    pointer: '/body/until',
    message: { it: `al massimo ${maxMonths} mesi`, en: `${maxMonths} months at most` },
  };
}
const somebodyNear = new Refusal('stepNotPossible', {
  detail: {
    it: 'Un fornitore locale o vicino offre già questa categoria: la deroga non si può concedere.',
    en: 'A local or neighbouring provider offers this category already: no waiver can be granted.',
  },
  possible: [],
});
