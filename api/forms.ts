import { z } from 'zod';
import { forms, type Form } from '../domain/instruments/forms.ts';
import { pointsCounts, type InstrumentOption } from '../domain/instruments/instrument.ts';
import { notFound } from '../domain/refusal.ts';
import { route } from './route.ts';

const text = z.strictObject({ it: z.string(), en: z.string() }).meta({ id: 'TextInBothLanguages' });
const formId = z
  .string()
  .regex(/^[a-z0-9-]{1,60}$/)
  .meta({ description: 'Name of a built-in form, such as prisma-7' });

const option = z.strictObject({
  id: z.string(),
  label: text,
  points: z.int(),
  pointsByFormVersion: z
    .record(z.string(), z.int())
    .meta({ description: 'Editions of the form that give this option other points' }),
});

const summary = z
  .strictObject({
    id: formId,
    title: text,
    itemKind: z.string().meta({ description: 'The kind of dossier item it is handed in as' }),
    about: z.enum(['person', 'case']),
    formVersions: z.array(z.string()),
    pointsCount: z.enum(pointsCounts).meta({ description: 'What a point stands for' }),
    furtherAssessmentFrom: z.int().nullable(),
    source: z.string(),
    licence: text,
  })
  .meta({ id: 'FormSummary' });

const fullForm = summary
  .extend({ items: z.array(z.strictObject({ id: z.string(), label: text, options: z.array(option) })) })
  .meta({
    id: 'Form',
    description: 'A built-in form as data: what to ask, what may be answered, what it counts',
  });

const listForms = route({
  kind: 'read',
  operation: 'listForms',
  method: 'get',
  path: '/v1/forms',
  tag: 'forms',
  summary: {
    it: 'I moduli incorporati: ADL, IADL, PRISMA-7, le sei dimensioni di legge',
    en: 'The built-in forms: ADL, IADL, PRISMA-7, the six dimensions of the law',
  },
  who: 'signedIn',
  reply: z.strictObject({ items: z.array(summary) }),
  read: () => Promise.resolve({ items: forms.map(summaryOf) }),
});

const getForm = route({
  kind: 'read',
  operation: 'getForm',
  method: 'get',
  path: '/v1/forms/{form}',
  tag: 'forms',
  summary: {
    it: 'Un modulo: voci, risposte, punti, fonte',
    en: 'A form: items, options, points, source',
  },
  who: 'signedIn',
  params: z.strictObject({ form: formId }),
  reply: fullForm,
  read(_tx, { params }) {
    const form = forms.find(({ instrument }) => instrument.id === params.form);
    if (!form) throw notFound({ it: 'Modulo', en: 'Form' });
    const items = form.instrument.items.map(({ id, label, options }) => ({
      id,
      label,
      options: options.map(optionOf),
    }));
    return Promise.resolve({ ...summaryOf(form), items });
  },
});

function summaryOf({ instrument, ...place }: Form): z.input<typeof summary> {
  const { id, title, formVersions, pointsCount, citation, licence } = instrument;
  return { id, title, formVersions: [...formVersions], pointsCount, source: citation, licence, ...place };
}

function optionOf({ id, label, points, pointsByFormVersion = {} }: InstrumentOption) {
  return { id, label, points, pointsByFormVersion: { ...pointsByFormVersion } };
}

export const formRoutes = [listForms, getForm];
