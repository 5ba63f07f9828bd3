import { z } from 'zod';
import { recordDeathOfPerson } from '../activities/death.ts';
import { recordDeathInput } from '../domain/disbursement.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { lockRow } from '../prisma/lock-row.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const recordDeath = route({
  kind: 'write',
  operation: 'recordPersonDeath',
  method: 'post',
  path: '/v1/people/{personId}/death',
  tag: 'people',
  summary: {
    it: 'Registra la morte di chi non ha assegnazioni in corso: le lettere si fermano, i suoi buoni tornano a chi li ha pagati',
    en: 'Record the death of somebody without an award under way: letters stop, their vouchers go back to who paid',
  },
  who: ['caseworker'],
  params: z.strictObject({ personId: id }),
  body: recordDeathInput,
  reply: z.strictObject({ id }),
  refusals: ['erased'],
  async write(tx, { params, body }, services) {
    const person = await lockRow(tx, 'person', params.personId, 'NO KEY UPDATE');
    if (!person) throw notFound({ it: 'Persona', en: 'Person' });
    if (person.erasedAt) throw erased;
    await recordDeathOfPerson(tx, services, person, body.diedOn);
    return { id: person.id };
  },
});

const erased = new Refusal('erased', {
  detail: {
    it: 'I dati di questa persona sono stati cancellati.',
    en: 'The data of this person were erased.',
  },
});

export const deathRoutes = [recordDeath];
