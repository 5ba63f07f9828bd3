import type { Command } from 'commander';
import { verifyLedger } from '../ledger/verify.ts';
import type { Services } from '../runtime/services.ts';

const actor = { kind: 'system', id: 'ledger-verify' } as const;

export function ledgerCommand(program: Command, openServices: () => Promise<Services>): void {
  program
    .command('ledger')
    .description('the Fund’s books')
    .command('verify')
    .description('recomputes every balance and seal; names each altered row; exit 1 when there is one')
    .action(async () => {
      const services = await openServices();
      let defects = 0;
      for (const { id, slug } of await services.database.gate.alliances()) {
        const report = await services.database.inAlliance(id, actor, verifyLedger, { timeoutMs: 600_000 });
        console.log(`${slug}: examined ${JSON.stringify(report.examined)}`);
        for (const defect of report.defects) console.log(`  ${JSON.stringify(defect)}`);
        defects += report.defects.length;
      }
      console.log(defects === 0 ? 'No defects.' : `${defects} defect(s).`);
      process.exitCode = defects === 0 ? 0 : 1;
      await services.close();
    });
}
