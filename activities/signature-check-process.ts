import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { deserialize } from 'node:v8';
import { verifySignedCopy, type SignedCopy } from '../signatures/verify-signed-copy.ts';
import { verdictOf } from './signature-check.ts';

// Should the machine run out of memory all the same, this process is the one to go, not the database.
if (process.platform === 'linux') await writeFile('/proc/self/oom_score_adj', '1000');

const copy = deserialize(await buffer(process.stdin)) as SignedCopy;
process.stdout.write(JSON.stringify(verdictOf(await verifySignedCopy(copy))), () => process.exit());
