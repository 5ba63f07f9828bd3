import type { Literal, MeasureType } from './version-content.ts';

/** What a value is counted in, and what is typed for it. Amounts are kept in cents and points in hundredths. */
export interface Measure {
  readonly type: MeasureType;
  readonly unit: string;
}

const isInHundredths = ({ type, unit }: Measure) =>
  type === 'cents' || unit === 'cents' || unit === 'hundredths';

/** A value as it is typed: 2500000 cents are 25000,00. */
export function typedOf(measure: Measure, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'number') return String(value as Literal);
  if (!isInHundredths(measure)) return String(value);
  const whole = String(value / 100);
  const [units = '', rest = ''] = whole.split('.');
  if (measure.unit === 'hundredths') return rest ? `${units},${rest}` : units;
  return `${units},${rest.padEnd(2, '0')}`;
}

/** What was typed as a value; what is none stays as typed, for the service to say what is wrong with it. */
export function valueOf(measure: Measure, typed: string): Literal {
  const text = typed.trim();
  if (measure.type === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (measure.type === 'date' || measure.type === 'enum') return text;
  if (isInHundredths(measure)) return hundredths(text) ?? text;
  const plain = text.replace(/[.\s](?=\d{3}(?:\D|$))/g, '');
  return /^-?\d{1,15}$/.test(plain) ? Number(plain) : text;
}

/** 25.000,00 and 25000.00 and 25000 are the same amount. */
function hundredths(text: string): number | undefined {
  const found = /^(\d{1,3}(?:[.\s']\d{3})+|\d{1,13})(?:[.,](\d{1,2}))?$/.exec(text.replace(/\s*€$/, ''));
  if (!found) return undefined;
  return Number(found[1]!.replace(/\D/g, '')) * 100 + Number((found[2] ?? '').padEnd(2, '0') || 0);
}
