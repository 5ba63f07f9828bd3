import { Command } from 'commander';
import { loadConfig } from '../runtime/config.ts';
import { withServers } from '../runtime/service-config.ts';
import { openServices, type Services } from '../runtime/services.ts';
import { casesCommand } from './cases/command.ts';
import { demoCommand } from './demo/command.ts';
import { historiesCommand } from './histories.ts';
import { initCommand } from './init/command.ts';
import { inviteCommand } from './invite.ts';
import { keysCommand } from './keys.ts';
import { ledgerCommand } from './ledger.ts';
import { reconcileCommand } from './reconcile.ts';

/** One binary for whoever runs the service; each command speaks to the running system or to its database. */
export function buildProgram(): Command {
  const program = new Command('reciproca').description(
    'Territorial welfare alliances, from the command line',
  );
  casesCommand(program);
  demoCommand(program);
  historiesCommand(program, openHere);
  initCommand(program, openHere);
  inviteCommand(program, openHere);
  keysCommand(program, openHere);
  ledgerCommand(program, openHere);
  reconcileCommand(program, openHere);
  return program;
}

/** The services of the system that runs on this data folder, or those the settings name. */
async function openHere(): Promise<Services> {
  return openServices(await withServers(loadConfig()));
}
