/** Travels as a form, which the document of the API describes as an object. */
export function formWith<Body>(parts: Readonly<Record<string, string | File>>): Body {
  const form = new FormData();
  for (const [name, part] of Object.entries(parts)) form.set(name, part);
  return form as unknown as Body;
}
