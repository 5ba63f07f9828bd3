/** Why nothing can be scanned; the typed code is always there. */
export type Trouble = 'denied' | 'missing' | 'failed';

export class CameraTrouble extends Error {
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.name = 'CameraTrouble';
    this.trouble = trouble;
  }
}

/** Looks this often, at pictures no wider than this: enough for a code held before a phone, and the phone stays cool. */
const LOOK_MS = 150;
const WIDTH_PIXELS = 640;

interface Wanted {
  readonly isRight: (text: string) => boolean;
  readonly onOther: () => void;
}

/**
 * Shows the camera's picture and gives the text of the first QR code that is right; undefined once it is stopped. The
 * decoder is fetched when a camera is opened: it is larger than the rest of the till, and plain JavaScript, because the
 * content security policy allows nothing that is compiled in the browser.
 *
 * @throws CameraTrouble
 */
export async function watchCamera(
  video: HTMLVideoElement,
  signal: AbortSignal,
  { isRight, onOther }: Wanted,
): Promise<string | undefined> {
  const stream = await open();
  signal.addEventListener('abort', () => close(stream));
  if (signal.aborted) close(stream);
  try {
    const { default: decode } = await import('jsqr');
    if (signal.aborted) return undefined;
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement('canvas');
    const sheet = canvas.getContext('2d', { willReadFrequently: true })!;
    while (!signal.aborted) {
      const picture = pictureOf(video, canvas, sheet);
      const seen =
        picture && decode(picture.data, picture.width, picture.height, { inversionAttempts: 'dontInvert' });
      if (seen?.data && isRight(seen.data)) return seen.data;
      if (seen?.data) onOther();
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    return undefined;
  } finally {
    close(stream);
  }
}

async function open(): Promise<MediaStream> {
  // Browsers hide cameras from pages that came without TLS.
  if (!('mediaDevices' in navigator)) throw new CameraTrouble('missing');
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  } catch (error) {
    throw new CameraTrouble(troubles[(error as DOMException).name] ?? 'failed');
  }
}

const troubles: Readonly<Record<string, Trouble>> = {
  NotAllowedError: 'denied',
  NotFoundError: 'missing',
  OverconstrainedError: 'missing',
};

function close(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

function pictureOf(
  video: HTMLVideoElement,
  canvas: HTMLCanvasElement,
  sheet: CanvasRenderingContext2D,
): ImageData | undefined {
  if (video.videoWidth === 0) return undefined;
  const scale = Math.min(1, WIDTH_PIXELS / video.videoWidth);
  canvas.width = Math.round(video.videoWidth * scale);
  canvas.height = Math.round(video.videoHeight * scale);
  sheet.drawImage(video, 0, 0, canvas.width, canvas.height);
  return sheet.getImageData(0, 0, canvas.width, canvas.height);
}
