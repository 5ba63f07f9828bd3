import type { Caller } from './http.ts';
import type { StaffName } from './steps.ts';

/** Everybody and everything of a case as the service knows them, and the calls of whoever acts. */
export interface Stage {
  readonly allianceId: string;
  /** The alliance's name in addresses. */
  readonly slug: string;
  personId(name: string): string;
  /** By which an employer names somebody. */
  taxCode(name: string): string;
  organisationId(name: string): string;
  /** Undefined for a candidate, whom the alliance does not know at the start. */
  knownOrganisationId(name: string): string | undefined;
  householdId(name: string): string;
  /** The relation by which one acts for the other, if the case gives one. */
  relationId(person: string, representative: string): string | undefined;
  staff(name: StaffName): Caller;
  /** Whoever the word or name of a step means. */
  caller(who: string): Caller;
  /** Somebody without an account, or with whatever token they were given. */
  anybody(): Caller;
  withToken(token: string): Caller;
  /** Whoever holds the account, signed in anew. */
  session(accountId: string): Promise<Caller>;
  /** Somebody who came to be in the course of the case. */
  hold(name: string, organisationId: string, caller: Caller): void;
  /** Every employer's calls, to see that they learn nothing. */
  employers(): readonly Caller[];
  /** A document about a person, on which a certificate or a finding rests. */
  uploadDocument(name: string, kind: string): Promise<string>;
}
