import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { issueVouchers } from '../activities/voucher/issue.ts';
import { secretsOf } from '../activities/voucher/secret.ts';
import { sealIdentity } from '../activities/identity.ts';
import { makeTillUser } from '../activities/till/till-user.ts';
import { createApp } from '../api/app.ts';
import { issueToken } from '../api/auth.ts';
import type { ApiServices } from '../api/services.ts';
import { systemClock } from '../domain/clock.ts';
import { addDays } from '../domain/plain-date.ts';
import { endOfDay, toPlainDate } from '../domain/time.ts';
import { post } from '../ledger/post.ts';
import { prefundReceived, walletCredited } from '../ledger/voucher-postings.ts';
import { openDatabase, type Tx } from '../prisma/database.ts';
import type { Role } from '../prisma/generated/enums.ts';
import { shipVersionOne } from '../rules/publishing.ts';
import { keyRingOf, masterKey } from '../vault/keys.ts';
import { openVault, type Vault } from '../vault/vault.ts';

const TILLS = 20;
const AT_ONCE = 500;
/** On a machine that does much else beside. */
const PLANTING_MS = 300_000;
const pin = '271828';
const nominalCents = 10_000;
const comuneIstat = '016058';
const since = new Date('2026-01-01T00:00:00Z');

type World = Awaited<ReturnType<typeof plant>>;

/** One provider with twenty people at its tills, and so many vouchers for it, behind an API of its own. */
export async function openTillWorld(databaseUrl: string, key: Uint8Array<ArrayBuffer>, count: number) {
  const services = openServices(databaseUrl, key);
  const { database, vault } = services;
  const allianceId = randomUUID();
  const within = <T>(work: (tx: Tx) => Promise<T>) =>
    database.inAlliance(allianceId, { kind: 'system', id: 'bench' }, work, { timeoutMs: PLANTING_MS });
  const world = await within((tx) => plant(tx, vault, count));
  const atTill = (nth: number) => ({ tillUserId: world.tills[nth % TILLS]!, pin });
  const holds: { path: string; body: object }[] = [];
  while (holds.length < count) {
    const some = Math.min(AT_ONCE, count - holds.length);
    for (const { secret } of await within((tx) => issue(tx, vault, world, some)))
      holds.push({ path: '/v1/voucher-holds', body: { ...atTill(holds.length), secret } });
  }
  const server = createApp(services).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    services,
    token: world.token,
    holds,
    atTill,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close(): Promise<void> {
      server.closeAllConnections();
      server.close();
      await database.close();
    },
  };
}

function openServices(url: string, key: Uint8Array<ArrayBuffer>): ApiServices {
  return {
    database: openDatabase({ url, clock: systemClock }),
    vault: openVault(keyRingOf([masterKey(key)])),
    processes: { send: () => Promise.resolve('unreachable'), isReachable: () => Promise.resolve(true) },
    demo: false,
    publicUrl: 'http://localhost',
    log: { info: () => undefined, error: () => undefined },
  };
}

async function issue(
  tx: Tx,
  vault: Vault,
  { walletId, employerId, personId, service }: World,
  count: number,
) {
  const payer = {
    walletId,
    employerId,
    carryOver: 'nextPlan',
    taxLetter: 'fTer',
    employerShare: { numerator: 1, denominator: 100 },
  } as const;
  const vouchers = await issueVouchers(
    tx,
    { vault },
    {
      payer,
      service,
      nominalCents,
      count,
      orderId: null,
      holderId: personId,
      beneficiaryId: personId,
      expiresAt: endOfDay(addDays(toPlainDate(tx.now), 90)),
    },
  );
  return Promise.all(vouchers.map(({ id }) => secretsOf(tx, vault, id)));
}

async function plant(tx: Tx, vault: Vault, count: number) {
  const { allianceId, now: createdAt } = tx;
  const base = { allianceId, createdAt };
  await tx.db.alliance.create({ data: { id: allianceId, slug: 'bench', name: 'Banco di prova', createdAt } });
  const { organisationId, placeId, service } = await plantProvider(tx);
  const account = (roles: Role[]) =>
    tx.db.account.create({
      data: { ...base, label: 'bench', email: `${randomUUID()}@example.org`, roles, organisationId },
    });
  const [author, device] = [await account(['representative']), await account(['provider'])];
  await shipVersionOne(tx, { authorId: author.id, publisherId: device.id, effectiveAt: since });
  const personId = randomUUID();
  const nothing = { taxCode: null, email: null, phone: null, address: null };
  const identity = await sealIdentity(tx, vault, personId, {
    givenName: 'Ada',
    familyName: 'Prova',
    ...nothing,
  });
  await tx.db.person.create({
    data: { ...base, id: personId, ...identity, birthDate: new Date('1980-05-17'), comuneIstat },
  });
  const wallet = await plantWallet(tx, personId, author.id, nominalCents * count);
  const { secret: token } = await issueToken(tx, {
    accountId: device.id,
    kind: 'session',
    label: 'bench',
    roles: ['provider'],
    expiresAt: new Date(createdAt.getTime() + 8 * 3_600_000),
  });
  const tills: string[] = [];
  for (let nth = 0; nth < TILLS; nth += 1)
    tills.push((await makeTillUser(tx, vault, { organisationId, placeId, label: 'Cassa' }, pin)).id);
  return { ...wallet, personId, service, token, tills };
}

async function plantProvider(tx: Tx) {
  const base = { allianceId: tx.allianceId, createdAt: tx.now };
  const { id: organisationId } = await tx.db.organisation.create({
    data: { ...base, name: 'Cooperativa', comuneIstat, roles: ['provider'] },
  });
  await tx.db.admission.create({ data: { ...base, organisationId, admittedOn: since } });
  const { id: placeId } = await tx.db.place.create({
    data: { ...base, organisationId, name: 'Sede', comuneIstat, address: 'Via Prova 1', openedOn: since },
  });
  const { id } = await tx.db.offeredService.create({
    data: {
      ...base,
      organisationId,
      category: 'homeCare',
      name: 'Assistenza',
      unit: 'hour',
      unitPriceCents: nominalCents,
      vatTreatment: 'exempt',
      taxLetters: ['fTer'],
    },
  });
  return {
    organisationId,
    placeId,
    service: { id, providerId: organisationId, vatTreatment: 'exempt' } as const,
  };
}

async function plantWallet(tx: Tx, personId: string, createdBy: string, amountCents: number) {
  const base = { allianceId: tx.allianceId, createdAt: tx.now };
  const { id: employerId } = await tx.db.organisation.create({
    data: { ...base, name: 'Ditta', comuneIstat, roles: ['employer'] },
  });
  const plan = await tx.db.welfarePlan.create({
    data: {
      ...base,
      organisationId: employerId,
      name: 'Piano',
      source: 'bindingRegulation',
      population: 'everybody',
      validFrom: since,
      validUntil: new Date('2099-12-31T00:00:00Z'),
      carryOver: 'nextPlan',
      state: 'active',
      createdBy,
    },
  });
  const { id: walletId } = await tx.db.wallet.create({ data: { ...base, planId: plan.id, personId } });
  const money = { employerId, amountCents, effectiveOn: toPlainDate(tx.now) };
  await post(tx, prefundReceived({ ...money, id: randomUUID(), bankRef: 'bench' }));
  await post(tx, walletCredited({ ...money, id: randomUUID(), creditId: randomUUID(), walletId }));
  return { walletId, employerId };
}
