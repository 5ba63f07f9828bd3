import { z } from 'zod';
import { recordOnceADay } from '../activities/audit.ts';
import { identitiesOf } from '../activities/identity.ts';
import { notEmployed } from '../activities/welfare-plan/credit-list.ts';
import { employeesByTaxCode } from '../activities/welfare-plan/employees.ts';
import { taxCode } from '../domain/tax-code.ts';
import { toPlainDate } from '../domain/time.ts';
import { invalidField } from './invalid-field.ts';
import { route } from './route.ts';
import { ownPlanOrThrow } from './welfare-access.ts';
import { planParams } from './welfare-schema.ts';

/** Of somebody else nothing is told, not even whether they are known: what crediting them would answer, no more. */
const search = route({
  kind: 'read',
  operation: 'findEmployee',
  method: 'post',
  path: '/v1/welfare-plans/{planId}/employee-searches',
  tag: 'welfare',
  summary: {
    it: 'Come si chiama chi oggi lavora qui con questo codice fiscale, da rileggere prima di accreditare; resta a registro',
    en: 'The name of whoever works here today under this tax code, to be read before crediting; it is put on record',
  },
  who: ['employer'],
  params: planParams,
  body: z.strictObject({ taxCode }),
  reply: z.strictObject({ givenName: z.string(), familyName: z.string() }).meta({ id: 'FoundEmployee' }),
  async read(tx, { params, body, principal }, services) {
    const { organisationId } = await ownPlanOrThrow(tx, principal, params.planId);
    const day = toPlainDate(tx.now);
    const taxCodes = [body.taxCode];
    const found = await employeesByTaxCode(tx, services.vault, { organisationId, day, taxCodes });
    const personId = found.get(body.taxCode);
    const identity = personId && (await identitiesOf(tx, services, [personId])).get(personId);
    if (!personId || !identity) throw invalidField('/body/taxCode', notEmployed);
    await recordOnceADay(tx, services.vault, {
      action: 'person.found',
      subjectKind: 'person',
      subjectIds: [personId],
    });
    return { givenName: identity.givenName, familyName: identity.familyName };
  },
});

export const employeeSearchRoutes = [search];
