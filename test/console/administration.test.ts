import { describe, expect, it } from 'vitest';
import { openingReasons } from '../../api/access.ts';
import { plainMail } from '../../console/screens/administration/plain-mail.ts';
import italian from '../../console/words/it/administration.json' with { type: 'json' };
import { atHour, dayAfter, startOfDay } from '../../console/words/rome-time.ts';
import { auditActions, auditSubjects } from '../../domain/audit-names.ts';
import { refusalReasons } from '../../domain/provider-onboarding.ts';
import { groundNames } from '../../domain/suspension.ts';
import {
  ApplicationOrigin,
  BookingSide,
  OnboardingStepKind,
  ProviderDocumentCategory,
  SignInOrigin,
  VoidReason,
} from '../../prisma/generated/enums.ts';

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
  it('has words: each action, each kind of thing, and each reason that is one of a list', () => {
    const names = [
      ...auditActions.flatMap((action) => {
        const [kind, done] = action.split('.');
        return [`noun.${kind}`, `did.${done}`];
      }),
      ...auditSubjects.map((kind) => `noun.${kind}`),
      ...reasons.map((reason) => `reason.${reason}`),
    ];
    expect(names.filter((name) => !Object.hasOwn(italian, name))).toEqual([]);
  });
});

const reasons = [
  ...openingReasons,
  ...groundNames,
  ...Object.keys(refusalReasons),
  ...[
    ApplicationOrigin,
    BookingSide,
    OnboardingStepKind,
    ProviderDocumentCategory,
    SignInOrigin,
    VoidReason,
  ].flatMap((kinds) => Object.values(kinds)),
];

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
