import { randomUUID } from 'node:crypto';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Caller, TestApi } from './support.ts';

/** Puts a task on the list, for any caseworker unless said, and returns its id. */
export function makeTask(
  api: TestApi,
  change: Partial<Prisma.TaskUncheckedCreateInput> = {},
): Promise<string> {
  return api.inAlliance(async (tx) => {
    const row = await tx.db.task.create({
      data: {
        allianceId: tx.allianceId,
        kind: 'reviewAward',
        subjectKind: 'award',
        subjectId: randomUUID(),
        candidateRole: 'caseworker',
        createdAt: tx.now,
        ...change,
      },
    });
    return row.id;
  });
}

/** The tasks somebody sees, by id, in their order. */
export async function idsOf(caller: Caller, query = ''): Promise<string[]> {
  const reply = await caller.get(`/v1/tasks?limit=200${query}`);
  return (reply.body['items'] as { id: string }[]).map(({ id }) => id);
}

export function step(caller: Caller, taskId: string, name: string, body?: object) {
  return caller.post(`/v1/tasks/${taskId}/${name}`, body);
}
