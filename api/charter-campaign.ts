import { z } from 'zod';
import {
  missingSignatories,
  tallySignatories,
  type Signatory,
  type Tally,
} from '../activities/charter-campaign/signatories.ts';
import { charterWord } from '../activities/charter-versions.ts';
import { signingStates } from '../domain/charter-steps.ts';
import { organisationRoles } from '../domain/charter.ts';
import { notFound } from '../domain/refusal.ts';
import { charterVersionParams } from './charter-schema.ts';
import { dateIn, instantIn } from './dates.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, id, instant, page, plainDate } from './schema.ts';

const countOf = (what: string) => z.int().meta({ description: what });

const counts = {
  signatories: countOf(
    'Whom the version has to bring along: adherent today, bound or asked by an earlier one',
  ),
  toOpen: countOf('Not invited yet'),
  opened: countOf('Invited; by their last signing they are one of the next'),
  open: countOf('Wait for the representative'),
  signed: countOf('Signed; wait for the countersignature'),
  countersigned: countOf('Signed by both'),
  declined: countOf('Declined'),
  expired: countOf('Let the time pass'),
  superseded: countOf('Overtaken by a newer version'),
  suspended: countOf('Suspended for the charter, whatever their signing says'),
};
type Counts = Record<keyof typeof counts, number>;

const missing = z
  .strictObject({
    id: id.meta({ description: 'Of the organisation' }),
    name: z.string(),
    roles: z.array(z.enum(organisationRoles)),
    state: z.enum([...signingStates, 'toOpen']),
    signingId: id.nullable(),
    dueOn: plainDate.nullable(),
    suspended: z.boolean(),
  })
  .meta({ id: 'MissingSignatory' });

const campaign = z
  .strictObject({
    charterVersionId: id,
    number: z.int(),
    publishedAt: instant.nullable(),
    supersededAt: instant.nullable(),
    invitationsAMinute: z.int(),
    counts: z.strictObject(counts),
    byKind: z
      .array(z.strictObject({ kind: z.enum(organisationRoles), ...counts }))
      .meta({ description: 'The same by what organisations are; one that is two things counts in both' }),
    missing: page(missing).meta({ description: 'Who has not signed, by organisation' }),
  })
  .meta({ id: 'CharterCampaign' });

const get = route({
  kind: 'read',
  operation: 'getCharterCampaign',
  method: 'get',
  path: '/v1/charter-versions/{charterVersionId}/campaign',
  tag: 'charter',
  summary: {
    it: 'A che punto sono gli enti che devono passare a una versione della carta, e chi manca',
    en: 'How far the organisations are that a charter version brings along, and who is missing',
  },
  who: ['administrator', 'caseworker'],
  params: charterVersionParams,
  query: cursorQuery,
  reply: campaign,
  async read(tx, { params, query }) {
    const version = await tx.db.charterVersion.findFirst({
      where: { id: params.charterVersionId, state: { not: 'draft' } },
    });
    if (!version) throw notFound(charterWord);
    const tallies = await tallySignatories(tx, version);
    const rows = await missingSignatories(tx, version, { after: query.cursor, size: query.limit + 1 });
    return {
      charterVersionId: version.id,
      number: version.number,
      publishedAt: instantIn(version.publishedAt),
      supersededAt: instantIn(version.supersededAt),
      invitationsAMinute: version.invitationsAMinute,
      counts: countsOf(tallies),
      byKind: organisationRoles.map((kind) => ({
        kind,
        ...countsOf(tallies.filter(({ roles }) => roles.includes(kind))),
      })),
      missing: asPage(rows.map(shown), query.limit),
    };
  },
});

function countsOf(tallies: readonly Tally[]): Counts {
  const sum = (which: (tally: Tally) => boolean) =>
    tallies.filter(which).reduce((total, { count }) => total + count, 0);
  const inState = Object.fromEntries(
    signingStates.map((state) => [state, sum((tally) => tally.state === state)]),
  ) as Record<(typeof signingStates)[number], number>;
  return {
    ...inState,
    signatories: sum(() => true),
    toOpen: sum(({ state }) => state === null),
    opened: sum(({ state }) => state !== null),
    suspended: sum(({ isSuspended }) => isSuspended),
  };
}

function shown({ isSuspended, state, dueOn, roles, ...row }: Signatory): z.input<typeof missing> {
  return {
    ...row,
    roles: [...roles],
    state: state ?? 'toOpen',
    dueOn: dateIn(dueOn),
    suspended: isSuspended,
  };
}

export const charterCampaignRoutes = [get];
