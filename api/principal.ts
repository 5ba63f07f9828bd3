import type { Role, TokenKind } from '../prisma/generated/enums.ts';
import type { Locale } from '../domain/text.ts';

/** The account behind a request, with the roles its token grants. */
export interface Principal {
  readonly accountId: string;
  readonly allianceId: string;
  readonly tokenId: string;
  readonly tokenKind: TokenKind;
  readonly label: string;
  readonly roles: readonly Role[];
  readonly personId: string | undefined;
  readonly organisationId: string | undefined;
  /** Whether they answer for their organisation. */
  readonly responsible: boolean;
  /** The one place they work at; null of whoever works for all of it. */
  readonly placeId: string | null;
  readonly locale: Locale;
  /** Of a session: when it ends, and when it lapses unless a browser goes on using it. */
  readonly session?: { readonly expiresAt: Date; readonly idleAt: Date | null };
}

export function hasRole(principal: Principal, ...roles: readonly Role[]): boolean {
  return roles.some((role) => principal.roles.includes(role));
}
