import type { Tx } from '../../prisma/database.ts';
import type { ProcessParams } from '../../workflows/contract.ts';
import { isPermanent, tracesOf } from '../accident.ts';
import { askAdministrators } from '../office-tasks.ts';
import { recordAudit } from '../audit.ts';
import { openSigning } from '../charter-signing/open-signing.ts';
import type { ActivityServices } from '../services.ts';
import { signatoriesToInvite } from './signatories.ts';

/** Where the campaign goes on after a page, and when; without it, it is over. */
export interface CampaignPage {
  readonly next?: { readonly after: string; readonly pauseMs: number };
}

/** As many as one short transaction writes. */
const MOST_A_PAGE = 20;
const MINUTE_MS = 60_000;

/** The activities of `charterCampaign`. */
export function charterCampaignActivities(services: ActivityServices) {
  return {
    async openSigningsPage(page: ProcessParams & { readonly after?: string }): Promise<CampaignPage> {
      const within = <T>(work: (tx: Tx) => Promise<T>) =>
        services.database.inAlliance(page.allianceId, actor, work);
      try {
        return await within((tx) => openPage(tx, services, page));
      } catch (error) {
        if (!isPermanent(error)) throw error;
        await within((tx) => giveUp(tx, services, page.subjectId, error));
        return {};
      }
    },
  };
}

/** Trying again would not mend it: the campaign ends, and an administrator is asked to look, once. */
async function giveUp(tx: Tx, services: ActivityServices, versionId: string, error: Error): Promise<void> {
  const subject = { subjectKind: 'charterVersion', subjectId: versionId } as const;
  const { kind, places } = tracesOf(error);
  services.log?.error(
    { ...subject, what: 'campaign', kind, places },
    'failed for good, a person has to look',
  );
  await recordAudit(tx, services.vault, { action: 'campaign.failed', ...subject, reason: kind });
  await askAdministrators(tx, { kind: 'lookIntoFailure', ...subject });
}

export type CharterCampaignActivities = ReturnType<typeof charterCampaignActivities>;

const actor = { kind: 'system', id: 'charter-campaign' } as const;

/**
 * Opens a signing for the next organisations that have none of this version. They are opened in the name of whoever
 * published it: who publishes a version asks everybody to sign it. A version that was superseded meanwhile asks nobody.
 */
async function openPage(
  tx: Tx,
  services: ActivityServices,
  { subjectId, after }: { readonly subjectId: string; readonly after?: string },
): Promise<CampaignPage> {
  // Nobody publishes another one before the page is written.
  await tx.db.$queryRaw`SELECT id FROM charter_version WHERE id = ${subjectId}::uuid FOR SHARE`;
  const version = await tx.db.charterVersion.findUniqueOrThrow({ where: { id: subjectId } });
  if (version.state !== 'published') return {};
  const size = Math.min(MOST_A_PAGE, version.invitationsAMinute);
  const organisationIds = await signatoriesToInvite(tx, version, { after, size });
  const openedBy = version.publisherId!;
  for (const organisationId of organisationIds)
    await openSigning(tx, services, { organisationId, version, openedBy });
  const last = organisationIds.at(-1);
  if (!last || organisationIds.length < size) return {};
  const pauseMs = Math.ceil((organisationIds.length * MINUTE_MS) / version.invitationsAMinute);
  return { next: { after: last, pauseMs } };
}
