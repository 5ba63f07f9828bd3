/** A name as the part of an address before its @. */
export function addressOf(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Mn}/gu, '');
  return plain
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '.')
    .replace(/^\.|\.$/g, '');
}
