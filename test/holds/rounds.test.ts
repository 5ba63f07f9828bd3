import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { openLog } from '../../runtime/log.ts';
import { Pauses } from '../../runtime/pauses.ts';
import { startRounds } from '../../runtime/rounds.ts';
import type { Services } from '../../runtime/services.ts';
import { resendStalled } from '../../runtime/sweeper.ts';
import { eventually } from '../support/eventually.ts';

const noRound = { beatMs: 0, wakeupsMs: 0, wakeupRetryMs: 0, wakeAllMs: 0, mailMs: 0, sweepMs: 0, sealMs: 0 };

describe('the rounds of a worker', () => {
  it('go on with the next alliance when one goes wrong, and try it again', async () => {
    const visits: string[] = [];
    const database = {
      gate: { alliances: () => Promise.resolve([{ id: 'broken' }, { id: 'sound' }]) },
      inAlliance(allianceId: string) {
        visits.push(allianceId);
        return allianceId === 'broken' ? Promise.reject(new Error('broken')) : Promise.resolve();
      },
    };
    const services = { database, log: openLog({ logLevel: 'silent' }) } as unknown as Services;
    const rounds = startRounds(services, { ...noRound, sealMs: 5 });
    await eventually(() => Promise.resolve(visits.length >= 4));
    await rounds.stop();
    expect(visits.slice(0, 4)).toEqual(['broken', 'sound', 'broken', 'sound']);
  });

  it('stop at once, in the middle of a pause', async () => {
    const database = { gate: { beat: () => Promise.resolve() } };
    const services = { database, log: openLog({ logLevel: 'silent' }) } as unknown as Services;
    const rounds = startRounds(services, { ...noRound, beatMs: 3_600_000 });
    await sleep(20);
    await rounds.stop();
  });
});

describe('the sweeper', () => {
  /** More than are sent at once, of which so many go wrong. */
  const stalled = Array.from({ length: 20 }, (_, n) => ({
    id: n < 10 ? `broken ${n}` : `sound ${n}`,
    process: 'fragilityAssessment',
    subjectId: 'assessment',
    operation: 'withdraw',
    state: 'pending',
  }));
  const database = { inAlliance: () => Promise.resolve(stalled) };

  function services(isReachable: boolean, sent: string[]): Services {
    const send = ({ submissionId }: { submissionId: string }) => {
      sent.push(submissionId);
      return submissionId.startsWith('broken')
        ? Promise.reject(new Error('broken'))
        : Promise.resolve('answered');
    };
    const processes = { send, isReachable: () => Promise.resolve(isReachable) };
    return { database, processes } as unknown as Services;
  }

  it('sends the others when some go wrong, and says that they did', async () => {
    const sent: string[] = [];
    await expect(resendStalled(services(true, sent), 'alliance')).rejects.toThrow('broken');
    expect(sent.toSorted()).toEqual(stalled.map(({ id }) => id).toSorted());
  });

  it('sends nothing while Temporal is away', async () => {
    const sent: string[] = [];
    await resendStalled(services(false, sent), 'alliance');
    expect(sent).toEqual([]);
  });

  it('lets those behind have their turn while the oldest are not answered, several at once', async () => {
    const all = Array.from({ length: 60 }, (_, n) => ({ ...stalled[0]!, id: `submission ${n}` }));
    const done = { ...stalled[0]!, id: 'answered', state: 'done' };
    type Query = { where: { state?: string; id: { notIn: string[] } }; take: number };
    const findMany = ({ where, take }: Query) =>
      Promise.resolve(
        [done, ...all]
          .filter(({ id, state }) => !where.id.notIn.includes(id) && (where.state ?? state) === state)
          .slice(0, take),
      );
    const tx = { now: new Date(), db: { submission: { findMany } } };
    const inAlliance = (_id: string, _actor: unknown, work: (given: typeof tx) => unknown) => work(tx);
    const sent: string[] = [];
    let [underWay, mostUnderWay] = [0, 0];
    const send = async ({ submissionId }: { submissionId: string }) => {
      sent.push(submissionId);
      mostUnderWay = Math.max(mostUnderWay, (underWay += 1));
      await sleep(5);
      underWay -= 1;
      return 'unreachable';
    };
    const processes = { send, isReachable: () => Promise.resolve(true) };
    const stuck = { database: { inAlliance }, processes } as unknown as Services;
    const pauses = new Pauses();
    for (let round = 0; round < 3; round += 1) await resendStalled(stuck, 'alliance', 0, pauses);
    expect(sent.toSorted()).toEqual(all.map(({ id }) => id).toSorted());
    expect(mostUnderWay).toBe(8);
  });
});
