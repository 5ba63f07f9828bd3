import { nextApplicationCode } from '../../activities/numbering.ts';
import { storeDocument } from '../../activities/documents.ts';
import { admissionSubject } from '../../activities/provider-standing/admission.ts';
import { addDays, addYears, toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import { lastGoodDay } from '../../domain/provider-paper.ts';
import {
  documentsRequired,
  type ProviderDocumentCategory,
  type ServiceCategory,
} from '../../domain/provider-service.ts';
import { onboardingSteps, ownerOf, stepDueOn } from '../../domain/provider-onboarding.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Tx } from '../database.ts';
import type { Prisma } from '../generated/client.ts';
import { demoProviders, organisationId, type DemoOrganisation } from './organisations.ts';
import { accountId } from './personas.ts';
import { plainPdf } from './plain-pdf.ts';
import { randomFor } from './random.ts';
import { seedId } from './seed-id.ts';

type Offer = Pick<
  Prisma.OfferedServiceCreateManyInput,
  'name' | 'unit' | 'unitPriceCents' | 'vatTreatment' | 'taxLetters' | 'minutes' | 'sessions' | 'capacity'
>;

/** What a provider of each kind offers: plausible, at prices that nobody charges. */
const offers: Readonly<Record<ServiceCategory, readonly Offer[]>> = {
  childcare: [
    {
      name: 'Nido a tempo pieno',
      unit: 'week',
      unitPriceCents: 9_500,
      vatTreatment: 'exempt',
      taxLetters: ['fBis'],
      capacity: 24,
    },
  ],
  summerCamp: [
    {
      name: 'Centro estivo',
      unit: 'week',
      unitPriceCents: 14_000,
      vatTreatment: 'reduced5',
      taxLetters: ['fBis'],
      capacity: 40,
    },
  ],
  homeCare: [
    {
      name: 'Assistenza a domicilio',
      unit: 'hour',
      unitPriceCents: 2_250,
      vatTreatment: 'reduced5',
      taxLetters: ['fTer'],
      minutes: 60,
    },
  ],
  dayCentre: [
    {
      name: 'Centro diurno',
      unit: 'day',
      unitPriceCents: 3_800,
      vatTreatment: 'reduced5',
      taxLetters: ['fTer'],
      capacity: 20,
    },
  ],
  psychology: [
    {
      name: 'Colloquio psicologico',
      unit: 'session',
      unitPriceCents: 4_800,
      vatTreatment: 'exempt',
      taxLetters: ['f'],
      minutes: 50,
    },
  ],
  therapy: [
    {
      name: 'Seduta di logopedia o fisioterapia',
      unit: 'session',
      unitPriceCents: 4_200,
      vatTreatment: 'exempt',
      taxLetters: ['f', 'fTer'],
      minutes: 45,
    },
  ],
  transport: [
    {
      name: 'Accompagnamento',
      unit: 'trip',
      unitPriceCents: 1_500,
      vatTreatment: 'reduced10',
      taxLetters: ['d'],
    },
  ],
  sports: [
    {
      name: 'Dieci ingressi',
      unit: 'piece',
      unitPriceCents: 6_000,
      vatTreatment: 'ordinary',
      taxLetters: ['f'],
      sessions: 10,
    },
  ],
  culture: [
    {
      name: 'Corso di musica o teatro',
      unit: 'month',
      unitPriceCents: 5_500,
      vatTreatment: 'exempt',
      taxLetters: ['f'],
      sessions: 4,
    },
  ],
  proximityShop: [
    {
      name: 'Cassetta di prodotti locali',
      unit: 'piece',
      unitPriceCents: 2_500,
      vatTreatment: 'reduced10',
      taxLetters: ['comma3'],
    },
  ],
};

/** The one provider outside the territory, in Albino, stands on the map where its comune does. */
const albino = { latitude: 45.760814, longitude: 9.79683 };
const YEARS_A_PROVIDER = 2;
const DURC_DAYS = 120;

/** Makes the demonstration's providers what an onboarding would have made them: admitted, with places, services, papers. */
export async function writeProviders(tx: Tx, vault: Vault, today: PlainDate): Promise<void> {
  const since = toDateColumn(addYears(today, -YEARS_A_PROVIDER));
  const made = { allianceId: tx.allianceId, createdAt: tx.now };
  const providers = demoProviders.map((provider) => ({ provider, ...idsOf(provider) }));
  await tx.db.admission.createMany({
    data: providers.map(({ provider, of }) => ({
      ...made,
      ...of,
      id: seedId(`admission/${provider.key}`),
      admittedOn: since,
    })),
  });
  await tx.db.place.createMany({
    data: providers.map(({ provider: { key, comuneIstat }, of }) => ({
      ...made,
      ...of,
      id: seedId(`place/${key}`),
      name: 'Sede',
      comuneIstat,
      address: `Via di Esempio ${randomFor(`place/${key}`).integer(1, 90)}`,
      ...(comuneIstat === '016004' ? albino : {}),
      openedOn: since,
    })),
  });
  const services = providers.flatMap(({ provider: { key, category }, of }) =>
    offers[category!].map((offer, index) => ({
      ...made,
      ...of,
      ...offer,
      id: seedId(`service/${key}/${index}`),
      category: category!,
      placeId: seedId(`place/${key}`),
    })),
  );
  await tx.db.offeredService.createMany({ data: services.map(({ placeId: _at, ...service }) => service) });
  await tx.db.offeredServicePlace.createMany({
    data: services.map(({ id: serviceId, placeId }) => ({
      id: seedId(`service-place/${serviceId}`),
      allianceId: tx.allianceId,
      serviceId,
      placeId,
    })),
  });
  const files = await filesOfPersona(tx, vault);
  await tx.db.providerDocument.createMany({
    data: providers.flatMap(({ provider, of }) =>
      documentsRequired([provider.category!]).map((category) => ({
        ...made,
        ...of,
        ...daysOf(provider.key, category, today),
        id: seedId(`provider-document/${provider.key}/${category}`),
        documentId: provider.key === keyOfPersona ? files.get(category)! : null,
        category,
        state: 'accepted' as const,
        shortfallCents: category === 'durc' ? 0 : null,
        submittedBy: accountId('sara'),
        checkedBy: accountId('chiara'),
        checkedAt: tx.now,
      })),
    ),
  });
}

const keyOfPersona = 'nido-pulcini';

/** The papers of the provider that somebody can be, so that one opens: of all the others nobody has a file. */
async function filesOfPersona(tx: Tx, vault: Vault): Promise<ReadonlyMap<ProviderDocumentCategory, string>> {
  const { category: offered } = demoProviders.find(({ key }) => key === keyOfPersona)!;
  const about = { ...admissionSubject({ id: seedId(`admission/${keyOfPersona}`) }), kind: 'providerPaper' };
  const bytes = plainPdf(['DOCUMENTO DI ESEMPIO', 'di un ente inventato, il nido I Pulcini']);
  const content = { bytes, mediaType: 'application/pdf' as const };
  const files = new Map<ProviderDocumentCategory, string>();
  for (const category of documentsRequired([offered!])) {
    const name = `${category}-di-esempio.pdf`;
    files.set(category, await storeDocument(tx, vault, { ...about, name, content }));
  }
  return files;
}

function idsOf({ key }: DemoOrganisation) {
  return { of: { organisationId: organisationId(key) } };
}

/** A DURC of the last seven weeks, everything else of the year before, good for as long as such papers are. */
function daysOf(key: string, category: ProviderDocumentCategory, today: PlainDate) {
  const age = randomFor(`provider-document/${key}/${category}`).integer(1, category === 'durc' ? 50 : 300);
  const issuedOn = addDays(today, -age);
  const validUntil = lastGoodDay({ category, issuedOn, validUntil: addYears(issuedOn, 2) }, DURC_DAYS);
  return { issuedOn: toDateColumn(issuedOn), validUntil: toDateColumn(validUntil!) };
}

/**
 * The application of the persona who is a candidate: begun, and nothing said yet. Nothing of it happens by itself until
 * somebody goes on with it.
 */
export async function writeCandidate(tx: Tx, vault: Vault, today: PlainDate): Promise<void> {
  const id = seedId('provider-application/bianca');
  const { allianceId, now: createdAt } = tx;
  await tx.db.providerApplication.create({
    data: {
      id,
      allianceId,
      code: await nextApplicationCode(tx),
      waitingFor: 'candidate.identity',
      origin: 'public',
      accountId: accountId('bianca'),
      mailboxPrint: await vault.fingerprint(tx, 'mailbox/bianca@example.org'),
      organisationName: 'Associazione sportiva La Corrente – esempio',
      lastProgressAt: createdAt,
      createdAt,
    },
  });
  await tx.db.onboardingStep.createMany({
    data: onboardingSteps.map((step) => ({
      id: seedId(`onboarding-step/bianca/${step}`),
      allianceId,
      applicationId: id,
      step,
      owner: ownerOf[step].open,
      dueOn: ownerOf[step].open === 'candidate' ? toDateColumn(stepDueOn(step, 'candidate', today)) : null,
      fields: [],
      createdAt,
    })),
  });
}
