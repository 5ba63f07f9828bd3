import { useTranslation } from 'react-i18next';
import { Form } from '../../parts/form.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import { AskedField } from './asked-field.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import { emptyOf, findingFields, kindsWithEvidence, typedOf, valueOf } from './finding-fields.ts';
import { SendForm } from './send-form.tsx';
import { useItemWrite, type OpenForm } from './use-item-write.ts';

/** What somebody hands in or a caseworker found, with what it rests on. */
export function FindingForm(open: OpenForm) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const { kind, assessmentId, person, kept } = open;
  const [form, { forget }] = useKeptForm(`${assessmentId}/${kind}/${person?.id ?? ''}`, {
    ...emptyOf(kind),
    ...(kept ? typedOf(kind, kept.value) : { foundOn: romeToday() }),
  });
  const write = useItemWrite(open, forget);
  const typed = form.watch();
  const fields = (findingFields[kind] ?? []).filter(({ when }) => when?.(typed) ?? true);
  return (
    <Form
      name="finding"
      form={form}
      problem={write.error}
      onSend={(values) => write.send(valueOf(kind, values, me.accountId))}
    >
      <p className="console-hint">{t(`item.${kind}.hint` as 'item.isee.hint')}</p>
      {fields.map((field) => (
        <AskedField key={field.name} field={field} open={open} form={form} />
      ))}
      {kindsWithEvidence.includes(kind) && <EvidenceFields assessmentId={assessmentId} form={form} />}
      <SendForm open={open} isPending={write.isPending} />
    </Form>
  );
}
