import type { z } from 'zod';
import { applicationKey } from '../activities/provider-onboarding/application.ts';
import { missingDocuments, stepsOf } from '../activities/provider-onboarding/standing.ts';
import { ibanEnding } from '../domain/iban.ts';
import { onboardingSteps, refusalReasons } from '../domain/provider-onboarding.ts';
import type { RefusalReason } from '../domain/provider-onboarding.ts';
import { onboardingStepWords, whatToDo } from '../domain/provider-onboarding-words.ts';
import { fromDateColumn } from '../domain/plain-date.ts';
import { providerDocumentWords } from '../domain/provider-service.ts';
import type { Locale } from '../domain/text.ts';
import type { Tx } from '../prisma/database.ts';
import type { ProviderApplication } from '../prisma/generated/client.ts';
import type { Vault } from '../vault/vault.ts';
import { dateIn, instantIn } from './dates.ts';
import { possibleApplicationSteps } from './possible-application-steps.ts';
import { hasRole, type Principal } from './principal.ts';
import { applicationStaff } from './provider-application-access.ts';
import { agreementIn } from './provider-agreement-view.ts';
import type { applicationListItem, applicationView } from './provider-application-schema.ts';

/** Its provider never learns that somebody suggested it: to whoever is not of the office it was invited. */
export function listItemOf(row: ProviderApplication, isStaff: boolean): z.input<typeof applicationListItem> {
  return {
    id: row.id,
    code: row.code,
    state: row.state,
    waitingFor: row.waitingFor,
    origin: row.origin === 'suggestion' && !isStaff ? 'invitation' : row.origin,
    organisationName: row.organisationName,
    organisationId: row.organisationId,
    lastProgressAt: row.lastProgressAt.toISOString(),
    createdAt: row.createdAt.toISOString(),
    closedAt: instantIn(row.closedAt),
  };
}

/** Everything about an application in one answer: what there is, and at each step whose turn it is and what to do. */
export async function applicationViewOf(
  tx: Tx,
  vault: Vault,
  row: ProviderApplication,
  { locale, principal }: { readonly locale: Locale; readonly principal: Principal },
): Promise<z.input<typeof applicationView>> {
  const missing = await missingDocuments(tx, row.id);
  const agreement = await agreementIn(tx, vault, row, locale);
  return {
    ...listItemOf(row, hasRole(principal, ...applicationStaff)),
    vatNumber: row.vatNumber,
    hasVatNumber: row.hasVatNumber,
    legalForm: row.legalForm,
    cooperativeType: row.cooperativeType,
    comuneIstat: row.comuneIstat,
    iban: mayReadIban(principal) ? row.iban : null,
    ibanEnding: ibanEnding(row.iban),
    possible: [...(await possibleApplicationSteps(tx, principal, row, agreement))],
    steps: await stepsIn(tx, vault, row, locale),
    documentsMissing: missing.map((category) => ({
      category,
      title: providerDocumentWords[category][locale],
    })),
    ...(await offerOf(tx, row.id)),
    charterSigningId: row.charterSigningId,
    agreementDocumentId: row.agreementDocumentId,
    agreement,
    letterDocumentId: row.letterDocumentId,
    refusal: await refusalOf(tx, vault, row, locale),
  };
}

/** Itself, and whoever examines it and enters it; who decides or audits compares no account. */
function mayReadIban(principal: Principal): boolean {
  return hasRole(principal, 'caseworker', 'administrator') || !hasRole(principal, ...applicationStaff);
}

async function stepsIn(tx: Tx, vault: Vault, row: ProviderApplication, locale: Locale) {
  const steps = await stepsOf(tx, row.id);
  return Promise.all(
    onboardingSteps.map(async (step) => {
      const { state, owner, dueOn, fields, noteSealed } = steps.get(step)!;
      const note =
        noteSealed && (await vault.open<string>(tx, applicationKey(row), `note/${step}`, noteSealed));
      return {
        step,
        title: onboardingStepWords[step][locale],
        state,
        owner,
        dueOn: dateIn(dueOn),
        next: whatToDo(step, state)[locale],
        fields: fields ?? [],
        note,
      };
    }),
  );
}

async function offerOf(tx: Tx, applicationId: string) {
  const places = await tx.db.place.findMany({
    where: { applicationId, closedOn: null },
    select: { id: true, name: true, comuneIstat: true, address: true, latitude: true, longitude: true },
    orderBy: { id: 'asc' },
  });
  const services = await tx.db.offeredService.findMany({
    where: { applicationId, withdrawnOn: null },
    orderBy: { id: 'asc' },
  });
  const at = await tx.db.offeredServicePlace.findMany({
    where: { serviceId: { in: services.map(({ id }) => id) }, endedOn: null },
  });
  const papers = await tx.db.providerDocument.findMany({
    where: { applicationId, state: { not: 'replaced' } },
    orderBy: { id: 'asc' },
  });
  return {
    places,
    services: services.map(({ id, category, name, unit, unitPriceCents, ...one }) => ({
      id,
      category,
      name,
      unit,
      unitPriceCents,
      vatTreatment: one.vatTreatment,
      taxLetters: one.taxLetters,
      minutes: one.minutes,
      sessions: one.sessions,
      capacity: one.capacity,
      placeIds: at.filter(({ serviceId }) => serviceId === id).map(({ placeId }) => placeId),
    })),
    documents: papers.map(({ category, documentId, issuedOn, validUntil, state }) => ({
      category,
      documentId,
      issuedOn: fromDateColumn(issuedOn),
      validUntil: dateIn(validUntil),
      state: state as 'received' | 'accepted' | 'rejected',
    })),
  };
}

async function refusalOf(tx: Tx, vault: Vault, row: ProviderApplication, locale: Locale) {
  if (!row.refusalCode || !row.refusalSealed) return null;
  const words = await vault.open<string>(tx, applicationKey(row), 'refusal', row.refusalSealed);
  const howToReapply = refusalReasons[row.refusalCode as RefusalReason][locale];
  return { reason: row.refusalCode, howToReapply, words };
}
