import type { UseFormReturn } from 'react-hook-form';
import { centsOf } from '../../words/cents.ts';
import type { ItemKind } from './item-kinds.ts';

/** What is typed, field by field: the value it makes is built when it is sent. */
export type Typed = Record<string, string>;
export type TypedForm = UseFormReturn<Typed>;

export interface FindingField {
  readonly name: string;
  readonly type: 'choice' | 'date' | 'text' | 'number' | 'euro' | 'document';
  readonly options?: readonly string[];
  readonly optional?: boolean;
  /** Asked only when another answer calls for it. */
  readonly when?: (typed: Typed) => boolean;
}

const hasCertificate = ({ severity = '' }: Typed) => !['', 'none'].includes(severity);
const isReduction = ({ event }: Typed) => event === 'reducedHoursOrPay';
const yesNo = ['yes', 'no'] as const;

/** What is asked for each kind of item that is no questionnaire; findings are asked for their evidence besides. */
export const findingFields: Partial<Record<ItemKind, readonly FindingField[]>> = {
  certificate: [
    { name: 'severity', type: 'choice', options: ['none', 'medium', 'severe', 'nonSelfSufficient'] },
    { name: 'scheme', type: 'choice', options: ['before2026', 'dlgs62of2024'], when: hasCertificate },
    { name: 'issuedOn', type: 'date', when: hasCertificate },
    { name: 'validUntil', type: 'date', optional: true, when: hasCertificate },
    { name: 'documentId', type: 'document', when: hasCertificate },
  ],
  externalScore: [
    {
      name: 'instrument',
      type: 'choice',
      options: ['barthel-0-100', 'barthel-0-20', 'clinical-frailty-scale', 'edmonton-frail-scale', 'svama'],
    },
    { name: 'score', type: 'number' },
    { name: 'author', type: 'text' },
    { name: 'date', type: 'date' },
    { name: 'documentId', type: 'document' },
  ],
  isee: [
    {
      name: 'kind',
      type: 'choice',
      options: ['ORDINARIO', 'SOCIOSANITARIO', 'MINORENNI', 'CORRENTE', 'ORDINARIO_LB2026'],
    },
    { name: 'valueCents', type: 'euro' },
    { name: 'issuedOn', type: 'date' },
    { name: 'validUntil', type: 'date' },
    { name: 'protocol', type: 'text' },
  ],
  work: [
    {
      name: 'event',
      type: 'choice',
      options: ['nothing', 'jobLoss', 'zeroHours', 'reducedHoursOrPay', 'contractEnding'],
    },
    {
      name: 'on',
      type: 'date',
      when: ({ event = '' }) => !['', 'nothing', 'contractEnding'].includes(event),
    },
    { name: 'endsOn', type: 'date', when: ({ event }) => event === 'contractEnding' },
    { name: 'averageOfSixMonthsBefore', type: 'number', when: isReduction },
    { name: 'now', type: 'number', when: isReduction },
  ],
  housing: [
    { name: 'evictionOrder', type: 'choice', options: yesNo },
    { name: 'arrearsMonths', type: 'number' },
    { name: 'overcrowded', type: 'choice', options: yesNo },
  ],
  network: [{ name: 'value', type: 'choice', options: ['adequate', 'weak', 'absent'] }],
  soleCaregiver: [{ name: 'value', type: 'choice', options: yesNo }],
  independent: [],
};

export const kindsWithEvidence: readonly ItemKind[] = [
  'work',
  'housing',
  'network',
  'soleCaregiver',
  'independent',
];

/** Its fields before anything is typed. */
export function emptyOf(kind: ItemKind): Typed {
  const names = (findingFields[kind] ?? []).map(({ name }) => name);
  return Object.fromEntries([...names, 'foundOn', 'note', 'documentIds'].map((name) => [name, '']));
}

/** The value of an item, from what was typed; what was left out is absent, for the service to ask. */
export function valueOf(kind: ItemKind, typed: Typed, foundBy: string): unknown {
  const fields = (findingFields[kind] ?? []).filter(({ when }) => when?.(typed) ?? true);
  const entries = fields.map((field) => [field.name, fieldValue(field, typed[field.name] ?? '')] as const);
  const value = Object.fromEntries(entries.filter(([, given]) => given !== undefined));
  if (kind === 'certificate') return value['severity'] === 'none' ? 'none' : value;
  if (!kindsWithEvidence.includes(kind)) return value;
  const evidence = {
    foundBy,
    foundOn: typed['foundOn'],
    note: typed['note'] ?? '',
    documentIds: listIn(typed['documentIds']),
  };
  if (kind === 'independent') return evidence;
  if (kind !== 'work') return { ...value, evidence };
  const { event, ...details } = value;
  if (event === undefined) return { evidence };
  return { events: event === 'nothing' ? [] : [{ kind: event, ...details }], evidence };
}

/** What is typed, of an item that was recorded: correcting starts from there. */
export function typedOf(kind: ItemKind, value: unknown): Typed {
  if (value === 'none') return { severity: 'none' };
  const { evidence = kind === 'independent' ? value : undefined, events, ...plain } = value as Recorded;
  const [event] = events ?? [];
  const fields = events ? { event: event?.kind ?? 'nothing', ...event, kind: undefined } : plain;
  const typed = Object.entries(fields).flatMap(([name, given]) =>
    given === undefined || typeof given === 'object' ? [] : [[name, wordOf(name, given)] as const],
  );
  const found = evidence as Found | undefined;
  return {
    ...Object.fromEntries(typed),
    ...(found
      ? { foundOn: found.foundOn, note: found.note, documentIds: (found.documentIds ?? []).join(',') }
      : {}),
  };
}

type Recorded = Readonly<Record<string, unknown>> & {
  readonly evidence?: unknown;
  readonly events?: readonly (Readonly<Record<string, unknown>> & { readonly kind: string })[];
};
interface Found {
  readonly foundOn: string;
  readonly note: string;
  readonly documentIds?: readonly string[];
}

function fieldValue({ type, options }: FindingField, given: string): unknown {
  const text = given.trim();
  if (text === '') return undefined;
  if (options === yesNo) return text === 'yes';
  if (type === 'number') return Number(text);
  if (type === 'euro') return centsOf(text);
  return text;
}

function wordOf(name: string, given: unknown): string {
  if (typeof given === 'boolean') return given ? 'yes' : 'no';
  if (name === 'valueCents') return (Number(given) / 100).toFixed(2).replace('.', ',');
  return String(given);
}

export function listIn(joined: string | undefined): string[] {
  return (joined ?? '').split(',').filter((part) => part !== '');
}
