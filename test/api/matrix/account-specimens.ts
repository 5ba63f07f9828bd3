import { randomUUID } from 'node:crypto';
import { hashSecret } from '../../../activities/secret.ts';
import type { Specimen, Specimens, World } from './specimen.ts';

const nothing: Specimen = { names: 'nothing', make: () => ({}) };

/** An account at home that nobody of the cast holds, so that the matrix may change and close it. */
function ofAccount(call: () => { body?: unknown } = () => ({}), disabledAt?: Date): Specimen {
  return {
    names: 'alliance',
    make: async (world) => ({ params: { accountId: await makeAccount(world, disabledAt) }, ...call() }),
  };
}

export function makeAccount({ api, home }: World, disabledAt?: Date): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.account.create({
      data: {
        allianceId: home.allianceId,
        label: 'Prova',
        email: newAddress(),
        roles: ['caseworker'],
        disabledAt: disabledAt ?? null,
        createdAt: tx.now,
      },
    });
    return row.id;
  }, home.allianceId);
}

async function makeCode(world: World): Promise<string> {
  const accountId = await makeAccount(world);
  const code = `inv_${randomUUID()}`;
  const { allianceId } = world.home;
  const expiresAt = new Date('2199-01-01');
  await world.api.inAlliance(
    (tx) =>
      tx.db.invitation.create({
        data: { allianceId, accountId, hash: hashSecret(code), expiresAt, createdAt: tx.now },
      }),
    allianceId,
  );
  return code;
}

function newAddress(): string {
  return `${randomUUID()}@example.org`;
}

const fromOurPage = { 'sec-fetch-site': 'same-origin' };

/** Who may sign in and by what: accounts, invitations, tokens. */
export const accountSpecimens: Specimens = {
  listAccounts: nothing,
  createAccount: {
    names: 'nothing',
    make: () => ({ body: { label: 'Prova', email: newAddress(), roles: ['caseworker'], locale: 'it' } }),
  },
  changeAccount: ofAccount(() => ({
    body: { label: 'Altra', email: newAddress(), roles: ['fundOfficer'], locale: 'en' },
  })),
  disableAccount: ofAccount(),
  enableAccount: ofAccount(() => ({}), new Date('2026-01-01')),
  inviteAgain: ofAccount(),
  acceptInvitation: { names: 'nothing', make: async (world) => ({ body: { code: await makeCode(world) } }) },
  startSignIn: { names: 'nothing', make: () => ({ body: { returnTo: '/' }, headers: fromOurPage }) },
  enterWithInvitation: {
    names: 'nothing',
    make: async (world) => ({ body: { code: await makeCode(world) }, headers: fromOurPage }),
  },
  enterAsPersona: {
    names: 'nothing',
    make: () => ({ body: { accountId: randomUUID() }, headers: fromOurPage }),
  },
  endSession: nothing,
  signOutEverywhere: nothing,
  listTokens: nothing,
  createToken: {
    names: 'nothing',
    make: (_world, caller) => ({
      body: { label: 'prova', roles: caller.roles.length ? caller.roles : ['citizen'], validDays: 1 },
    }),
  },
  revokeToken: {
    names: 'caller',
    alsoFor: ['administrator'],
    make: async ({ api, home, insiders }, caller) => {
      const row = await api.inAlliance(
        (tx) =>
          tx.db.token.create({
            data: {
              allianceId: home.allianceId,
              accountId: insiders[caller.roles[0]!].accountId,
              kind: 'api',
              label: 'prova',
              hash: new Uint8Array(Buffer.from(randomUUID())),
              roles: [],
              expiresAt: new Date('2199-01-01'),
              createdAt: tx.now,
            },
          }),
        home.allianceId,
      );
      return { params: { tokenId: row.id } };
    },
  },
};
