import type pg from 'pg';
import type { Tx } from '../../prisma/database.ts';
import {
  askRetirement,
  publishVersion,
  retireVersion,
  sendVersion,
  shipVersionOne,
  submitVersion,
} from '../../rules/publishing.ts';
import { versionInForce, type LoadedVersion } from '../../rules/store.ts';
import { openTestDatabase, testActor, type TestDatabase } from '../support/database.ts';
import { shippedCopy } from './change.ts';

/** An alliance with two administrators, and a clock the test sets, so that publishing has a before and an after. */
export interface RuleOffice {
  readonly allianceId: string;
  readonly author: string;
  readonly publisher: string;
  as<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  ship(): Promise<readonly LoadedVersion[]>;
  send(content?: unknown): Promise<LoadedVersion>;
  submit(id: string, who?: string): Promise<LoadedVersion>;
  publish(id: string, effectiveAt: Date, who?: string): Promise<LoadedVersion>;
  /** Asked by the author, unless said, and done by the publisher. */
  retire(id: string, askedBy?: string): Promise<LoadedVersion>;
  inForce(instant: Date): Promise<LoadedVersion>;
  /** One statement in one transaction of the alliance, as the application's role and around all its code. */
  sql(statement: string, values?: readonly unknown[]): Promise<void>;
}

export const officeClock = {
  instant: new Date('2026-06-01T08:00:00Z'),
  now: () => Promise.resolve(officeClock.instant),
};

export function openOfficeDatabase(): Promise<TestDatabase> {
  return openTestDatabase({ clock: officeClock });
}

export async function openRuleOffice(test: TestDatabase, app?: pg.Client): Promise<RuleOffice> {
  const allianceId = await test.addAlliance();
  const [author, publisher] = await Promise.all([addAdministrator('Ada'), addAdministrator('Bice')]);
  return {
    allianceId,
    author,
    publisher,
    as,
    ship: () =>
      as(author, (tx) =>
        shipVersionOne(tx, {
          authorId: author,
          publisherId: publisher,
          effectiveAt: new Date('2026-01-01T00:00:00Z'),
        }),
      ),
    send: (content = withRaisedCap()) => as(author, (tx) => sendVersion(tx, content)),
    submit: (id, who = author) => as(who, (tx) => submitVersion(tx, id, 'Delibera 12 del 2026')),
    publish: (id, effectiveAt, who = publisher) => as(who, (tx) => publishVersion(tx, id, effectiveAt)),
    async retire(id, askedBy = author) {
      await as(askedBy, (tx) => askRetirement(tx, id));
      return as(askedBy === author ? publisher : author, (tx) => retireVersion(tx, id));
    },
    inForce: (instant) => as(author, (tx) => versionInForce(tx, 'fund-access', instant)),
    async sql(statement, values = []) {
      if (!app) throw new Error('open the office with a connection to use SQL');
      await app.query('BEGIN');
      try {
        await app.query("SELECT set_config('app.alliance', $1, true)", [allianceId]);
        await app.query(statement, [...values]);
        await app.query('COMMIT');
      } catch (error) {
        await app.query('ROLLBACK');
        throw error;
      }
    },
  };

  function as<T>(accountId: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return test.database.inAlliance(allianceId, { kind: 'account', id: accountId }, work);
  }

  async function addAdministrator(label: string): Promise<string> {
    const data = { allianceId, label, roles: ['administrator' as const], createdAt: officeClock.instant };
    const { id } = await test.database.inAlliance(allianceId, testActor, (tx) =>
      tx.db.account.create({ data }),
    );
    return id;
  }
}

/** RS-2026.1 with a highest cap of 1,600 euro, and the one case it changes. */
export function withRaisedCap(): unknown {
  const content = shippedCopy('fund-access') as {
    parameters: { name: string; value: unknown }[];
    cases: { name: { en: string }; expect: { remainingCapCents?: number } }[];
  };
  content.parameters.find(({ name }) => name === 'capMaxCents')!.value = 160_000;
  content.cases.find(({ name }) => name.en.includes('five people'))!.expect.remainingCapCents = 160_000;
  return content;
}
