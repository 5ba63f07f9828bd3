import { z } from 'zod';
import { monthOf } from '../domain/welfare-plan.ts';
import { addMonths } from '../domain/plain-date.ts';
import { sumCents } from '../domain/money.ts';
import { tellableGroups } from '../domain/small-groups.ts';
import { ambiti, comuneByCode, type Ambito } from '../domain/territory.ts';
import { toPlainDate } from '../domain/time.ts';
import { inflowKinds } from '../ledger/postings.ts';
import type { Tx } from '../prisma/database.ts';
import { route } from './route.ts';
import { month } from './welfare-schema.ts';

const MONTHS_BEFORE = 12;
const sources = ['employer', 'provider', 'purchase', 'unspent', 'other'] as const;
const ambitoNames = Object.keys(ambiti) as [Ambito, ...Ambito[]];
const cents = z.int();

const fundFlows = z
  .strictObject({
    months: z
      .array(
        z.strictObject({
          month,
          inCents: cents.meta({ description: 'Collected, the reserve’s share included' }),
          toReserveCents: cents,
          outCents: cents.meta({ description: 'Approved for awards, less what awards gave back' }),
        }),
      )
      .meta({ description: 'The twelve months before this one, and this one, which is not over' }),
    sources: z
      .array(z.strictObject({ source: z.enum(sources), inCents: cents }))
      .meta({ description: '`purchase`: the share of what was bought; `unspent`: credit that nobody spent' }),
    ambiti: z.array(
      z.strictObject({
        ambito: z
          .enum([...ambitoNames, 'elsewhere'])
          .meta({ description: '`elsewhere`: not told or outside' }),
        inCents: cents.meta({ description: 'From organisations that are there' }),
        outCents: cents.nullable().meta({
          description:
            'For households that live there; null when it would tell of fewer than five, by subtraction too',
        }),
      }),
    ),
    waiting: z.strictObject({
      awards: z.int(),
      amountCents: cents.meta({ description: 'What the awards on the waiting list ask for' }),
    }),
  })
  .meta({ id: 'FundFlows' });

const getFlows = route({
  kind: 'read',
  operation: 'getFundFlows',
  method: 'get',
  path: '/v1/fund/flows',
  tag: 'fund',
  summary: {
    it: 'Entrate e uscite del Fondo negli ultimi dodici mesi e in questo: per mese, per provenienza, per ambito',
    en: 'What came into the Fund and went out in the last twelve months and in this one: by month, source and ambito',
  },
  who: ['fundOfficer', 'administrator', 'auditor'],
  reply: fundFlows,
  async read(tx) {
    const [first, ...later] = monthsUntil(toPlainDate(tx.now));
    const flows = await flowsSince(tx, `${first}-01`);
    const waiting = await tx.db.award.aggregate({
      where: { state: 'awaitingFunds' },
      _count: true,
      _sum: { amountCents: true },
    });
    return {
      months: [first!, ...later].map((one) => ({
        month: one,
        ...totalsOf(flows.filter((flow) => flow.month === one)),
      })),
      sources: sources.map((source) => ({
        source,
        inCents: totalsOf(flows.filter((flow) => flow.source === source)).inCents,
      })),
      ambiti: byAmbito(flows),
      waiting: { awards: waiting._count, amountCents: waiting._sum.amountCents ?? 0 },
    };
  },
});

/** What moved the Fund's own accounts, as far as it is of one month, source, comune and household. */
interface Flow {
  readonly month: string;
  /** Null of what goes out. */
  readonly source: (typeof sources)[number] | null;
  readonly comuneIstat: string | null;
  readonly householdId: string | null;
  readonly cents: number;
  readonly reserveCents: number;
}

/**
 * Everything that moved the Fund and its reserve, what was undone included with what it undid: so many cents in less so
 * many out are what the two accounts grew by. A hold moves nothing until it is approved.
 */
function flowsSince(tx: Tx, since: string): Promise<Flow[]> {
  return tx.db.$queryRaw<Flow[]>`
    WITH entry AS (
      SELECT to_char(t.effective_on, 'YYYY-MM') AS month, coalesce(undone.kind, t.kind)::text AS kind,
             coalesce(undone.business_ref, t.business_ref) AS ref, a.kind = 'fund_reserve' AS is_reserve,
             -p.amount_cents AS cents
        FROM ledger.account a
        JOIN ledger.posting p ON p.alliance_id = a.alliance_id AND p.account_id = a.id
        JOIN ledger.transfer t ON t.alliance_id = p.alliance_id AND t.id = p.transfer_id
        LEFT JOIN ledger.transfer undone ON undone.alliance_id = t.alliance_id AND undone.id = t.reverses_id
       WHERE a.kind IN ('fund_solidarity', 'fund_reserve') AND t.phase IN ('single', 'post')
         AND t.effective_on >= ${since}::date),
    told AS (
      SELECT month, cents, is_reserve, kind = ANY (${[...inflowKinds]}::text[]) AS is_in,
             CASE WHEN kind = 'redemption_collected' THEN 'purchase'
                  WHEN kind = 'contribution_received' THEN 'other'
                  ELSE coalesce(contribution.source, 'unspent') END AS source,
             coalesce(giver.comune_istat, place.comune_istat, household.comune_istat)::text AS comune,
             award.household_id AS household
        FROM entry
        LEFT JOIN contribution ON contribution.id::text = ref
        LEFT JOIN organisation giver ON giver.id = contribution.organisation_id
        LEFT JOIN redemption ON redemption.id::text = ref
        LEFT JOIN place ON place.id = redemption.place_id
        LEFT JOIN award ON award.id::text = ref
        LEFT JOIN household ON household.id = award.household_id)
    SELECT month, CASE WHEN is_in THEN source END AS source, comune AS "comuneIstat", household AS "householdId",
           sum(cents)::float8 AS cents, coalesce(sum(cents) FILTER (WHERE is_reserve), 0)::float8 AS "reserveCents"
      FROM told GROUP BY month, is_in, source, comune, household`;
}

function totalsOf(flows: readonly Flow[]) {
  const incoming = flows.filter(({ source }) => source !== null);
  return {
    inCents: sumCents(incoming.map(({ cents: one }) => one)),
    toReserveCents: sumCents(incoming.map(({ reserveCents }) => reserveCents)),
    outCents: 0 - sumCents(flows.filter(({ source }) => source === null).map(({ cents: one }) => one)),
  };
}

/** Where it came from and where it went; of fewer than five households nothing is told, also not by subtraction. */
function byAmbito(flows: readonly Flow[]): z.input<typeof fundFlows>['ambiti'] {
  const groups = [...ambitoNames, 'elsewhere' as const].map((ambito) => {
    const own = flows.filter(({ comuneIstat }) => ambitoOf(comuneIstat) === ambito);
    const households = new Set(own.flatMap(({ householdId }) => householdId ?? []));
    return { ambito, members: households.size, ...totalsOf(own) };
  });
  const tellable = tellableGroups(groups);
  return groups.map((group) => ({
    ambito: group.ambito,
    inCents: group.inCents,
    outCents: tellable.has(group) ? group.outCents : null,
  }));
}

function ambitoOf(comuneIstat: string | null): Ambito | 'elsewhere' {
  return (comuneIstat === null ? undefined : comuneByCode(comuneIstat)?.ambito) ?? 'elsewhere';
}

/** The months before this one, and this one. */
function monthsUntil(today: string): readonly string[] {
  const firstDay = `${monthOf(today)}-01`;
  return Array.from({ length: MONTHS_BEFORE + 1 }, (_none, at) =>
    monthOf(addMonths(firstDay, at - MONTHS_BEFORE)),
  );
}

export const fundFlowRoutes = [getFlows];
