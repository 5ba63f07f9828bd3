import { glob, readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { plainMail } from '../../console/screens/administration/plain-mail.ts';
import italian from '../../console/words/it/administration.json' with { type: 'json' };
import { atHour, dayAfter, startOfDay } from '../../console/words/rome-time.ts';

const root = new URL('../../', import.meta.url);

describe('a day in Rome', () => {
  it.each([
    ['2026-11-27', '2026-11-26T23:00:00.000Z'],
    ['2026-07-01', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', '2026-03-28T23:00:00.000Z'],
    ['2026-10-25', '2026-10-24T22:00:00.000Z'],
  ])('begins on %s when clocks in Rome say so', (date, instant) => {
    expect(startOfDay(date)).toBe(instant);
  });

  it.each([
    ['2026-11-27', '2026-11-27T07:00:00.000Z'],
    ['2026-07-01', '2026-07-01T06:00:00.000Z'],
    ['2026-03-29', '2026-03-29T06:00:00.000Z'],
    ['2026-10-25', '2026-10-25T07:00:00.000Z'],
  ])('strikes eight on %s when clocks in Rome do', (date, instant) => {
    expect(atHour(date, 8)).toBe(instant);
  });

  it('is followed by the next', () => {
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });
});

describe('what the audit trail names', () => {
  it('has words: each action and each kind that the service writes', async () => {
    const words = new Set(Object.keys(italian));
    const wordless = new Set<string>();
    for await (const file of glob('{activities,api,cli}/**/*.ts', { cwd: root })) {
      const code = await readFile(new URL(file, root), 'utf8');
      const named = [
        ...[...code.matchAll(/action: '(\w+)\.(\w+)'/g)].flatMap(([, kind, done]) => [
          `noun.${kind}`,
          `did.${done}`,
        ]),
        ...[...code.matchAll(/subjectKind: '(\w+)'/g)].map(([, kind]) => `noun.${kind}`),
      ];
      for (const name of named) if (!words.has(name)) wordless.add(name);
    }
    expect([...wordless]).toEqual([]);
  });
});

describe('a mail of the demonstration', () => {
  it('is read whichever way it travelled', () => {
    const head = 'To: a@example.org\r\nSubject: =?UTF-8?Q?C=27=C3=A8?= =?UTF-8?Q?_posta?=\r\n';
    const quoted = `${head}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nPerch=C3=A9=\r\n no\r\n`;
    expect(plainMail(quoted)).toEqual({ subject: "C'è posta", to: 'a@example.org', text: 'Perché no\r\n' });
    const coded = Buffer.from('Però').toString('base64');
    const parts = `${head}Content-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n${coded}\r\n--x--\r\n`;
    expect(plainMail(parts).text).toBe('Però');
  });
});
