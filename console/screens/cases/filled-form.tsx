import { FindingForm } from './finding-form.tsx';
import { InstrumentForm } from './instrument-form.tsx';
import { instrumentKinds } from './item-kinds.ts';
import type { OpenForm } from './use-item-write.ts';

/** One form, filled in item by item or field by field, whoever fills it in. */
export function FilledForm(open: OpenForm) {
  const Form = instrumentKinds.includes(open.kind) ? InstrumentForm : FindingForm;
  return <Form key={`${open.kind}/${open.person?.id}`} {...open} />;
}
