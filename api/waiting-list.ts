import { z } from 'zod';
import { waitingList } from '../activities/fund/waiting-order.ts';
import { awardListItem } from './award-schema.ts';
import { route } from './route.ts';
import { asPage, cursorQuery, page } from './schema.ts';
import { shownAward } from './shown-award.ts';

const list = route({
  kind: 'read',
  operation: 'listWaitingAwards',
  method: 'get',
  path: '/v1/waiting-list',
  tag: 'awards',
  summary: {
    it: 'Chi aspetta denaro dal Fondo, nell’ordine in cui sarà servito',
    en: 'Who waits for money of the Fund, in the order in which it will serve them',
  },
  who: ['caseworker', 'fundOfficer', 'auditor'],
  query: cursorQuery,
  reply: page(
    awardListItem
      .extend({
        place: z.int().nullable().meta({
          description:
            'From 1, by the rule under which the award that waits longest was decided; null of one that somebody has to look into first',
        }),
      })
      .meta({ id: 'WaitingAward' }),
  ),
  async read(tx, { query: { cursor, limit } }, { vault }) {
    const placed = await waitingList(tx, vault, cursor);
    const { items, nextCursor } = asPage(
      placed.slice(0, limit + 1).map(({ award, place }) => ({ id: award.id, award, place })),
      limit,
    );
    return {
      items: await Promise.all(
        items.map(async ({ award, place }) => ({ ...(await shownAward(tx, award)), place })),
      ),
      nextCursor,
    };
  },
});

export const waitingListRoutes = [list];
