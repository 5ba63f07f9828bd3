import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { bookingTerms } from '../activities/booking/rule.ts';
import { invalidField } from './invalid-field.ts';
import { lockOwnService } from './offered-services.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const cancellationHours = z.int().min(0).max(720).nullable().meta({
  description: 'How many hours before its moment a booking is cancelled at the latest; null: always',
});

const publish = route({
  kind: 'write',
  operation: 'publishCancellationTerms',
  method: 'post',
  path: '/v1/offered-services/{serviceId}/cancellation-terms',
  tag: 'directory',
  summary: {
    it: 'Pubblica il preavviso con cui si disdice un servizio; chi ha già prenotato tiene quello di prima',
    en: 'Publish the notice by which a service is cancelled; whoever booked before keeps the one of then',
  },
  who: ['provider'],
  params: z.strictObject({ serviceId: id }),
  body: z.strictObject({ cancellationHours }),
  reply: z.strictObject({ id, cancellationHours }),
  async write(tx, { params, body, principal }, { vault }) {
    const service = await lockOwnService(tx, principal, params.serviceId);
    const { longestNoticeHours } = await bookingTerms(tx);
    if ((body.cancellationHours ?? 0) > longestNoticeHours) throw tooLong(longestNoticeHours);
    await tx.db.offeredService.update({ where: { id: service.id }, data: body });
    await recordAudit(tx, vault, {
      action: 'service.cancellationTerms',
      subjectKind: 'offeredService',
      subjectId: service.id,
      reason: String(body.cancellationHours ?? 'none'),
    });
    return { id: service.id, cancellationHours: body.cancellationHours };
  },
});

function tooLong(hours: number) {
  return invalidField('/body/cancellationHours', {
    it: `al massimo ${hours} ore, come dicono le regole dell’alleanza`,
    en: `${hours} hours at most, as the alliance’s rules say`,
  });
}

export const cancellationTermsRoutes = [publish];
