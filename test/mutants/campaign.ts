import type { AnyMutant } from '../support/mutant.ts';
import { provenBy } from './out.ts';

const suspensions = 'test/suspensions.test.ts';
const revisions = 'test/charter-revision.test.ts';
const revision = 'activities/charter-signing/revision.ts';
const moments = 'activities/charter-signing/moments.ts';
const page = 'activities/charter-campaign/index.ts';
const signatories = 'activities/charter-campaign/signatories.ts';

/** What keeps a new version from reaching anybody twice, and a suspension from anybody who is not due one. */
export const campaignMutants: readonly AnyMutant[] = [
  {
    name: 'suspension: two of one ground run at once',
    provenBy: suspensions,
    sql: 'DROP INDEX suspension_open_once',
  },
  {
    name: 'suspension: changes after it was written',
    provenBy: suspensions,
    sql: 'DROP TRIGGER suspension_guard ON suspension',
  },
  {
    name: 'suspension: is emptied',
    provenBy: suspensions,
    sql: 'DROP TRIGGER suspension_never_emptied ON suspension',
  },
  {
    name: 'suspension: ends without a reason',
    provenBy: suspensions,
    sql: 'ALTER TABLE suspension DROP CONSTRAINT suspension_lifted',
  },
  ...provenBy(suspensions, [
    [
      'suspension: a suspended provider gets orders',
      'activities/fund/approve.ts',
      '  await notSuspendedOrThrow(tx, providerIds);\n',
    ],
    [
      'suspension: a suspended provider takes over',
      'activities/fund/provider-swap.ts',
      '  await notSuspendedOrThrow(tx, [providerId]);\n',
    ],
    [
      'suspension: a suspended provider is chosen',
      'activities/fragility-assessment/application.ts',
      'suspended.has(id)',
      'false',
    ],
    [
      'suspension: in one role is in all',
      'domain/suspension.ts',
      '(one.role === null || one.role === role) &&',
      '',
    ],
    [
      'suspension: lasts after it was lifted',
      'domain/suspension.ts',
      '(one.liftedAt === null || at < one.liftedAt)',
      'true',
    ],
    [
      'suspension: nobody is told',
      'activities/suspensions.ts',
      "  await mailOfSuspension(tx, services, suspension, 'suspended');\n",
    ],
    [
      'suspension: the office still follows what is over',
      'activities/suspensions.ts',
      "    await cancelTasks(tx, subject, ['followSuspension']);\n",
    ],
  ]),
  ...provenBy(revisions, [
    [
      'campaign: nobody begins it',
      'activities/charter-versions.ts',
      '  if (count > 0) await wakeUp(tx, charterCampaignId(id));\n',
    ],
    ['campaign: an overtaken version invites', page, "if (version.state !== 'published') return {};"],
    ['campaign: invites twice', signatories, 'WHERE state IS NULL AND', 'WHERE'],
    [
      'campaign: invites whoever left',
      signatories,
      'AND (o.adherent_until IS NULL OR o.adherent_until >= ${today}::date)',
    ],
    ['campaign: no pause', page, '(organisationIds.length * MINUTE_MS)', '(0 * MINUTE_MS)'],
    [
      'campaign: newcomers are suspended',
      revision,
      '  if (!grace) return false;\n',
      "  if (!grace) return suspend(tx, services, { organisationId, ground: 'charter', subject: signingSubject({ id }) });\n",
    ],
    [
      'campaign: grace ends early',
      revision,
      'const isOver = tx.now > expiresAt(grace);',
      'const isOver = tx.now <= expiresAt(grace) || true;',
    ],
    [
      'campaign: suspends whoever is still asked',
      revision,
      '  if ((await tx.db.charterSigning.count({ where: standing })) > 0) return false;\n',
      '  void standing;\n',
    ],
    [
      'campaign: an overtaken signing suspends',
      moments,
      '  if (!(await isPublished(tx, signing.charterVersionId))) return closeAsOvertaken(tx, services, signing);\n',
    ],
    [
      'campaign: an overtaken signing reminds',
      moments,
      "signing.state === 'open' && (await isPublished(tx, signing.charterVersionId))",
      "signing.state === 'open'",
    ],
    [
      'campaign: an overtaken version is signed',
      'activities/charter-signing/signing.ts',
      "if (signing.state === 'open' && !(await isPublished(tx, signing.charterVersionId))) throw overtaken;",
    ],
    [
      'campaign: a candidate is suspended before it is admitted',
      revision,
      '  if (roles.length === 0) return false;\n',
    ],
    [
      'campaign: whoever declines is never suspended',
      'activities/charter-signing/steps.ts',
      '  await suspendUnsigned(tx, services, declined);\n',
    ],
    [
      'campaign: a signature reinstates nobody',
      'activities/charter-signing/signature.ts',
      "  await lift(tx, services, { organisationId: signing.organisationId, ground: 'charter' }, 'charterSigned');\n",
    ],
  ]),
];
