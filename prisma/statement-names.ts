const MAX_NAMES = 500;
const LONGEST_STATEMENT = 4_000;

/**
 * Names for statements, so that each connection has Postgres parse and plan one once and not at every execution.
 * A statement written for hundreds of rows, or one too many, gets no name: each costs memory on every connection.
 */
export function statementNames(): (query: { readonly sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (sql.length > LONGEST_STATEMENT || names.size >= MAX_NAMES) return '';
    const name = `s${names.size + 1}`;
    names.set(sql, name);
    return name;
  };
}
