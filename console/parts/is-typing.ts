let wasTyped = false;

document.addEventListener('input', () => (wasTyped = true), true);
document.addEventListener('submit', () => (wasTyped = false), true);
// An arrow that chooses a radio is told as a click, before it is told as input.
document.addEventListener('click', ({ target }) => (wasTyped = isChoice(target)), true);

/**
 * Whether somebody has typed or chosen something since they last pressed a button: then what comes up on the page does
 * not take the focus from under their fingers, and the next letters go where they were meant to.
 */
export function isTyping(): boolean {
  return wasTyped;
}

function isChoice(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox');
}

/** Whether somebody is at a field that holds something which would not be replaced. */
export function isWriting(): boolean {
  const field = document.activeElement;
  if (!field?.matches('main form :is(input, select, textarea)')) return false;
  return wasTyped || (!isChoice(field) && (field as HTMLInputElement).value !== '');
}
