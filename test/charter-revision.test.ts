import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { charterCampaignActivities } from '../activities/charter-campaign/index.ts';
import { graceEnds } from '../activities/charter-signing/revision.ts';
import { inviteNewRepresentative } from '../activities/charter-signing/new-representative.ts';
import { remindSigning, signingExpires } from '../activities/charter-signing/moments.ts';
import { signCharter } from '../activities/charter-signing/sign.ts';
import { declineCharter, extendDeadline } from '../activities/charter-signing/steps.ts';
import { publishCharter, sendCharter, shippedCharter } from '../activities/charter-versions.ts';
import type { Deadline, FireDeadline } from '../activities/deadlines.ts';
import { toDateColumn } from '../domain/plain-date.ts';
import { endOfDay } from '../domain/time.ts';
import { demoAllianceId } from '../prisma/seed/index.ts';
import { accountId } from '../prisma/seed/personas.ts';
import { charterCampaignId } from '../workflows/contract.ts';
import {
  openCharterOffice,
  opener,
  refusedBy,
  signature,
  start,
  writtenBy,
  type CharterOffice,
} from './support/charter-office.ts';

let office: CharterOffice;
beforeAll(async () => {
  office = await openCharterOffice();
});
beforeEach(() => office.moveTo(start));
afterAll(() => office.close());

/** The last day of grace, and the first moment after it. */
const lastOfGrace = endOfDay('2026-07-31');
const afterGrace = new Date(lastOfGrace.getTime() + 1);

async function published(effectiveOn = '2026-06-01', pace?: number): Promise<string> {
  return office.within(async (tx) => {
    const { id } = await sendCharter(tx, shippedCharter, accountId('sara'));
    await publishCharter(tx, id, effectiveOn, accountId('luca'), pace);
    return id;
  }, accountId('luca'));
}

const pageOf = (subjectId: string, after?: string) =>
  charterCampaignActivities(office.services).openSigningsPage({
    allianceId: demoAllianceId,
    subjectId,
    ...(after ? { after } : {}),
  });

type Who = Awaited<ReturnType<CharterOffice['signed']>>;

/** Signed one version and is asked to sign the next. */
async function broughtAlong(): Promise<Who & { readonly versionId: string }> {
  const who = await office.signed();
  const versionId = await published();
  await pageOf(versionId);
  return { ...who, versionId, signingId: (await newest(who)).id };
}

const signingsOf = ({ organisationId }: Pick<Who, 'organisationId'>) =>
  office.within(({ db }) =>
    db.charterSigning.findMany({ where: { organisationId }, orderBy: { id: 'asc' } }),
  );
const newest = async (who: Pick<Who, 'organisationId'>) => (await signingsOf(who)).at(-1)!;
const suspensionsOf = ({ organisationId }: Pick<Who, 'organisationId'>) =>
  office.within(({ db }) => db.suspension.findMany({ where: { organisationId } }));
const mails = (subjectId: string, template: string) =>
  office.within(({ db }) => db.mail.count({ where: { subjectId, template } }));

/** Somebody is recorded as its representative while a signing is open. */
const newcomerFor = ({ organisationId, accountId: representativeId }: Who) =>
  office.within(
    (tx) => inviteNewRepresentative(tx, office.services, { organisationId, representativeId }),
    accountId('sara'),
  );

/** As its process does when the moment comes. */
const comes = (moment: FireDeadline, { signingId }: Pick<Who, 'signingId'>) =>
  office.within((tx) =>
    moment(
      tx,
      { id: signingId, subjectKind: 'charterSigning', subjectId: signingId } as Deadline,
      office.services,
    ),
  );

describe('publishing', () => {
  it('asks for the campaign in the same transaction, when it supersedes another', async () => {
    const id = await published();
    const wakeups = await office.within(({ db }) => db.wakeup.findMany());
    expect(wakeups.map(({ process }) => process)).toContain(charterCampaignId(id));
  });
});

describe('a page of a campaign', () => {
  it('invites as many as a minute allows, from where it stopped, and none twice', async () => {
    const signed = [await office.signed(), await office.signed(), await office.signed()];
    const versionId = await published('2026-06-01', 1);
    await within(versionId);
    for (const who of signed) expect((await signingsOf(who)).length).toBe(2);
    expect(await pageOf(versionId)).toEqual({});
  });

  /** Every page, one after the other. */
  async function within(versionId: string): Promise<void> {
    let { next } = await pageOf(versionId);
    expect(next!.pauseMs).toBe(60_000);
    for (let pages = 0; next && pages < 100; pages += 1) ({ next } = await pageOf(versionId, next.after));
    expect(next).toBeUndefined();
  }

  it('asks nobody who left, and nobody once another version is out', async () => {
    const gone = await office.signed();
    await office.within(({ db }) =>
      db.organisation.update({
        where: { id: gone.organisationId },
        data: { adherentUntil: toDateColumn('2026-05-31') },
      }),
    );
    const stays = await office.signed();
    const overtaken = await published();
    const versionId = await published();
    expect(await pageOf(overtaken)).toEqual({});
    expect((await signingsOf(stays)).length).toBe(1);
    await pageOf(versionId);
    expect([(await signingsOf(gone)).length, (await signingsOf(stays)).length]).toEqual([1, 2]);
  });

  it('that fails for good ends the campaign, invites nobody and asks an administrator to look, once', async () => {
    const who = await office.signed();
    const versionId = await published();
    const altered = (content: string) =>
      writtenBy(
        office,
        `ALTER TABLE charter_version DISABLE TRIGGER USER;
         UPDATE charter_version SET content = ${content} WHERE id = '${versionId}';
         ALTER TABLE charter_version ENABLE TRIGGER USER`,
      );
    await altered(`content || '{"added": 1}'`);
    for (const _twice of [1, 2]) expect(await pageOf(versionId)).toEqual({});
    expect(await signingsOf(who)).toHaveLength(1);
    const found = await office.within(async ({ db }) => ({
      tasks: await db.task.findMany({ where: { subjectId: versionId } }),
      audits: await db.audit.findMany({ where: { subjectId: versionId, action: 'campaign.failed' } }),
    }));
    expect(found.tasks).toMatchObject([
      { kind: 'lookIntoFailure', candidateRole: 'administrator', state: 'open' },
    ]);
    expect(found.audits[0]).toMatchObject({ reason: 'AlteredVersionError' });
    await altered("content - 'added'");
    await pageOf(versionId);
    expect(await signingsOf(who)).toHaveLength(2);
  });

  it('gives grace from the day on which the version takes effect', async () => {
    const who = await office.signed();
    await pageOf(await published('2026-06-30'));
    expect((await newest(who)).dueOn).toEqual(toDateColumn('2026-08-29'));
  });
});

describe('the end of the days of grace', () => {
  it('suspends whoever did not sign, by rule', async () => {
    const who = await broughtAlong();
    office.moveTo(afterGrace);
    await comes(signingExpires, who);
    expect(await suspensionsOf(who)).toMatchObject([{ ground: 'charter', role: null, since: afterGrace }]);
    expect(await mails(who.signingId, 'charterExpired')).toBe(0);
    expect(await mails(who.signingId, 'suspendedRepresentative')).toBe(1);
  });

  it('never suspends whoever signed no version before', async () => {
    const who = await office.invited();
    office.moveTo(new Date('2026-07-02T08:00:00Z'));
    await comes(signingExpires, who);
    expect(await suspensionsOf(who)).toEqual([]);
    expect(await mails(who.signingId, 'charterExpired')).toBe(1);
  });

  it.each(['is silent', 'declines'])('suspends no candidate that %s', async (answer) => {
    const who = await broughtAlong();
    await office.within(({ db }) =>
      db.organisation.update({ where: { id: who.organisationId }, data: { roles: [] } }),
    );
    if (answer === 'declines') await office.take(declineCharter, who, { reason: 'No.' });
    office.moveTo(afterGrace);
    await comes(answer === 'declines' ? graceEnds : signingExpires, who);
    expect(await suspensionsOf(who)).toEqual([]);
    expect(await mails(who.signingId, 'charterExpired')).toBe(answer === 'declines' ? 0 : 1);
  });

  it('comes for whoever declined on the way as well, and not before', async () => {
    const who = await broughtAlong();
    await office.take(declineCharter, who, { reason: 'No.' });
    expect(await suspensionsOf(who)).toEqual([]);
    office.moveTo(lastOfGrace);
    await comes(graceEnds, who);
    expect(await suspensionsOf(who)).toEqual([]);
    office.moveTo(afterGrace);
    await comes(graceEnds, who);
    expect(await suspensionsOf(who)).toHaveLength(1);
  });

  it('waits for whoever was invited again, and has as much time as the first invitation gave', async () => {
    const who = await broughtAlong();
    await office.take(declineCharter, who, { reason: 'No.' });
    const again = await office.open(who.organisationId);
    expect([await mails(again.id, 'charterRevised'), await mails(again.id, 'charterInvitation')]).toEqual([
      1, 0,
    ]);
    await newcomerFor(who);
    expect(await mails(again.id, 'charterRevised')).toBe(2);
    expect(again.dueOn).toEqual(toDateColumn('2026-07-31'));
    await office.take(extendDeadline, { signingId: again.id, accountId: opener }, { dueOn: '2026-08-10' });
    office.moveTo(afterGrace);
    await comes(graceEnds, who);
    expect(await suspensionsOf(who)).toEqual([]);
    await office.take(declineCharter, { ...who, signingId: again.id }, { reason: 'No.' });
    expect(await suspensionsOf(who)).toHaveLength(1);
  });
});

describe('a signature after it', () => {
  it('reinstates in the same moment, before the alliance’s own', async () => {
    const who = await broughtAlong();
    office.moveTo(afterGrace);
    await comes(signingExpires, who);
    const again = { ...who, signingId: (await office.open(who.organisationId)).id };
    expect(await mails(again.signingId, 'charterInvitation')).toBe(1);
    await office.take(signCharter, again, signature(office.roles, await office.code(again)));
    expect(await suspensionsOf(who)).toMatchObject([
      { liftedAt: afterGrace, liftedBecause: 'charterSigned' },
    ]);
    expect((await office.rowOf(again.signingId)).state).toBe('signed');
  });
});

describe('a signing whose version was overtaken', () => {
  it('takes no step, reminds nobody, suspends nobody and closes by itself', async () => {
    const who = await broughtAlong();
    const body = signature(office.roles, await office.code(who));
    await published();
    expect((await refusedBy(office.take(signCharter, who, body))).code).toBe('stepNotPossible');
    await comes(remindSigning, who);
    expect(await mails(who.signingId, 'charterReminder')).toBe(0);
    office.moveTo(afterGrace);
    await comes(signingExpires, who);
    expect((await office.rowOf(who.signingId)).state).toBe('superseded');
    expect(await suspensionsOf(who)).toEqual([]);
    const reopened = writtenBy(
      office,
      `UPDATE charter_signing SET state = 'open' WHERE id = '${who.signingId}'`,
    );
    await expect(reopened).rejects.toThrow(/cannot become/);
  });
});

describe('a new representative', () => {
  it('is invited to what is still to be signed, and the office need not look for one', async () => {
    const who = await office.signed();
    await office.within(({ db }) =>
      db.account.update({ where: { id: who.accountId }, data: { disabledAt: start } }),
    );
    await pageOf(await published());
    const { id } = await newest(who);
    const tasks = () => office.within(({ db }) => db.task.findMany({ where: { subjectId: id } }));
    expect(await tasks()).toMatchObject([{ kind: 'nameRepresentative', state: 'open' }]);
    await newcomerFor(who);
    expect(await tasks()).toMatchObject([{ kind: 'nameRepresentative', state: 'completed' }]);
    expect(await mails(id, 'charterRevised')).toBe(1);
  });
});
