import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';

const width = 320;
const height = 240;
/** Five pictures a second, over and over: a camera that is held still, and no larger than a code needs. */
const header = `YUV4MPEG2 W${width} H${height} F5:1 Ip A1:1 C420jpeg\n`;

/** In the page's own language: a picture as whoever holds it before a camera shows it, one byte of light a dot. */
const filmed = (source: string) => `(async () => {
  const picture = new Image();
  picture.src = ${source};
  await picture.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [${width}, ${height}];
  const sheet = canvas.getContext('2d');
  sheet.fillStyle = 'silver';
  sheet.fillRect(0, 0, ${width}, ${height});
  sheet.drawImage(picture, 50, 10, 220, 220);
  const { data } = sheet.getImageData(0, 0, ${width}, ${height});
  return Array.from({ length: data.length / 4 }, (_, dot) => data[4 * dot]);
})()`;

/** Films what stands in an address of this service, or in a picture on the page, for Chromium to play as a camera. */
export async function film(
  path: string,
  page: Page,
  shown: { readonly selector: string } | { readonly svg: string },
) {
  const source =
    'svg' in shown
      ? JSON.stringify(`data:image/svg+xml;base64,${Buffer.from(shown.svg).toString('base64')}`)
      : `document.querySelector(${JSON.stringify(shown.selector)}).src`;
  const light = Buffer.from(await page.evaluate<number[]>(filmed(source)));
  // Grey: neither plane of colour says anything.
  const picture = Buffer.concat([Buffer.from('FRAME\n'), light, Buffer.alloc(light.length / 2, 128)]);
  await writeFile(path, Buffer.concat([Buffer.from(header), picture, picture]));
}
