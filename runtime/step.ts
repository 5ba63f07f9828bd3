const firstNoteMs = 1_500;
const laterNotesMs = 10_000;

/**
 * Does one step of the start: notes that it is under way when it takes long, and how long it took at its end.
 */
export async function step<T>(
  title: string,
  say: (line: string) => void,
  work: () => Promise<T>,
): Promise<T> {
  const begin = Date.now();
  const seconds = (): string => ((Date.now() - begin) / 1000).toFixed(1);
  const first = setTimeout(() => say(`${title} …`), firstNoteMs);
  const later = setInterval(() => say(`${title} … ${seconds()} s so far`), laterNotesMs);
  try {
    const result = await work();
    say(`${title}: ready in ${seconds()} s`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(later);
  }
}
