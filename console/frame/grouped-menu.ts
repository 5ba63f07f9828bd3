import type frame from '../words/it/frame.json';
import type { Screen, Section } from './screen.ts';
import { menuOf, type Reader } from './screens.ts';

/** Named in the words of the frame, and nowhere else. */
export type Group = Extract<keyof typeof frame, `group.${string}`>;

export type MenuScreen = Screen & { readonly menu: Section };

/** One of the menu: a screen, or the heading under which several stand. */
export type Entry = MenuScreen | { readonly group: Group; readonly screens: readonly MenuScreen[] };

/** What somebody takes in at a glance: a menu no longer than this needs no headings. */
export const MOST_IN_SIGHT = 7;

const groups: Readonly<Record<Group, readonly Section[]>> = {
  'group.takings': ['section.slips', 'section.redemptions', 'section.statements', 'section.tillUsers'],
  'group.serving': ['section.bookings', 'section.orders', 'section.privateOrders'],
  'group.objections': ['section.disputes', 'section.complaints'],
  'group.joining': ['section.application', 'section.standing', 'section.offer', 'section.colleagues'],
  'group.network': [
    'section.applications',
    'section.charter',
    'section.signings',
    'section.proposals',
    'section.directory',
  ],
  'group.money': [
    'section.fund',
    'section.awards',
    'section.settlement',
    'section.expiry',
    'section.corrections',
  ],
  'group.records': ['section.people', 'section.organisations'],
  'group.administration': ['section.audit', 'section.accounts'],
};

const groupNames = Object.keys(groups) as Group[];

/** Somebody's menu; of a long one what belongs together stands under one heading. */
export function groupedMenu(reader: Reader): readonly Entry[] {
  const all = menuOf(reader);
  if (all.length <= MOST_IN_SIGHT) return all;
  const entries: Entry[] = [];
  for (const screen of all) {
    const group = groupNames.find((name) => groups[name].includes(screen.menu));
    const together = all.filter(({ menu }) => group !== undefined && groups[group].includes(menu));
    if (group === undefined || together.length === 1) entries.push(screen);
    else if (together[0] === screen) entries.push({ group, screens: together });
  }
  return entries;
}
