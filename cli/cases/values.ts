import { z } from 'zod';
import { isPlainDate } from '../../domain/plain-date.ts';
import { comuneByName } from '../../domain/territory.ts';
import { instantOf } from '../../domain/time.ts';
import { oneOf, written } from './sentence.ts';

/** Everything arrives as text: a case file says 95.00 and means ninety-five euros, never a floating number. */

const defaultTime = '09:00';

/** Euros as people write them, `1140.00` or `1.140,00`, → cents. */
export const money = written(
  z
    .string()
    .regex(/^(\d+|\d{1,3}(\.\d{3})+)([.,]\d{2})?( ?€)?$/)
    .transform((text) => {
      const [, whole = '', cents = '00'] = /^([\d.]*?\d)(?:[.,](\d{2}))?(?: ?€)?$/.exec(text) ?? [];
      return Number(whole.replaceAll('.', '')) * 100 + Number(cents);
    }),
  'scrivere euro e centesimi, con due decimali, come 950,00',
  'write euros and cents, with two decimals, such as 950.00',
);

/** Euros that may be below zero, `-1.140,00`, → cents. */
export const moneyOrLess = written(
  z
    .string()
    .regex(/^-?(\d+|\d{1,3}(\.\d{3})+)([.,]\d{2})?( ?€)?$/)
    .transform((text) => (text.startsWith('-') ? -money.parse(text.slice(1)) : money.parse(text))),
  'scrivere euro e centesimi, con due decimali, anche sotto zero, come -950,00',
  'write euros and cents, with two decimals, below zero too, such as -950.00',
);

/** Points with up to two decimals, `61` or `38,75`, → hundredths. */
export const points = written(
  z
    .string()
    .regex(/^\d{1,3}([.,]\d{1,2})?$/)
    .transform((text) => {
      const [whole, decimals = ''] = text.split(/[.,]/);
      return Number(whole) * 100 + Number(decimals.padEnd(2, '0'));
    }),
  'scrivere i punti, come 38,75',
  'write the points, such as 38.75',
);

/** Degrees of latitude or longitude, with a decimal point. */
export const degrees = written(
  z
    .string()
    .regex(/^-?\d{1,3}(\.\d{1,8})?$/)
    .transform(Number),
  'scrivere i gradi, come 45.760814',
  'write the degrees, such as 45.760814',
);

/** Days that are left, negative once they are over. */
export const days = written(
  z
    .string()
    .regex(/^-?\d{1,4}$/)
    .transform(Number),
  'scrivere i giorni, anche negativi, come 7 o -3',
  'write the days, below zero too, such as 7 or -3',
);

export const wholeNumber = written(
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
  'scrivere un numero intero',
  'write a whole number',
);

/** Of nothing at all everything would be true. */
export const howMany = written(
  z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
  'scrivere quanti, da 1 a 999',
  'write how many, from 1 to 999',
);

export const date = written(
  z.string().refine(isPlainDate),
  'scrivere un giorno che esiste, come 2026-05-04',
  'write a day that exists, such as 2026-05-04',
);

/** A day, or a day and a time on the clocks of Rome; nine in the morning when no time is given → instant. */
export const moment = written(
  z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}( ([01]\d|2[0-3]):[0-5]\d)?$/)
    .refine((text) => isPlainDate(text.slice(0, 10)))
    .transform((text) => instantOf(text.slice(0, 10), text.slice(11) || defaultTime)),
  'scrivere il giorno e, se serve, l’ora: 2026-05-04 oppure 2026-05-04 16:30',
  'write the day and, if need be, the time: 2026-05-04 or 2026-05-04 16:30',
);

export const text = written(
  z.string().trim().min(1).max(2000),
  'scrivere qualche parola',
  'write a few words',
);

export const name = written(z.string().trim().min(1).max(80), 'scrivere un nome', 'write a name');

/** A comune by its name (one of the 42), or by ISTAT code when it lies outside → ISTAT code. */
export const comune = written(
  z
    .string()
    .refine((given) => comuneByName(given) !== undefined || /^\d{6}$/.test(given))
    .transform((given) => comuneByName(given)?.istatCode ?? given),
  'scrivere uno dei 42 comuni, o il codice ISTAT di un altro',
  'write one of the 42 comuni, or the ISTAT code of another one',
);

export const yesOrNo = oneOf({ yes: 'sì', no: 'no' });
export const yes = oneOf({ yes: 'sì' });

export function isYes(answer: 'yes' | 'no' | undefined): boolean {
  return answer === 'yes';
}
