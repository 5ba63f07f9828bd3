import { z } from 'zod';
import { openPlaces } from '../activities/provider-offer/proposal.ts';
import { lockTillUserOrThrow, makeTillUser, resetPin, revokeTillUser } from '../activities/till/till-user.ts';
import { isEasyPin } from '../domain/till.ts';
import type { Tx } from '../prisma/database.ts';
import type { TillUser } from '../prisma/generated/client.ts';
import { instantIn } from './dates.ts';
import { invalidField } from './invalid-field.ts';
import type { Principal } from './principal.ts';
import { responsibleOrThrow } from './provider-colleagues.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, line, page, pageArguments } from './schema.ts';
import { deviceOrThrow } from './till-access.ts';
import { pin } from './till-schema.ts';

const tag = 'till';
const who = ['provider'] as const;
const params = z.strictObject({ tillUserId: id });
const chosen = {
  pin: pin.optional().meta({ description: 'Chosen by them; made and told once, if left out' }),
};
const made = z.strictObject({
  id,
  pin: pin.optional().meta({ description: 'Told in the first answer and kept nowhere' }),
});

const tillUser = z
  .strictObject({
    id,
    label: z.string(),
    placeId: id,
    lockedUntil: instant.nullable().meta({ description: 'Shut out until then after five wrong PINs' }),
    revokedAt: instant.nullable(),
  })
  .meta({ id: 'TillUser', description: 'Somebody who stands at a provider’s till' });

const listTillUsers = route({
  kind: 'read',
  operation: 'listTillUsers',
  method: 'get',
  path: '/v1/till-users',
  tag,
  summary: {
    it: 'Chi sta alle casse del proprio ente fornitore; chi non ne risponde vede chi può starci ora, nella propria sede',
    en: 'Who stands at the tills of one’s provider; whoever does not answer for it sees who may now, at their own place',
  },
  who,
  query: cursorQuery,
  reply: page(tillUser),
  async read(tx, { query, principal }) {
    const { organisationId, placeId, responsible } = deviceOrThrow(principal);
    const ofDevice = { revokedAt: null, ...(placeId === null ? {} : { placeId }) };
    const rows = await tx.db.tillUser.findMany({
      where: { organisationId, ...(responsible ? {} : ofDevice) },
      ...pageArguments(query),
    });
    const items = rows.map(({ id: tillUserId, label, placeId, lockedUntil, revokedAt }) => ({
      id: tillUserId,
      label,
      placeId,
      lockedUntil: instantIn(lockedUntil),
      revokedAt: instantIn(revokedAt),
    }));
    return asPage(items, query.limit);
  },
});

const makeUser = route({
  kind: 'write',
  operation: 'makeTillUser',
  method: 'post',
  path: '/v1/till-users',
  tag,
  summary: {
    it: 'Indica chi sta alla cassa di una sede, con un PIN di sei cifre',
    en: 'Name somebody who stands at the till of a place, with a PIN of six digits',
  },
  who,
  status: 201,
  toldOnce: ['pin'],
  body: z.strictObject({ label: line(), placeId: id, ...chosen }),
  reply: made,
  async write(tx, { body, principal }, { vault }) {
    const organisationId = await responsibleOrThrow(tx, principal, { lock: true });
    refuseEasy(body.pin);
    const places = await openPlaces(tx, organisationId, [body.placeId]);
    if (places.length === 0)
      throw invalidField('/body/placeId', {
        it: 'non è una sede aperta di questo fornitore',
        en: 'is no open place of this provider',
      });
    const { label, placeId } = body;
    return makeTillUser(tx, vault, { organisationId, placeId, label }, body.pin);
  },
});

const resetTillPin = route({
  kind: 'write',
  operation: 'resetTillPin',
  method: 'post',
  path: '/v1/till-users/{tillUserId}/pin',
  tag,
  summary: {
    it: 'Dà un nuovo PIN: quello di prima cessa, e chi era escluso può riprovare',
    en: 'Give a new PIN: the one before ends, and whoever was shut out can try again',
  },
  who,
  params,
  toldOnce: ['pin'],
  body: z.strictObject(chosen),
  reply: made,
  async write(tx, { params: { tillUserId }, body, principal }, { vault }) {
    const user = await ownTillUserOrThrow(tx, principal, tillUserId);
    refuseEasy(body.pin);
    return { id: user.id, pin: await resetPin(tx, vault, user, body.pin) };
  },
});

const revokeUser = route({
  kind: 'write',
  operation: 'revokeTillUser',
  method: 'post',
  path: '/v1/till-users/{tillUserId}/revocation',
  tag,
  summary: {
    it: 'Toglie qualcuno dalla cassa, da subito e per sempre',
    en: 'Take somebody off the till, at once and for good',
  },
  who,
  params,
  reply: z.strictObject({ id }),
  async write(tx, { params: { tillUserId }, principal }, { vault }) {
    const user = await ownTillUserOrThrow(tx, principal, tillUserId);
    await revokeTillUser(tx, vault, user);
    return { id: user.id };
  },
});

async function ownTillUserOrThrow(tx: Tx, principal: Principal, tillUserId: string): Promise<TillUser> {
  const organisationId = await responsibleOrThrow(tx, principal);
  return lockTillUserOrThrow(tx, { organisationId, placeId: null }, tillUserId);
}

function refuseEasy(wanted: string | undefined): void {
  if (wanted === undefined || !isEasyPin(wanted)) return;
  throw invalidField('/body/pin', {
    it: 'troppo facile: non una cifra sola, né cifre in fila',
    en: 'too easy: not one digit alone, nor digits in a row',
  });
}

export const tillUserRoutes = [listTillUsers, makeUser, resetTillPin, revokeUser];
