import { randomUUID } from 'node:crypto';
import { recordAudit } from '../../../activities/audit.ts';
import { pledgeContribution } from '../../../activities/contributions.ts';
import { sealMail } from '../../../activities/mail.ts';
import { toDateColumn } from '../../../domain/plain-date.ts';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { sendVersion } from '../../../rules/publishing.ts';
import { shippedVersionOrThrow } from '../../../rules/shipped.ts';
import type { Caller } from '../support.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

const nothing: Specimen = { names: 'nothing', make: () => ({}) };

/** A task in the caller's hands, or one they might take: of the insider with their role, whoever calls. */
function task(state: 'open' | 'claimed', body?: (world: World) => unknown): Specimen {
  return {
    names: state === 'open' ? 'owner' : 'caller',
    make: async (world, caller) => ({
      params: { taskId: await makeTask(world, caller, state) },
      ...(body ? { body: body(world) } : {}),
    }),
  };
}

async function makeTask({ api, home, insiders }: World, caller: Caller, state: 'open' | 'claimed') {
  const [role] = caller.roles;
  const scope: Partial<Prisma.TaskUncheckedCreateInput> = {
    ...(role === 'provider' ? { organisationId: home.providerId } : {}),
    ...(role === 'citizen' || role === 'employee' ? { personId: home.personId } : {}),
  };
  return api.inAlliance(async (tx) => {
    const row = await tx.db.task.create({
      data: {
        ...scope,
        allianceId: tx.allianceId,
        kind: 'reviewAward',
        subjectKind: 'award',
        subjectId: randomUUID(),
        candidateRole: role!,
        assigneeId: state === 'claimed' ? insiders[role!].accountId : null,
        state,
        createdAt: tx.now,
      },
    });
    return row.id;
  }, home.allianceId);
}

/** A draft of the caller's own; whoever is no administrator of this alliance meets somebody else's version. */
async function makeDraft({ api, home, file, foreigners }: World, caller: Caller): Promise<string> {
  const isForeign = Object.values(foreigners).some(({ accountId }) => accountId === caller.accountId);
  if (isForeign || !caller.roles.includes('administrator')) return file.ruleVersionId;
  const actor = { kind: 'account' as const, id: caller.accountId };
  return api.test.database.inAlliance(home.allianceId, actor, async (tx) => {
    const { id } = await sendVersion(tx, shippedVersionOrThrow('fragility-score'));
    return id;
  });
}

const draft = (body?: unknown): Specimen => ({
  names: 'alliance',
  make: async (world, caller) => ({
    params: { versionId: await makeDraft(world, caller) },
    ...(body === undefined ? {} : { body }),
  }),
});
const published = (call: { body?: unknown; query?: string } = {}): Specimen => ({
  names: 'alliance',
  make: ({ file }) => ({ params: { versionId: file.ruleVersionId }, ...call }),
});

const absence = (fromDate: string): Specimen => ({
  names: 'caller',
  alsoFor: ['administrator'],
  make: async ({ api, home, insiders, strangers }, caller) => {
    const role = caller.roles[0]!;
    const row = await api.inAlliance(
      (tx) =>
        tx.db.absence.create({
          data: {
            allianceId: home.allianceId,
            accountId: insiders[role].accountId,
            substituteId: strangers[role].accountId,
            fromDate: toDateColumn(fromDate),
            toDate: toDateColumn('2199-01-01'),
            createdAt: tx.now,
          },
        }),
      home.allianceId,
    );
    return { params: { absenceId: row.id } };
  },
});

/** The staff's own tools: tasks, absences, rules, the Fund, the trail, the mailbox. */
export const officeSpecimens: Specimens = {
  isAlive: nothing,
  isReady: nothing,
  readMetrics: nothing,
  listPersonas: nothing,
  signIn: { names: 'nothing', make: () => ({ body: { accountId: randomUUID() } }) },
  signOut: nothing,
  getMe: nothing,
  listTasks: nothing,
  listenToChanges: nothing,
  getTask: task('open'),
  claimTask: task('open'),
  releaseTask: task('claimed'),
  assignTask: {
    names: 'alliance',
    make: async (world, caller) => ({
      params: { taskId: await makeTask(world, caller, 'open') },
      body: { accountId: world.insiders[caller.roles[0]!].accountId },
    }),
  },
  followUpTask: task('claimed', () => ({ followUpAt: '2026-12-01T08:00:00Z' })),
  completeTask: task('claimed'),
  recordAbsence: {
    names: 'alliance',
    make: ({ strangers, insiders }, caller) => {
      const role = caller.roles[0]!;
      const substitute = caller.accountId === strangers[role].accountId ? insiders : strangers;
      const day = toDateColumn('2030-01-01').getTime() + Math.floor(Math.random() * 20_000) * 86_400_000;
      const date = new Date(day).toISOString().slice(0, 10);
      return { body: { substituteId: substitute[role].accountId, fromDate: date, toDate: date } };
    },
  },
  listAbsences: nothing,
  endAbsence: absence('2020-01-01'),
  cancelAbsence: absence('2198-01-01'),
  getSubmission: {
    names: 'caller',
    make: async ({ api, home, insiders }, caller) => {
      const row = await api.inAlliance(
        (tx) =>
          tx.db.submission.create({
            data: {
              allianceId: home.allianceId,
              accountId: insiders[caller.roles[0]!].accountId,
              key: randomUUID(),
              method: 'POST',
              path: '/',
              requestHash: new Uint8Array(1),
              operation: 'prova',
              createdAt: tx.now,
            },
          }),
        home.allianceId,
      );
      return { params: { submissionId: row.id } };
    },
  },
  getFund: nothing,
  getFundFlows: nothing,
  listFundMovements: nothing,
  readFundMovements: nothing,
  listContributions: nothing,
  pledgeContribution: {
    names: 'alliance',
    make: ({ home }) => ({ body: { organisationId: home.employerId, source: 'employer', amountCents: 100 } }),
  },
  collectContribution: {
    names: 'alliance',
    make: async ({ api, home }) => {
      const row = await api.inAlliance(
        (tx) =>
          pledgeContribution(tx, { organisationId: home.employerId, source: 'employer', amountCents: 100 }),
        home.allianceId,
      );
      return { params: { contributionId: row.id }, body: { bankRef: randomUUID() } };
    },
  },
  verifyLedger: nothing,
  listStuckWork: nothing,
  listRuleSets: nothing,
  listRuleVersions: {
    names: 'nothing',
    make: () => ({ params: { ruleSet: 'fragility-score' } }),
  },
  getRuleVersion: published(),
  listRuleParameters: published(),
  evaluateRuleVersion: published({ body: { facts: {} } }),
  runRuleCases: published(),
  sendVersion: { names: 'nothing', make: () => ({ body: shippedVersionOrThrow('fragility-score') }) },
  adoptShippedRules: nothing,
  reviseVersion: draft(shippedVersionOrThrow('fragility-score')),
  submitVersion: draft({ reason: 'Delibera 12 del 2026.' }),
  publishVersion: draft({ from: 'now' }),
  askRetirement: published({ body: { reason: 'mistake' } }),
  retireVersion: draft({ reason: 'givenUp' }),
  simulateIsee: {
    names: 'nothing',
    make: () => ({
      body: {
        incomeCents: 0,
        assetsCents: 0,
        members: 1,
        children: 0,
        minorChildren: 0,
        childUnder3: false,
        disabledOrNonSelfSufficientMembers: 0,
        parentsWorkedOrAloneWithMinors: false,
      },
    }),
  },
  listAudit: nothing,
  getAuditDetail: {
    names: 'alliance',
    make: async ({ api, home }) => ({ params: { entryId: await makeAuditRow(api, home) } }),
  },
  listDevMails: nothing,
  readDevMail: {
    names: 'owner',
    notFor: [
      'commissionMember',
      'fundOfficer',
      'provider',
      'employer',
      'consultant',
      'administrator',
      'auditor',
      'representative',
      'candidate',
    ],
    make: async ({ api, home }) => ({ params: { mailId: await makeMail(api, home) } }),
  },
};

/** A row with a before and after that the alliance's own key opens. */
async function makeAuditRow(api: World['api'], home: World['home']): Promise<string> {
  return api.inAlliance(async (tx) => {
    const subjectId = randomUUID();
    const subject = { kind: 'alliance', id: tx.allianceId } as const;
    await recordAudit(tx, api.vault, {
      action: 'account.changed',
      subjectKind: 'account',
      subjectId,
      detail: { subject, value: { before: 1, after: 2 } },
    });
    return (await tx.db.audit.findFirstOrThrow({ where: { subjectId } })).id;
  }, home.allianceId);
}

async function makeMail(api: World['api'], home: World['home']): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = { id: randomUUID(), recipientKind: 'person', recipientId: home.personId };
    const sealed = await sealMail(tx, api.vault, row, {
      source: `Subject: prova ${home.personId}\r\n\r\nciao`,
    });
    await tx.db.mail.create({
      data: {
        ...row,
        sealed,
        allianceId: home.allianceId,
        template: 'applicationReceived',
        dedupeKey: row.id,
        state: 'sent',
        nextAttemptAt: tx.now,
        queuedAt: tx.now,
        sentAt: tx.now,
      },
    });
    return row.id;
  }, home.allianceId);
}
