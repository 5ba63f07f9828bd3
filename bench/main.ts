import { parseArgs } from 'node:util';
import { benchAssessment } from './assessment.ts';
import { benchDirectory } from './directory.ts';
import { benchLedger } from './ledger.ts';
import { benchRedemption } from './redemption.ts';
import { benchStart } from './start.ts';
import { benchVoucherExpiry } from './voucher-expiry.ts';

/**
 * `npm run bench [-- --pgledger FILE]`: everything that is promised to be fast, one after the other; asserts nothing.
 * `--redemption` measures only the till, in a small form with `--per-second 20 --seconds 5`; `--vouchers N` measures only a night in which N vouchers lapse, alone and among nine times as many that do not;
 * 100000 needs 5 GB.
 */
const { values } = parseArgs({
  options: {
    pgledger: { type: 'string' },
    vouchers: { type: 'string' },
    redemption: { type: 'boolean' },
    'per-second': { type: 'string' },
    seconds: { type: 'string' },
  },
});

if (values.redemption) {
  const { seconds, 'per-second': perSecond } = values;
  await benchRedemption({
    ...(seconds ? { seconds: Number(seconds) } : {}),
    ...(perSecond ? { perSecond: Number(perSecond) } : {}),
  });
  process.exit(0);
}

if (values.vouchers) {
  const due = Number(values.vouchers);
  await benchVoucherExpiry(due, due * 9);
  process.exit(0);
}
await benchLedger(values.pgledger ?? process.env['PGLEDGER_SQL']);
await benchAssessment();
await benchDirectory();
await benchRedemption();
await benchVoucherExpiry(2_000, 18_000);
await benchStart();
process.exit(0);
