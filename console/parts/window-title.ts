let screen = '';
const marks: ((title: string) => string)[] = [];

function show(): void {
  document.title = marks.at(-1)?.(screen) ?? screen;
}

/** The window is called as the screen in it is. */
export function nameWindow(title: string): void {
  screen = `${title} – Reciproca`;
  show();
}

/** Until this is ended the window's name says something else of the screen, however that is called meanwhile. */
export function markWindow(mark: (title: string) => string): () => void {
  marks.push(mark);
  show();
  return () => {
    marks.splice(marks.indexOf(mark), 1);
    show();
  };
}
