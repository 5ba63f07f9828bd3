import { parentPort, workerData } from 'node:worker_threads';
import { getDocumentProxy } from 'unpdf';
import type { PdfVerdict } from './pdf-inspection.ts';

parentPort?.postMessage(await judge(workerData as Uint8Array));

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
