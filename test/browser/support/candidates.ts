import { addDays } from '../../../domain/plain-date.ts';
import { isoToday } from '../../holds/support/journey.ts';
import { agreementOffice, mario } from '../../support/agreement-office.ts';
import {
  candidateOffice,
  declarations,
  identity,
  nursery,
  type QuietStack,
} from '../../support/candidate.ts';
import { eventually } from '../../support/eventually.ts';
import type { Stack } from '../../support/stack.ts';

const durcOn = addDays(isoToday(), -10);

/** Bianca has said almost everything that a candidate says, and hands in the first of her papers. */
export async function sayMost(stack: Stack): Promise<string> {
  const bianca = await stack.as('Bianca');
  const [{ id }] = (await bianca.get('/v1/provider-applications')).body.items;
  const at = `/v1/provider-applications/${id}`;
  const says = (said: object) => bianca.does(`${at}/steps`, said);
  await says({
    ...identity,
    organisationName: 'Associazione sportiva La Corrente',
    vatNumber: '01234560165',
  });
  await says({ step: 'places', places: [{ name: 'Sede', comuneIstat: '016128', address: 'Via Prova 1' }] });
  const [place] = (await bianca.get(at)).body.places;
  await says({ step: 'services', services: [{ ...nursery, placeIds: [place.id] }] });
  await says(declarations);
  await candidateOffice(quietened(stack)).handIn(bianca, id, 'durc', { issuedOn: durcOn });
  return id as string;
}

/** An accepted candidate, whose agreement waits for its representative: one more who can be chosen at the door. */
export async function acceptCandidate(stack: Stack) {
  const office = agreementOffice(quietened(stack));
  const { id } = await office.accepted('12345670017', durcOn);
  const { organisationId, charterSigningId: signed } = await office.rowOf(id);
  const superuser = await stack.test.superuser();
  await superuser.query(
    `UPDATE account SET persona = true, label = $1
      WHERE id = (SELECT account_id FROM representative WHERE organisation_id = $2)`,
    [`${mario.name} – rappresentante legale`, organisationId],
  );
  return { accepted: id, signed: signed! };
}

/** The steps are answered when they are done; what is waited for is the mail that they send. */
function quietened(stack: Stack): QuietStack {
  const isSent = async () => {
    const superuser = await stack.test.superuser();
    return (await superuser.query(`SELECT FROM mail WHERE state = 'queued' LIMIT 1`)).rowCount === 0;
  };
  const quiet = async () => void (await eventually(isSent));
  return { ...stack, clock: { quiet } };
}
