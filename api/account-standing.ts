import { z } from 'zod';
import { recordAudit } from '../activities/audit.ts';
import { invite, lockAccount, withdrawInvitation } from '../activities/invitations.ts';
import { giveBackTasks } from '../activities/tasks.ts';
import { lockAdministration, refuseErased, refuseTooFewAdministrators } from './account-roles.ts';
import { refuseOwn, refusingTwins, subjectOf } from './accounts.ts';
import { revokeTokens } from './auth.ts';
import { accountParams } from './invitations.ts';
import { route } from './route.ts';
import { id } from './schema.ts';

const standing = z.strictObject({ id, disabled: z.boolean() }).meta({ id: 'AccountStanding' });

const disableAccount = route({
  kind: 'write',
  operation: 'disableAccount',
  method: 'post',
  path: '/v1/accounts/{accountId}/disable',
  tag: 'accounts',
  summary: {
    it: 'Disattiva un’utenza: gettoni e inviti cessano subito, le attività in mano tornano a tutti',
    en: 'Disable an account: its tokens and invitations stop at once, its tasks are everybody’s again',
  },
  who: ['administrator'],
  params: accountParams,
  reply: standing,
  async write(tx, { params, principal }, { vault }) {
    await lockAdministration(tx);
    const account = await lockAccount(tx, params.accountId);
    refuseOwn(principal, account);
    if (account.disabledAt) return { id: account.id, disabled: true };
    await refuseTooFewAdministrators(tx, account);
    await tx.db.account.update({ where: { id: account.id }, data: { disabledAt: tx.now } });
    await withdrawInvitation(tx, account.id);
    await revokeTokens(tx, account.id);
    await giveBackTasks(tx, account.id);
    await recordAudit(tx, vault, {
      action: 'account.disabled',
      subjectKind: 'account',
      subjectId: account.id,
      detail: { subject: subjectOf(account), value: becomes('disabled') },
    });
    return { id: account.id, disabled: true };
  },
});

const enableAccount = route({
  kind: 'write',
  operation: 'enableAccount',
  method: 'post',
  path: '/v1/accounts/{accountId}/enable',
  tag: 'accounts',
  summary: {
    it: 'Riattiva un’utenza e manda un nuovo invito: i gettoni di prima restano revocati',
    en: 'Enable an account again and send a new invitation: its earlier tokens stay revoked',
  },
  who: ['administrator'],
  params: accountParams,
  reply: standing,
  refusals: ['erased'],
  async write(tx, { params }, { vault }) {
    const account = await lockAccount(tx, params.accountId);
    if (!account.disabledAt) return { id: account.id, disabled: false };
    await refuseErased(tx, account);
    await refusingTwins(() =>
      tx.db.account.update({ where: { id: account.id }, data: { disabledAt: null } }),
    );
    await recordAudit(tx, vault, {
      action: 'account.enabled',
      subjectKind: 'account',
      subjectId: account.id,
      detail: { subject: subjectOf(account), value: becomes('enabled') },
    });
    await invite(tx, vault, account.id);
    return { id: account.id, disabled: false };
  },
});

function becomes(state: 'enabled' | 'disabled') {
  return { before: { state: state === 'enabled' ? 'disabled' : 'enabled' }, after: { state } };
}

export const accountStandingRoutes = [disableAccount, enableAccount];
