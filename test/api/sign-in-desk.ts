import { randomUUID } from 'node:crypto';
import { hashSecret } from '../../activities/secret.ts';
import type { Role } from '../../prisma/generated/enums.ts';
import type { TestBrowser } from '../support/browser.ts';
import type { TestApi } from './support.ts';

export function makeAccount(of: TestApi, fields: { roles?: Role[]; email?: string; personId?: string } = {}) {
  return of.inAlliance(async (tx) => {
    const roles: Role[] = fields.roles ?? ['commissionMember'];
    const { allianceId, now: createdAt } = tx;
    return (await tx.db.account.create({ data: { label: 'Prova', ...fields, roles, allianceId, createdAt } }))
      .id;
  });
}

/** The code of an invitation to the account, good for an hour. */
export async function invite(of: TestApi, accountId: string): Promise<string> {
  const code = `inv_${randomUUID()}`;
  await of.inAlliance((tx) => {
    const { allianceId, now: createdAt } = tx;
    const expiresAt = new Date(createdAt.getTime() + 3_600_000);
    return tx.db.invitation.create({
      data: { allianceId, accountId, hash: hashSecret(code), expiresAt, createdAt },
    });
  });
  return code;
}

/** Where the service sends a browser to sign in. */
export async function begin(of: TestApi, browser: TestBrowser, code?: string): Promise<string> {
  if (!code) return (await browser.get(`${of.url}/auth/sign-in?returnTo=/pratiche`)).location;
  return (await browser.post(`${of.url}/auth/sign-in`, { code })).body.location as string;
}

/** The browser comes back to the service with the provider’s answer. */
export async function comeBack(of: TestApi, browser: TestBrowser, location: string) {
  const page = await browser.get(`${of.url}/auth/callback${new URL(location).search}`, {});
  return { ...page, me: await browser.get(`${of.url}/v1/me`) };
}
