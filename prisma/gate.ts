import type { TimeSource } from '../domain/clock.ts';
import type { Prisma, PrismaClient, Role, TokenKind } from './generated/client.ts';

type Bytes = Uint8Array<ArrayBuffer>;

export interface AllianceName {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly demo: boolean;
}

export interface TokenHolder {
  readonly tokenId: string;
  readonly allianceId: string;
  readonly accountId: string;
  readonly kind: TokenKind;
  readonly tokenRoles: Role[];
  readonly accountRoles: Role[];
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  readonly disabledAt: Date | null;
  /** Of a browser's session: when it lapses unless it is used; a token that is carried by hand has none. */
  readonly idleAt: Date | null;
  /** When the identity provider is to be asked again. */
  readonly recheckAt: Date | null;
  readonly label: string;
  readonly personId: string | null;
  readonly organisationId: string | null;
  readonly responsible: boolean;
  readonly placeId: string | null;
  readonly locale: string;
}

export interface InvitedAccount {
  readonly allianceId: string;
  readonly accountId: string;
}

export interface Persona {
  readonly allianceId: string;
  readonly accountId: string;
  readonly label: string;
  readonly roles: Role[];
  readonly locale: string;
}

/** A sign-in on its way to the identity provider and back. */
export interface SignInAttempt {
  readonly returnTo: string;
  /** The short name of the alliance that was asked for. */
  readonly alliance: string | null;
  readonly invitationHash: Bytes | null;
}

export interface StepAnswer {
  readonly status: number;
  readonly result: Prisma.JsonValue;
}

/**
 * The narrow questions that come before an alliance is known, each answered by one SQL function that sees only
 * the columns it needs (prisma/migrations/0001, 0005, 0046), and the one that every step of a process ends with, whose
 * function names the alliance itself (0008). Everything else goes through `inAlliance`.
 */
export interface Gate {
  alliances(): Promise<AllianceName[]>;
  tokenHolder(hash: Uint8Array): Promise<TokenHolder | undefined>;
  /** Whose invitation has a code of this hash, whether or not it still opens. */
  invitedAccount(hash: Uint8Array): Promise<InvitedAccount | undefined>;
  personas(): Promise<Persona[]>;
  /** Remembers a sign-in until it comes back or expires; those that expired are forgotten. */
  rememberSignIn(hash: Bytes, attempt: SignInAttempt & { readonly expiresAt: Date }): Promise<void>;
  /** The sign-in of this hash, consumed: of many who ask at once, one gets it. */
  takeSignIn(hash: Bytes): Promise<SignInAttempt | undefined>;
  /** What became of a submission of this alliance; undefined while nobody has answered it. */
  stepAnswer(allianceId: string, submissionId: string): Promise<StepAnswer | undefined>;
  /** The role, and whether it could bypass row-level security: the service refuses to start if so. */
  runsAs(): Promise<{ role: string; bypassesIsolation: boolean }>;
  beat(worker: string): Promise<void>;
  lastBeat(): Promise<Date | undefined>;
}

export function openGate(prisma: PrismaClient, clock: TimeSource): Gate {
  return {
    alliances: () => prisma.$queryRaw<AllianceName[]>`SELECT id, slug, name, demo FROM gate_alliances()`,
    personas: () =>
      prisma.$queryRaw<Persona[]>`
        SELECT alliance_id AS "allianceId", account_id AS "accountId", label, roles::text[] AS roles, locale
          FROM gate_personas()`,
    async tokenHolder(hash) {
      const rows = await prisma.$queryRaw<TokenHolder[]>`
        SELECT token_id AS "tokenId", alliance_id AS "allianceId", account_id AS "accountId", kind::text AS kind,
               token_roles::text[] AS "tokenRoles", account_roles::text[] AS "accountRoles",
               expires_at AS "expiresAt", revoked_at AS "revokedAt", disabled_at AS "disabledAt",
               idle_at AS "idleAt", recheck_at AS "recheckAt",
               label, person_id AS "personId", organisation_id AS "organisationId",
               responsible, place_id AS "placeId", locale
          FROM gate_token(${hash})`;
      return rows[0];
    },
    async invitedAccount(hash) {
      const rows = await prisma.$queryRaw<InvitedAccount[]>`
        SELECT alliance_id AS "allianceId", account_id AS "accountId" FROM gate_invitation(${hash})`;
      return rows[0];
    },
    async rememberSignIn(hash, attempt) {
      await prisma.signInAttempt.deleteMany({ where: { expiresAt: { lte: await clock.now() } } });
      await prisma.signInAttempt.create({ data: { hash, ...attempt } });
    },
    async takeSignIn(hash) {
      const rows = await prisma.$queryRaw<SignInAttempt[]>`
        DELETE FROM sign_in_attempt WHERE hash = ${hash} AND expires_at > ${await clock.now()}
        RETURNING return_to AS "returnTo", alliance, invitation_hash AS "invitationHash"`;
      return rows[0];
    },
    async stepAnswer(allianceId, submissionId) {
      const rows = await prisma.$queryRaw<StepAnswer[]>`
        SELECT status, result FROM step_answer(${allianceId}::uuid, ${submissionId}::uuid)`;
      return rows[0];
    },
    async runsAs() {
      const rows = await prisma.$queryRaw<{ role: string; bypassesIsolation: boolean }[]>`
        SELECT current_user::text AS role, (rolsuper OR rolbypassrls) AS "bypassesIsolation"
          FROM pg_roles WHERE rolname = current_user`;
      return rows[0]!;
    },
    async beat(worker) {
      const at = await clock.now();
      await prisma.heartbeat.upsert({ where: { worker }, create: { worker, at }, update: { at } });
    },
    async lastBeat() {
      const latest = await prisma.heartbeat.findFirst({ orderBy: { at: 'desc' } });
      return latest?.at;
    },
  };
}
