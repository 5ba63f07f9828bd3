import { encode, renderSVG } from 'uqr';

/** A quarter of it may be soiled or creased; four light squares around it, as scanners ask. */
const options = { ecc: 'Q', border: 4 } as const;

/** What a till scans, as a picture for a screen. */
export function qrSvg(secret: string): Uint8Array {
  return new TextEncoder().encode(renderSVG(secret, options));
}

/** The same, row by row, true where it is black. */
export function qrSquares(secret: string): readonly (readonly boolean[])[] {
  return encode(secret, options).data;
}
