import type { ComponentType } from 'react';
import type frame from '../words/it/frame.json';
import type { Duty } from './duties.ts';
import type { Role } from './roles.ts';

/** Named in the words of the frame, and nowhere else. */
export type Section = Extract<keyof typeof frame, `section.${string}`>;

/** One of the console's screens. */
export interface Screen {
  readonly path: string;
  /** Its words in the menu; without them it is reached from another screen. */
  readonly menu?: Section;
  /** Who finds it in the menu; what it shows, the API decides. */
  readonly roles: readonly Role[] | 'everybody';
  /** Whoever of these roles has another duty does not find it, and who comes all the same is told so. */
  readonly duty?: Duty;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}
