import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { currentAdmission } from '../activities/provider-offer/admission.ts';
import { lettersGiven } from '../domain/provider-offer.ts';
import { isOver } from '../domain/provider-onboarding.ts';
import { taxLetters } from '../domain/provider-service.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { toPlainDate } from '../domain/time.ts';
import type { Tx } from '../prisma/database.ts';
import type { OfferedService } from '../prisma/generated/client.ts';
import { lockService, ofAlliance, refuseWithdrawn } from './offered-services.ts';
import { offerWord } from './provider-access.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const setTaxLetters = route({
  kind: 'write',
  operation: 'setTaxLetters',
  method: 'post',
  path: '/v1/offered-services/{serviceId}/tax-letters',
  tag: 'directory',
  summary: {
    it: 'Indica le lettere dell’articolo 51 del TUIR di un servizio, anche di un ente che non è ancora ammesso; i buoni già emessi tengono le loro',
    en: 'Say under which letters of art. 51 TUIR a service is offered, also of a candidate; vouchers issued before keep theirs',
  },
  who: ['caseworker'],
  params: z.strictObject({ serviceId: id }),
  body: z.strictObject({ taxLetters: lettersGiven }),
  reply: z.strictObject({ id, taxLetters: z.array(z.enum(taxLetters)) }),
  async write(tx, { params: { serviceId }, body }, { vault }) {
    const service = await lockService(tx, serviceId);
    if (!service) throw notFound(offerWord);
    refuseWithdrawn(service, toPlainDate(tx.now));
    await refuseOfNobody(tx, service);
    const after = taxLetters.filter((letter) => body.taxLetters.includes(letter));
    await tx.db.offeredService.update({ where: { id: service.id }, data: { taxLetters: after } });
    await recordAudit(tx, vault, {
      action: 'service.lettersSet',
      subjectKind: 'offeredService',
      subjectId: service.id,
      detail: ofAlliance(tx, { before: service.taxLetters, after }),
    });
    return { id: service.id, taxLetters: after };
  },
});

export const taxLetterRoutes = [setTaxLetters];

/** A provider of today offers it, or whoever still asks to become one. */
async function refuseOfNobody(tx: Tx, { applicationId, organisationId }: OfferedService): Promise<void> {
  if (organisationId && (await currentAdmission(tx, organisationId))) return;
  const application =
    applicationId && (await tx.db.providerApplication.findUnique({ where: { id: applicationId } }));
  if (!application || isOver(application.state)) throw ofNobody;
}

const ofNobody = new Refusal('stepNotPossible', {
  detail: {
    it: 'Chi offriva questo servizio non è, o non è più, un fornitore dell’alleanza, e non chiede di diventarlo.',
    en: 'Whoever offered this service is not, or no longer, a provider of the alliance, nor asks to become one.',
  },
});
