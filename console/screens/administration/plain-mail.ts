/** A mail as people read it: subject, address and the text of its plain part, whichever way it travelled. */
export function plainMail(source: string): {
  readonly subject: string;
  readonly to: string;
  readonly text: string;
} {
  const { headers, body } = partsOf(source);
  const boundary = /boundary="?([^";\r\n]+)/i.exec(headers.get('content-type') ?? '')?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => partsOf(part.trimStart()))
    : [];
  const plain = parts.find((part) => (part.headers.get('content-type') ?? '').startsWith('text/plain'));
  const { headers: of, body: content } = plain ?? { headers, body };
  return {
    subject: wordsIn(headers.get('subject') ?? ''),
    to: headers.get('to') ?? '',
    text: decoded(content, of.get('content-transfer-encoding') ?? ''),
  };
}

function partsOf(source: string) {
  const [head = '', ...rest] = source.split(/\r?\n\r?\n/);
  const lines = head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/);
  const headers = new Map(
    lines.map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at).toLowerCase(), line.slice(at + 1).trim()] as const;
    }),
  );
  return { headers, body: rest.join('\n\n') };
}

function decoded(text: string, encoding: string): string {
  if (/base64/i.test(encoding)) return utf8(atob(text.replace(/\s/g, '')));
  if (!/quoted-printable/i.test(encoding)) return text;
  return utf8(unquoted(text.replace(/=\r?\n/g, '')));
}

/** Subjects travel as encoded words when they are more than ASCII. */
function wordsIn(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_all, way: string, text: string) =>
      utf8(way.toLowerCase() === 'b' ? atob(text) : unquoted(text.replaceAll('_', ' '))),
    );
}

function unquoted(text: string): string {
  return text.replace(/=([0-9A-F]{2})/gi, (_all, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

function utf8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (one) => one.charCodeAt(0)));
}
