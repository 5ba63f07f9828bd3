let wasTyped = false;

document.addEventListener('input', () => (wasTyped = true), true);
for (const press of ['submit', 'click']) document.addEventListener(press, () => (wasTyped = false), true);

/**
 * Whether somebody has typed or chosen something since they last pressed a button: then what comes up on the page does
 * not take the focus from under their fingers, and the next letters go where they were meant to.
 */
export function isTyping(): boolean {
  return wasTyped;
}
