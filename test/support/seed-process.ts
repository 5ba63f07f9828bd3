import { seedDemo } from '../../prisma/seed/index.ts';
import { openDatabase } from '../../prisma/database.ts';
import { systemClock } from '../../domain/clock.ts';
import { seedVault } from './seed.ts';

/** Seeds the database whose address it is given, as a process that a test can kill. */
const database = openDatabase({ url: process.argv[2]!, clock: systemClock });
process.stdout.write('seeding\n');
const { seeded } = await seedDemo({ database, vault: seedVault });
process.stdout.write(`seeded ${seeded}\n`);
await database.close();
