let isTouched = true;

for (const touch of ['pointerdown', 'keydown', 'wheel', 'touchmove'])
  addEventListener(touch, () => void (isTouched = true), { capture: true, passive: true });

/**
 * Said with what a page asks by itself: only what somebody does keeps their session from lapsing, and what they did
 * since it was last said counts.
 */
export function attendance(): Readonly<Record<string, string>> {
  if (!isTouched) return { 'Reciproca-Unattended': '1' };
  isTouched = false;
  return {};
}
