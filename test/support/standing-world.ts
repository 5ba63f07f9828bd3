import { expect } from 'vitest';
import { wakeStanding } from '../../activities/provider-standing/wake.ts';
import { issueToken } from '../../api/auth.ts';
import { accountId } from '../../prisma/seed/personas.ts';
import type { Tx } from '../../prisma/database.ts';
import { processWorkflowId } from '../../workflows/contract.ts';
import { record } from '../holds/support/recorded.ts';
import type { SkippingStack } from '../holds/support/time-skipping.ts';
import { admitProvider, providerFile, type AdmittedProvider } from './admitted-provider.ts';
import { callerWith, type Caller } from './caller.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When the other papers end: long after everything that is told here. */
const afterAll = '2039-12-31';

type Within = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** Admitted providers on a clock that is moved, and what becomes of them. */
export function standingWorld(stack: SkippingStack) {
  const within: Within = (work) => {
    const actor = { kind: 'account', id: accountId('sara') } as const;
    return stack.services.database.inAlliance(stack.allianceId, actor, work);
  };
  return { within, ...deedsIn(stack, within), ...sightsOf(stack, within) };
}

/** What providers do. */
function deedsIn(stack: SkippingStack, within: Within) {
  const deeds = {
    /** A provider whose DURC is good until that day. */
    admitted: (durc: string): Promise<AdmittedProvider> =>
      within(async (tx) => {
        const ends = { durc, insurance: afterAll, riskAssessmentDeclaration: afterAll };
        const provider = await admitProvider(tx, { ends });
        await wakeStanding(tx, provider.organisationId);
        return provider;
      }),
    /** A fresh session of its own account: months pass in these tests, and sessions do not last as long. */
    caller: (provider: AdmittedProvider): Promise<Caller> =>
      within(async (tx) => {
        const { secret } = await issueToken(tx, {
          accountId: provider.accountId,
          kind: 'session',
          label: 'test',
          roles: ['provider'],
          expiresAt: new Date(tx.now.getTime() + DAY_MS),
        });
        return callerWith(stack.url, secret);
      }),
    async invite(provider: AdmittedProvider, receivedOn: string) {
      const path = `/v1/providers/${provider.organisationId}/regularisations`;
      return (await deeds.caller(provider)).does(path, { receivedOn });
    },
    async renew(provider: AdmittedProvider, issuedOn: string) {
      const documentId = await within((tx) => providerFile(tx, stack.services.vault, provider.admissionId));
      const paper = { category: 'durc', documentId, issuedOn };
      return (await deeds.caller(provider)).does(`/v1/providers/${provider.organisationId}/documents`, paper);
    },
    async view(provider: AdmittedProvider, reader?: Caller) {
      const by = reader ?? (await deeds.caller(provider));
      return (await by.get(`/v1/providers/${provider.organisationId}/standing`)).body;
    },
  };
  return deeds;
}

/** What is seen of it. */
function sightsOf(stack: SkippingStack, within: Within) {
  return {
    mails: (template: string, { organisationId }: AdmittedProvider): Promise<number> =>
      within(({ db }) => db.mail.count({ where: { template, recipientId: organisationId } })),
    /** What still happens by itself to its DURC and its admission, and when, on clocks in Rome. */
    async pending({ admissionId }: AdmittedProvider): Promise<string[]> {
      const rows = await within(({ db }) =>
        db.deadline.findMany({
          where: {
            subjectId: admissionId,
            firedAt: null,
            cancelledAt: null,
            dueAt: { lt: new Date('2039-01-01') },
            kind: { notIn: ['remindTask', 'escalateTask'] },
          },
          orderBy: [{ dueAt: 'asc' }, { id: 'asc' }],
        }),
      );
      const rome = (instant: Date) =>
        instant.toLocaleString('sv-SE', { timeZone: 'Europe/Rome' }).slice(0, 16);
      return rows.map(({ kind, dueAt }) => `${kind} ${rome(dueAt)}`);
    },
    /** What there is of something a minute before a moment, and a minute after. */
    async around(
      instant: string,
      count: () => Promise<number>,
      [before, after]: readonly [number, number],
    ): Promise<void> {
      const moment = new Date(instant).getTime();
      await stack.clock.advanceTo(new Date(moment - MINUTE_MS));
      expect(await count()).toBe(before);
      await stack.clock.advanceTo(new Date(moment + MINUTE_MS));
      expect(await count()).toBe(after);
    },
    async historyOf({ admissionId }: AdmittedProvider) {
      const workflowId = processWorkflowId('providerStanding', admissionId);
      const handle = stack.services.client.workflow.getHandle(workflowId);
      return { workflowId, history: await handle.fetchHistory() };
    },
    keep: ({ admissionId }: AdmittedProvider, what: string): Promise<void> =>
      record(stack.services, processWorkflowId('providerStanding', admissionId), `provider-standing/${what}`),
    /** No moment of any admission has fired twice. */
    async expectFiredOnce(): Promise<void> {
      const fired = await within(({ db }) =>
        db.deadline.findMany({ where: { subjectKind: 'admission', firedAt: { not: null } } }),
      );
      const moments = fired.map(({ subjectId, kind, targetId }) => `${subjectId} ${kind} ${targetId}`);
      expect(moments.length).toBeGreaterThan(0);
      expect(new Set(moments).size).toBe(moments.length);
    },
  };
}

export type StandingWorld = ReturnType<typeof standingWorld>;
