import { parseArgs } from 'node:util';
import { benchAssessment } from './assessment.ts';
import { benchDirectory } from './directory.ts';
import { benchLedger } from './ledger.ts';
import { benchRedemption } from './redemption.ts';
import { benchStart } from './start.ts';

/** `npm run bench [-- --pgledger FILE]`: everything that is promised to be fast, one after the other; asserts nothing. */
const { values } = parseArgs({ options: { pgledger: { type: 'string' } } });

await benchLedger(values.pgledger ?? process.env['PGLEDGER_SQL']);
await benchAssessment();
await benchDirectory();
await benchRedemption();
await benchStart();
process.exit(0);
