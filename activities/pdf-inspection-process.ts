import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { getDocumentProxy } from 'unpdf';
import type { PdfVerdict } from './pdf-inspection.ts';

// Should the machine run out of memory all the same, this process is the one to go, not the database.
if (process.platform === 'linux') await writeFile('/proc/self/oom_score_adj', '1000');

const verdict = await judge(new Uint8Array(await buffer(process.stdin)));
process.stdout.write(verdict, () => process.exit());

async function judge(bytes: Uint8Array): Promise<PdfVerdict> {
  try {
    const document = await getDocumentProxy(bytes, { verbosity: 0 });
    if (document.numPages === 0) return 'empty';
    await document.getPage(1);
    return 'readable';
  } catch (error) {
    return error instanceof Error && error.name === 'PasswordException' ? 'locked' : 'broken';
  }
}
