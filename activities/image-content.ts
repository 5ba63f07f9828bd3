const pngSignatureLength = 8;
const pngChunkOverhead = 12;
const endOfImage = Buffer.from([0xff, 0xd9]);

/** Whether a PNG has a picture of some size, its data, and the chunk that ends it. */
export function isWholePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasData = false;
  let offset = pngSignatureLength;
  while (offset + pngChunkOverhead <= bytes.length) {
    const length = view.getUint32(offset);
    const type = Buffer.from(bytes.subarray(offset + 4, offset + 8)).toString('latin1');
    if (offset + pngChunkOverhead + length > bytes.length) return false;
    if (
      type === 'IHDR' &&
      (length < 8 || view.getUint32(offset + 8) === 0 || view.getUint32(offset + 12) === 0)
    ) {
      return false;
    }
    if (type === 'IDAT') hasData = true;
    if (type === 'IEND') return hasData;
    offset += pngChunkOverhead + length;
  }
  return false;
}

/** Whether a JPEG has a frame of some size and the marker that ends it; cameras may write more after that. */
export function isWholeJpeg(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hasFrame = false;
  let offset = 2;
  while (offset + 4 <= bytes.length && bytes[offset] === 0xff) {
    const marker = bytes[offset + 1]!;
    const length = view.getUint16(offset + 2);
    if (isStartOfFrame(marker)) {
      if (offset + 9 > bytes.length || view.getUint16(offset + 5) === 0 || view.getUint16(offset + 7) === 0)
        return false;
      hasFrame = true;
    }
    // What follows the start of scan is compressed data, in which only the end marker can be looked for.
    if (marker === 0xda) return hasFrame && Buffer.from(bytes.subarray(offset)).includes(endOfImage);
    offset += 2 + length;
  }
  return false;
}

/** SOF0 to SOF15 without the three of that range that mean something else (DHT, JPG, DAC). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}
