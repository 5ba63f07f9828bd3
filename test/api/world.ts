import { randomUUID } from 'node:crypto';
import { storeDocument } from '../../activities/documents.ts';
import { sealIdentity, type Identity } from '../../activities/identity.ts';
import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { OrganisationRole } from '../../prisma/generated/enums.ts';
import type { TestApi } from './support.ts';

/** Casazza, one of the 42. */
export const comune = '016058';

export interface PersonSketch extends Partial<Identity> {
  readonly birthDate?: PlainDate;
  readonly allianceId?: string;
}

/** A person in the database, entered before the test begins. */
export function makePerson(api: TestApi, sketch: PersonSketch = {}): Promise<string> {
  const { birthDate = '1980-05-17', allianceId = api.test.allianceId, ...given } = sketch;
  const identity: Identity = {
    givenName: 'Prova',
    familyName: 'Inventati',
    taxCode: null,
    email: null,
    phone: null,
    address: null,
    ...given,
  };
  return api.inAlliance(async (tx) => {
    const id = randomUUID();
    await tx.db.person.create({
      data: {
        id,
        allianceId,
        ...(await sealIdentity(tx, api.vault, id, identity)),
        birthDate: toDateColumn(birthDate),
        comuneIstat: comune,
        createdAt: tx.now,
      },
    });
    return id;
  }, allianceId);
}

export function makeOrganisation(
  api: TestApi,
  roles: readonly OrganisationRole[],
  allianceId = api.test.allianceId,
): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.organisation.create({
      data: {
        allianceId,
        name: `Ente ${randomUUID().slice(0, 8)}`,
        comuneIstat: comune,
        roles: [...roles],
        iban: 'IT60X0542811101000000123456',
        createdAt: tx.now,
      },
    });
    return row.id;
  }, allianceId);
}

export function makeHousehold(
  api: TestApi,
  personIds: readonly string[],
  allianceId = api.test.allianceId,
): Promise<string> {
  return api.inAlliance(async (tx) => {
    const household = await tx.db.household.create({
      data: { allianceId, comuneIstat: comune, createdAt: tx.now },
    });
    await tx.db.householdMember.createMany({
      data: personIds.map((personId) => ({
        allianceId,
        householdId: household.id,
        personId,
        joinedOn: toDateColumn('2020-01-01'),
      })),
    });
    return household.id;
  }, allianceId);
}

/** The smallest picture there is: a whole PNG of one pixel. */
export const onePixel = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

export function makeDocument(
  api: TestApi,
  subject: { readonly kind: 'person' | 'assessment'; readonly id: string },
  allianceId = api.test.allianceId,
): Promise<string> {
  return api.inAlliance(
    (tx) =>
      storeDocument(tx, api.vault, {
        subjectKind: subject.kind,
        subjectId: subject.id,
        kind: 'other',
        name: 'prova.png',
        content: { bytes: onePixel, mediaType: 'image/png' },
      }),
    allianceId,
  );
}

export interface AssessmentSketch {
  readonly householdId: string;
  readonly applicantId: string;
  readonly beneficiaryId?: string;
  readonly state?: 'completeness' | 'evaluation' | 'deciding' | 'granted' | 'withdrawn';
  readonly allianceId?: string;
}

/** The row of an assessment as lists and object checks read it; no process stands behind it. */
export function makeAssessment(api: TestApi, sketch: AssessmentSketch): Promise<string> {
  const { allianceId = api.test.allianceId, state = 'completeness' } = sketch;
  return api.inAlliance(async (tx) => {
    const number = randomUUID().slice(0, 8);
    const row = await tx.db.assessment.create({
      data: {
        allianceId,
        protocolNumber: `2026/${number}`,
        dossierCode: `FS-2026-${number}`,
        householdId: sketch.householdId,
        applicantId: sketch.applicantId,
        beneficiaryId: sketch.beneficiaryId ?? sketch.applicantId,
        channel: 'desk',
        state,
        waitingFor: 'test',
        receivedAt: tx.now,
        termEndsOn: toDateColumn('2026-12-31'),
        createdAt: tx.now,
      },
    });
    return row.id;
  }, allianceId);
}
