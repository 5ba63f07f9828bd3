import { disabledWorkersDue, protectedWorkersDue, type QuotaNumbers } from '../../domain/disability-quota.ts';
import { durcAgeDays } from '../../domain/durc.ts';
import { fromDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { onboardingTimes } from '../../domain/provider-onboarding.ts';
import type { ProviderDeclarations } from '../../domain/provider-onboarding-input.ts';
import { countingPaper, isGood } from '../../domain/provider-paper.ts';
import { traitsOf, type ServiceCategory } from '../../domain/provider-service.ts';
import { proximityFacts, unitAt } from '../../domain/proximity.ts';
import { toPlainDate } from '../../domain/time.ts';
import type { Tx } from '../../prisma/database.ts';
import type { ProviderApplication } from '../../prisma/generated/client.ts';
import type { Facts } from '../../rules/facts.ts';
import { amountOrThrow, parametersOn, type ParameterValues } from '../../rules/parameters.ts';
import { versionInForce } from '../../rules/store.ts';
import type { ActivityServices } from '../services.ts';
import { isOfferedNear } from '../provider-standing/near-provider.ts';
import { openTask } from '../tasks.ts';
import { applicationKey, applicationSubject } from './application.ts';
import { decide, type RuleAnswer } from './decide.ts';
import { heldDocuments, offeredCategories, stepsOf } from './standing.ts';

/** What the rules say of a candidate now: the charter's once, proximity for each category it offers. Each is kept. */
export async function askTheRules(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
): Promise<readonly RuleAnswer[]> {
  await tx.db.providerDecision.updateMany({
    where: { applicationId: application.id, supersededAt: null },
    data: { supersededAt: tx.now },
  });
  const categories = await offeredCategories(tx, application.id);
  const answers = [await askCompliance(tx, services, application, categories)];
  for (const category of categories) answers.push(await askProximity(tx, services, application, category));
  if (answers.some(({ category, compliant }) => category !== null && compliant === false))
    await askForWaiver(tx, application);
  return answers;
}

async function askCompliance(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
  categories: readonly ServiceCategory[],
): Promise<RuleAnswer> {
  const today = toPlainDate(tx.now);
  const version = await versionInForce(tx, 'charter-compliance', tx.now);
  const numbers = quotaNumbers(parametersOn(version.content, today));
  const sealed = application.declarationsSealed;
  const declared = sealed
    ? await services.vault.open<ProviderDeclarations>(tx, applicationKey(application), 'declarations', sealed)
    : null;
  const isSigned = (await stepsOf(tx, application.id)).get('charter')!.state === 'done';
  const held = await heldDocuments(tx, application.id);
  const durc = countingPaper(held, 'durc')?.row;
  const facts: Facts = {
    role: 'provider',
    assessedOn: today,
    charterSigned: isSigned ? 'inForce' : 'never',
    fundShareSigned: isSigned,
    employees: declared?.employees,
    collectiveAgreementDeclared: declared ? declared.collectiveAgreementCode !== '' : null,
    durcAgeDays: durc ? durcAgeDays(fromDateColumn(durc.issuedOn), today) : null,
    durcGreatestShortfallCents: durc?.shortfallCents,
    law68Base: declared?.law68Base,
    disabledWorkersDue: declared ? disabledWorkersDue(declared.law68Base, numbers) : null,
    disabledWorkersEmployed: declared?.disabledWorkersEmployed,
    protectedWorkersDue: declared ? protectedWorkersDue(declared.law68Base, numbers) : null,
    protectedWorkersEmployed: declared?.protectedWorkersEmployed,
    exploitationConviction: declared?.exploitationConviction,
    judicialControl: declared?.judicialControl,
    riskAssessmentDate: declared?.riskAssessmentOn,
    minorsStaffCertified: declared?.minorsStaffCertified,
    authorisationInForce: isGood(countingPaper(held, 'authorisation'), today),
    ...traitsOf(categories),
  };
  return decide(tx, services, application, { version, facts, category: null });
}

async function askProximity(
  tx: Tx,
  services: ActivityServices,
  application: ProviderApplication,
  category: ServiceCategory,
): Promise<RuleAnswer> {
  const today = toPlainDate(tx.now);
  const version = await versionInForce(tx, 'provider-proximity', tx.now);
  const values = parametersOn(version.content, today);
  const units = await tx.db.place.findMany({ where: { applicationId: application.id, closedOn: null } });
  const neighbourMaxMetres = amountOrThrow(values, { parameter: 'neighbourMaxMetres' });
  const facts = proximityFacts(
    {
      assessedOn: today,
      registeredOfficeIstat: application.comuneIstat,
      units: units.map(unitAt),
      beneficiaryComune: null,
      waiver: await waiverOf(tx, application, category, today),
      nearProviderOffersCategory: await isOfferedNear(tx, {
        category,
        comune: null,
        neighbourMaxMetres,
        notBy: application.organisationId,
      }),
    },
    amountOrThrow(values, { parameter: 'waiverMaxMonths' }),
  );
  return decide(tx, services, application, { version, facts, category });
}

async function waiverOf(tx: Tx, { id }: ProviderApplication, category: ServiceCategory, today: PlainDate) {
  const day = new Date(today);
  const waiver = await tx.db.proximityWaiver.findFirst({
    where: { applicationId: id, category, endedOn: null, untilDate: { gte: day } },
    orderBy: { id: 'desc' },
  });
  return waiver && { from: fromDateColumn(waiver.fromDate), until: fromDateColumn(waiver.untilDate) };
}

async function askForWaiver(tx: Tx, application: ProviderApplication): Promise<void> {
  const subject = applicationSubject(application);
  const kind = 'considerWaiver' as const;
  const asked = await tx.db.task.count({ where: { ...subject, kind, state: { in: ['open', 'claimed'] } } });
  if (asked > 0) return;
  await openTask(tx, {
    ...subject,
    kind,
    candidateRole: 'commissionMember',
    dueInWorkingDays: onboardingTimes.reviewWorkingDays,
    reminderWorkingDays: onboardingTimes.reviewReminderWorkingDays,
  });
}

function quotaNumbers(values: ParameterValues): QuotaNumbers {
  return new Proxy({} as QuotaNumbers, {
    get: (_target, name) => amountOrThrow(values, { parameter: String(name) }),
  });
}
