import { toDateColumn, type PlainDate } from '../../domain/plain-date.ts';
import type { Tx } from '../../prisma/database.ts';
import type { Prisma } from '../../prisma/generated/client.ts';

export interface ProviderSketch {
  /** Of an organisation that is there already; otherwise one is entered. */
  readonly organisationId?: string;
  readonly name?: string;
  /** Where its registered office is; far outside the territory, unless said. */
  readonly officeIstat?: string;
  readonly places?: readonly Partial<Prisma.PlaceUncheckedCreateInput>[];
  readonly service?: Partial<Prisma.OfferedServiceUncheckedCreateInput>;
  readonly admittedOn?: PlainDate;
  readonly leavesOn?: PlainDate;
}

export interface PlantedProvider {
  readonly organisationId: string;
  readonly placeIds: readonly string[];
  readonly serviceId: string;
}

/** Milan: none of the 42. */
export const farOffice = '015146';

/** A provider that is admitted, or was now, with its places and one service that is offered at all of them. */
export async function plantProvider(tx: Tx, sketch: ProviderSketch = {}): Promise<PlantedProvider> {
  const { allianceId, now: createdAt } = tx;
  const organisationId = sketch.organisationId ?? (await enter(tx, sketch));
  const since = toDateColumn(sketch.admittedOn ?? '2026-01-01');
  const isAdmitted = (await tx.db.admission.count({ where: { organisationId, endedOn: null } })) > 0;
  if (!isAdmitted) {
    const endedOn = sketch.leavesOn ? toDateColumn(sketch.leavesOn) : null;
    await tx.db.admission.create({
      data: { allianceId, organisationId, admittedOn: since, endedOn, createdAt },
    });
  }
  const placeIds: string[] = [];
  for (const place of sketch.places ?? [{}]) {
    const row = await tx.db.place.create({
      data: {
        allianceId,
        organisationId,
        name: 'Sede',
        comuneIstat: '016058',
        address: 'Via Prova 1',
        openedOn: since,
        createdAt,
        ...place,
      },
    });
    placeIds.push(row.id);
  }
  const { id: serviceId } = await tx.db.offeredService.create({
    data: {
      allianceId,
      organisationId,
      category: 'homeCare',
      name: 'Assistenza domiciliare',
      unit: 'hour',
      unitPriceCents: 2_000,
      vatTreatment: 'exempt',
      taxLetters: ['fTer'],
      createdAt,
      ...sketch.service,
    },
  });
  await tx.db.offeredServicePlace.createMany({
    data: placeIds.map((placeId) => ({ allianceId, serviceId, placeId })),
  });
  return { organisationId, placeIds, serviceId };
}

async function enter(tx: Tx, { name, officeIstat }: ProviderSketch): Promise<string> {
  const row = await tx.db.organisation.create({
    data: {
      allianceId: tx.allianceId,
      name: name ?? 'Cooperativa di prova',
      comuneIstat: officeIstat ?? farOffice,
      email: 'prova@example.org',
      roles: ['provider'],
      createdAt: tx.now,
    },
  });
  return row.id;
}
