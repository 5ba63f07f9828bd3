import { administrationScreens } from '../screens/administration/screens.ts';
import { awardsScreens } from '../screens/awards/screens.ts';
import { casesScreens } from '../screens/cases/screens.ts';
import { charterScreens } from '../screens/charter/screens.ts';
import { directoryScreens } from '../screens/directory/screens.ts';
import { employerScreens } from '../screens/employer/screens.ts';
import { fundScreens } from '../screens/fund/screens.ts';
import { myWorkScreens } from '../screens/my-work/screens.ts';
import { officeScreens } from '../screens/office/screens.ts';
import { personScreens } from '../screens/person/screens.ts';
import { providerScreens } from '../screens/provider/screens.ts';
import { providerDeskScreens } from '../screens/provider-desk/screens.ts';
import { providerStandingScreens } from '../screens/provider-standing/screens.ts';
import { recordsScreens } from '../screens/records/screens.ts';
import { ruleDeskScreens } from '../screens/rule-desk/screens.ts';
import { complaintScreens, servingScreens } from '../screens/serving/screens.ts';
import { settlementScreens } from '../screens/settlement/screens.ts';
import { tillScreens } from '../screens/till/screens.ts';
import type { Me } from '../session/session-context.ts';
import { duties } from './duties.ts';
import type { Role } from './roles.ts';
import type { Screen, Section } from './screen.ts';

/** Every screen of the console, in the order of the menu: the router, the menu and the browser tests all read this list. */
export const screens: readonly Screen[] = [
  ...myWorkScreens,
  ...tillScreens,
  ...servingScreens,
  ...personScreens,
  ...casesScreens,
  ...providerScreens,
  ...providerDeskScreens,
  ...charterScreens,
  ...providerStandingScreens,
  ...directoryScreens,
  ...fundScreens,
  ...awardsScreens,
  ...settlementScreens,
  ...officeScreens,
  ...complaintScreens,
  ...employerScreens,
  ...ruleDeskScreens,
  ...recordsScreens,
  ...administrationScreens,
];

/** What is open to whoever has no account. */
export const openScreens: readonly Pick<Screen, 'path' | 'load'>[] = [
  { path: '/accessibility', load: () => import('../screens/accessibility/accessibility.tsx') },
  { path: '/signed-in', load: () => import('../session/signed-in.tsx') },
  { path: '/apply', load: () => import('../screens/provider/apply.tsx') },
];

/** What a menu is made for. */
export type Reader = Pick<Me, 'roles' | 'placeId' | 'responsible'>;

export function menuOf(reader: Reader): readonly (Screen & { readonly menu: Section })[] {
  return screens.filter(
    (screen): screen is Screen & { readonly menu: Section } =>
      screen.menu !== undefined && isFor(screen, reader),
  );
}

/** Of those whose own matters do not stand first in the menu. */
const beginnings: Partial<Record<Role, string>> = {
  citizen: '/my-applications',
  representative: '/signings',
  employer: '/plans',
};

/** Where somebody begins: never where the service would only say no. */
export function firstPathOf(reader: Reader): string {
  const [role, ...others] = reader.roles;
  const own = role && others.length === 0 ? beginnings[role] : undefined;
  return own ?? menuOf(reader)[0]?.path ?? '/charter';
}

function isFor({ roles, duty }: Screen, reader: Reader): boolean {
  if (duty && !duties[duty](reader)) return false;
  return roles === 'everybody' || roles.some((role) => reader.roles.includes(role));
}
