import { recordAudit } from '../../activities/audit.ts';
import { shipCharterOne } from '../../activities/charter-versions.ts';
import { recordRepresentative } from '../../activities/representatives.ts';
import { startOfDay, toPlainDate } from '../../domain/time.ts';
import { shipVersionOne } from '../../rules/publishing.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Actor, Database, Tx } from '../database.ts';
import { drawContributions } from './contributions.ts';
import { writeDelegation } from './delegation.ts';
import { drawHouseholds } from './households.ts';
import { impossibleTaxCode } from './impossible-numbers.ts';
import { organisationId, writeOrganisations } from './organisations.ts';
import { writePayer } from './payer.ts';
import { accountId, writePersonas } from './personas.ts';
import { writeCandidate, writeProviders } from './providers.ts';
import { seedId } from './seed-id.ts';
import { writeWelfare } from './welfare.ts';
import { writeContributions } from './write-contributions.ts';
import { writeHouseholds } from './write-people.ts';

export const demoAllianceId = seedId('alliance');
export const demoSlug = 'demo';

const demoName = 'Alleanza Val Cavallina – Monte Bronzone – Sebino (dimostrazione)';
/** It takes a few seconds; this much is for a machine that starts everything at once. */
const SLOW_MACHINE_MS = 120_000;
const seeder: Actor = { kind: 'system', id: 'seed' };

export interface SeedServices {
  readonly database: Database;
  readonly vault: Vault;
}

/**
 * Makes the demonstration territory (docs/demo-territory.md) in one transaction: all of it or, when anything
 * stops it, nothing. Does nothing when it is there already, also when another process is making it meanwhile.
 * The same day gives the same rows everywhere, but for keys, what they encrypt, and the ids of
 * documents, of the account that pays, of rule versions and of the charter.
 */
export async function seedDemo({ database, vault }: SeedServices): Promise<{ readonly seeded: boolean }> {
  const seed = async (tx: Tx) => {
    const seeded = await claimAlliance(tx);
    if (seeded) await writeTerritory(tx, vault);
    return { seeded };
  };
  return database.inAlliance(demoAllianceId, seeder, seed, { timeoutMs: SLOW_MACHINE_MS });
}

/** True for the one transaction that makes the alliance; a second one waits here for the first and gets false. */
async function claimAlliance(tx: Tx): Promise<boolean> {
  const alliance = { id: demoAllianceId, slug: demoSlug, name: demoName, demo: true, createdAt: tx.now };
  const { count } = await tx.db.alliance.createMany({ data: [alliance], skipDuplicates: true });
  return count === 1;
}

async function writeTerritory(tx: Tx, vault: Vault): Promise<void> {
  const today = toPlainDate(tx.now);
  const { households, lucia, childrenOfLucia, marta, paolo } = drawHouseholds(today);
  await writeOrganisations(tx, today);
  await writeHouseholds(tx, vault, households, today);
  await writeDelegation(tx, vault, { person: marta, delegate: paolo }, today);
  await writeContributions(tx, drawContributions(today));
  await writePersonas(tx, { lucia, paolo });
  await writeProviders(tx, vault, today);
  await writeCandidate(tx, vault, today);
  await writePayer(tx);
  await writeWelfare(tx, vault, { lucia, children: childrenOfLucia }, today);
  await shipVersionOne(tx, {
    authorId: accountId('sara'),
    publisherId: accountId('luca'),
    effectiveAt: startOfDay(today),
  });
  await shipCharterOne(tx, { authorId: accountId('sara'), publisherId: accountId('luca') });
  await recordRepresentative({ ...tx, actor: { kind: 'account', id: accountId('sara') } }, vault, {
    organisationId: organisationId('nido-pulcini'),
    accountId: accountId('nadia'),
    name: 'Nadia Esempi',
    taxCode: impossibleTaxCode({ number: 9001, birthDate: '1971-04-12', sex: 'F' }),
  });
  await recordAudit(tx, vault, {
    action: 'alliance.made',
    subjectKind: 'alliance',
    subjectId: tx.allianceId,
  });
}
