import express from 'express';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { browserOf } from '../../api/browser.ts';
import { answerRoute } from '../../api/dispatch.ts';
import { route } from '../../api/route.ts';
import { id } from '../../api/schema.ts';
import type { ApiServices } from '../../api/services.ts';

/**
 * Frozen: a bare conditional update of one row, behind the same sign-in and the same idempotency. No PIN, no hold, no
 * ledger, no split, no receipt.
 */
const redeem = route({
  kind: 'write',
  operation: 'bareRedemption',
  method: 'post',
  path: '/bare/{voucherId}',
  tag: 'bench',
  summary: { it: 'Solo per confronto', en: 'For comparison only' },
  who: ['provider'],
  params: z.strictObject({ voucherId: id }),
  reply: z.strictObject({ won: z.boolean() }),
  async write(tx, { params }) {
    const won = await tx.db.$executeRaw`
      UPDATE bare_voucher SET state = 'spent'
       WHERE id = ${params.voucherId}::uuid AND state = 'active' AND expires_at >= ${tx.now}`;
    return { won: won === 1 };
  },
});

export async function serveBareRedemption(services: ApiServices) {
  const app = express().use(express.json());
  app.post('/bare/:voucherId', async (request, response) => {
    const answer = await answerRoute(redeem, request, services, browserOf(request), () => Promise.resolve());
    response.status(answer.status).json(answer.body);
  });
  const server = await new Promise<ReturnType<typeof app.listen>>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close(): void {
      server.closeAllConnections();
      server.close();
    },
  };
}
