import type { Role } from '../../../prisma/generated/enums.ts';
import type { Caller, RequestOptions, TestApi } from '../support.ts';
import type { Cast, Place } from './callers.ts';
import type { CaseFile } from './case-file.ts';
import type { CharterFile } from './charter-specimens.ts';
import type { ProviderFile } from './provider-specimens.ts';
import type { StandingFile } from './standing-specimens.ts';
import type { VoucherFile } from './voucher-specimens.ts';
import type { PlantedProvider } from '../../support/planted-provider.ts';

/** What the matrix calls with: a world in which one person asked for something and received it. */
export interface World {
  readonly api: TestApi;
  readonly home: Place;
  readonly file: CaseFile;
  readonly charter: CharterFile;
  readonly providers: ProviderFile;
  readonly standing: StandingFile;
  readonly offer: PlantedProvider;
  readonly vouchers: VoucherFile;
  /** At home: the person, the provider and the employer of the case, and the staff. */
  readonly insiders: Cast;
  /** Of the same alliance, with a person and organisations of their own. */
  readonly strangers: Cast;
  /** Of another alliance. */
  readonly foreigners: Cast;
}

export interface Call extends RequestOptions {
  /** The path's parameters by name. */
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: string;
}

/**
 * One call of one operation.
 * - `nothing`: it names nobody's object; whoever has the role may call it.
 * - `alliance`: it names something everybody in the alliance with the role may reach.
 * - `owner`: staff with the role may reach it; of people, providers and employers only the one it belongs to.
 * - `caller`: it belongs to the insider with the calling role, and to no colleague of theirs.
 */
export interface Specimen {
  readonly names: 'nothing' | 'alliance' | 'owner' | 'caller';
  /** Strangers with these roles may reach it although they own nothing of it. */
  readonly alsoFor?: readonly Role[];
  /** Insiders with these roles may call it and own nothing of what it names. */
  readonly notFor?: readonly Role[];
  /** The object stands in the body: whoever may not name it is told of a fault of the body. */
  readonly namedInBody?: boolean;
  /** Whoever has this role knows these people anyway, by who they are: their id alone tells it nothing. */
  readonly tellsPeopleTo?: Role;
  /** And their names too. */
  readonly tellsNames?: true;
  make(world: World, caller: Caller): Call | Promise<Call>;
}

export type Specimens = Readonly<Record<string, Specimen>>;
