import { z } from 'zod';
import { inviteNewRepresentative } from '../activities/charter-signing/new-representative.ts';
import { tellNewSigner } from '../activities/provider-onboarding/new-signer.ts';
import { recordRepresentative } from '../activities/representatives.ts';
import { notFound } from '../domain/refusal.ts';
import { taxCode } from '../domain/tax-code.ts';
import type { Tx } from '../prisma/database.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { id, instant, line } from './schema.ts';

const tag = 'charter';
const path = '/v1/organisations/{organisationId}/representative';
const params = z.strictObject({ organisationId: id });
const organisationWord = { it: 'Ente', en: 'Organisation' };

const record = route({
  kind: 'write',
  operation: 'recordRepresentative',
  method: 'put',
  path,
  tag,
  summary: {
    it: 'Registra chi rappresenta un ente per legge e firma per esso; chi lo faceva prima non lo fa più',
    en: 'Record who legally represents an organisation and signs for it; whoever did before no longer does',
  },
  who: ['administrator'],
  params,
  body: z.strictObject({
    accountId: id.meta({ description: 'Their account: role representative, of this organisation' }),
    name: line().meta({ description: 'Given name and family name, as the register has them' }),
    taxCode,
  }),
  reply: z.strictObject({ id }),
  async write(tx, { params: { organisationId }, body }, services) {
    await organisationOrThrow(tx, organisationId);
    await refuseUnfitAccount(tx, organisationId, body.accountId);
    const representativeId = await recordRepresentative(tx, services.vault, { organisationId, ...body });
    await inviteNewRepresentative(tx, services, { organisationId, representativeId });
    await tellNewSigner(tx, services, { organisationId, representativeId });
    return { id: representativeId };
  },
});

const get = route({
  kind: 'read',
  operation: 'getRepresentative',
  method: 'get',
  path,
  tag,
  summary: {
    it: 'Con quale utenza firma chi rappresenta un ente; nome e codice fiscale restano sigillati',
    en: 'By which account an organisation’s representative signs; name and tax code stay sealed',
  },
  who: ['administrator', 'caseworker', 'auditor'],
  params,
  reply: z.strictObject({ id, accountId: id, recordedBy: id, recordedAt: instant }),
  async read(tx, { params: { organisationId } }) {
    const row = await tx.db.representative.findFirst({ where: { organisationId, endedAt: null } });
    if (!row) throw notFound({ it: 'Rappresentante', en: 'Representative' });
    const { id: rowId, accountId, recordedBy, createdAt } = row;
    return { id: rowId, accountId, recordedBy, recordedAt: createdAt.toISOString() };
  },
});

async function organisationOrThrow(tx: Tx, organisationId: string): Promise<void> {
  if ((await tx.db.organisation.count({ where: { id: organisationId } })) === 0)
    throw notFound(organisationWord);
}

async function refuseUnfitAccount(tx: Tx, organisationId: string, accountId: string): Promise<void> {
  const fit = { id: accountId, organisationId, disabledAt: null, roles: { has: 'representative' as const } };
  if ((await tx.db.account.count({ where: fit })) > 0) return;
  throw invalidField('/body/accountId', {
    it: 'serve un’utenza attiva di questo ente, con il ruolo representative',
    en: 'an active account of this organisation with the role representative is needed',
  });
}

export const representativeRoutes = [record, get];
