import type { Caller } from './caller.ts';
import { candidateOffice, type QuietStack } from './candidate.ts';
import { download } from './signed-copies.ts';

/** Who represents the candidates of these tests, and whose certificate the makers of signed files have. */
export const mario = { name: 'Mario Rossi', taxCode: 'RSSMRA80A01F205X' };

/** Candidates that were accepted, and everybody who then has to do with their agreement. */
export function agreementOffice(stack: QuietStack) {
  const desk = candidateOffice(stack);
  const view = async (who: Caller | string, id: string) =>
    desk.view(typeof who === 'string' ? await stack.as(who) : who, id);
  return {
    ...desk,
    /** An application that was accepted, and Mario, who is to sign its agreement. */
    async accepted(
      vatNumber: string,
      durcOn = '2026-05-20',
    ): Promise<{ readonly id: string; readonly signer: Caller }> {
      const id = await desk.invited(`${vatNumber}@example.org`);
      const representative = { ...mario, email: 'mario@example.org' };
      await desk.gather(id, durcOn, { identity: { vatNumber, representative } });
      await desk.confirmAndSign(id, mario.name);
      await desk.accepts(id);
      return { id, signer: await desk.representativeOf(id) };
    },
    agreement: async (who: Caller, id: string) => (await view(who, id)).agreement,
    possibleTo: async (who: Caller | string, id: string) => (await view(who, id)).possible,
    file: (who: Caller, id: string, documentId: string, query = '') =>
      download(stack.url, who, `/v1/provider-applications/${id}/files/${documentId}${query}`),
    /** Somebody who may represent the organisation too, and is not who was recorded. */
    async colleagueOf(id: string): Promise<Caller> {
      const { organisationId } = await desk.rowOf(id);
      const { id: colleague } = await desk.within(({ db, allianceId, now }) =>
        db.account.create({
          data: { allianceId, label: 'Collega', roles: ['representative'], organisationId, createdAt: now },
        }),
      );
      return desk.session(colleague, 'representative');
    },
    rowsOf: (id: string) =>
      desk.within(async ({ db }) => ({
        application: await db.providerApplication.findUniqueOrThrow({ where: { id } }),
        signatures: await db.agreementSignature.findMany({ where: { applicationId: id } }),
        tasks: await db.task.findMany({ where: { subjectId: id, state: 'open' }, orderBy: { id: 'asc' } }),
      })),
    /** What the audit trail keeps of the two signatures, opened. */
    hashesIn: (id: string): Promise<readonly unknown[]> =>
      desk.within(async (tx) => {
        const rows = await tx.db.audit.findMany({
          where: { subjectId: id, action: { startsWith: 'providerApplication.agreement' } },
          orderBy: { seq: 'asc' },
        });
        const key = { kind: 'providerApplication', id } as const;
        const open = (sealed: Uint8Array) => stack.services.vault.open(tx, key, 'audit', sealed);
        return Promise.all(rows.map(({ detailSealed }) => open(detailSealed!)));
      }),
  };
}
