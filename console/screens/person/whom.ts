import type { Someone } from './tell-apart.ts';

const forChildren: readonly string[] = ['childcare', 'summerCamp'];

/** Whom an order can only be for; nobody where it could be for several, who are asked. */
export function onlyOneMeant(people: readonly Someone[], category: string): Someone | undefined {
  const meant = forChildren.includes(category) ? people.filter(mayBeChild) : people;
  const [one, ...others] = meant.length > 0 ? meant : people;
  return others.length === 0 ? one : undefined;
}

/** A relative who is declared as another is none; of whom one acts for nobody here knows the age. */
function mayBeChild({ as, isChild }: Someone): boolean {
  return as === 'principal' || isChild;
}
