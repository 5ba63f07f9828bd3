import { toPlainDate } from '../../../domain/time.ts';
import type { Tx } from '../../../prisma/database.ts';
import { organisationId } from '../../../prisma/seed/organisations.ts';
import { accountId } from '../../../prisma/seed/personas.ts';
import { caseHouseholds } from '../../holds/support/households.ts';
import { journeyToHeld, openOffice } from '../../holds/support/journey.ts';
import type { PlantedProvider } from '../../support/planted-provider.ts';
import { plantRedemptions, plantTill } from '../../support/planted-redemption.ts';
import { plantVouchers, plantWallet } from '../../support/planted-voucher.ts';
import type { Stack } from '../../support/stack.ts';

/** What the demonstration has none of on its first day, so that every screen has something to show. */
export async function plantWorld(stack: Stack): Promise<void> {
  const [household] = await caseHouseholds(stack, 1);
  await journeyToHeld(await openOffice(stack), household!);
  await within(stack, (tx) => redeem(stack, tx));
  await drawBatch(stack);
  const chiara = await stack.as('Chiara');
  await chiara.does('/v1/charter-signings', { organisationId: organisationId('nido-pulcini') });
}

/** Lucia's vouchers, taken at her children's nursery. */
async function redeem({ services }: Stack, tx: Tx): Promise<void> {
  const lucia = await tx.db.account.findUniqueOrThrow({ where: { id: accountId('lucia') } });
  const provider = await nursery(tx);
  const wallet = await plantWallet(tx, {
    employerId: organisationId('coop-filo'),
    personId: lucia.personId!,
    createdBy: accountId('sara'),
    cents: 50_000,
    plan: { name: 'Piano di welfare 2' },
  });
  const service = {
    id: provider.serviceId,
    providerId: provider.organisationId,
    vatTreatment: 'exempt' as const,
  };
  const vouchers = await plantVouchers(tx, services.vault, wallet, {
    service,
    nominalCents: 5_000,
    count: 3,
  });
  const iban = 'IT60X0542811101000000123456';
  await tx.db.organisation.update({ where: { id: provider.organisationId }, data: { iban } });
  const tillUserId = await plantTill(tx, provider);
  await plantRedemptions(tx, { provider, tillUserId }, vouchers.slice(0, 2), 100);
}

async function nursery({ db }: Tx): Promise<PlantedProvider> {
  const id = organisationId('nido-pulcini');
  const service = await db.offeredService.findFirstOrThrow({ where: { organisationId: id } });
  const places = await db.place.findMany({ where: { organisationId: id } });
  return { organisationId: id, serviceId: service.id, placeIds: places.map((place) => place.id) };
}

async function drawBatch(stack: Stack): Promise<void> {
  const [sara, anna] = [await stack.as('Sara'), await stack.as('Anna')];
  await sara.does('/v1/settlement/account', {
    holderName: 'Fondo di prova',
    iban: 'IT40S0542811101000000123456',
  });
  await anna.does('/v1/settlement/batches', { executionOn: toPlainDate(new Date()) });
}

function within<T>({ services, allianceId }: Stack, work: (tx: Tx) => Promise<T>): Promise<T> {
  return services.database.inAlliance(allianceId, { kind: 'system', id: 'test' }, work);
}
