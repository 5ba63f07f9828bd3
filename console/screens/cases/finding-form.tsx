import { useTranslation } from 'react-i18next';
import { messageAt } from '../../client/problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';
import { useSession } from '../../session/session-context.ts';
import { centsOf } from '../../words/cents.ts';
import { romeToday } from '../../words/format.ts';
import { AskedField } from './asked-field.tsx';
import { EvidenceFields } from './evidence-fields.tsx';
import {
  findingFields,
  kindsWithEvidence,
  typedOf,
  valueOf,
  type FindingField,
  type Typed,
} from './finding-fields.ts';
import { SendForm } from './send-form.tsx';
import { useItemWrite, type OpenForm } from './use-item-write.ts';

/** What somebody hands in or a caseworker found, with what it rests on. */
export function FindingForm(open: OpenForm) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const { kind, assessmentId, person, kept } = open;
  const [typed, keep, discard] = useDraft<Typed>(
    `${assessmentId}/${kind}/${person?.id ?? ''}`,
    kept ? typedOf(kind, kept.value) : { foundOn: romeToday() },
  );
  const write = useItemWrite(open, discard);
  const fields = (findingFields[kind] ?? []).filter(({ when }) => when?.(typed) ?? true);
  const hasEvidence = kindsWithEvidence.includes(kind);
  const asked: readonly Pick<FindingField, 'name' | 'type'>[] = [
    ...fields.filter(({ optional }) => !optional),
    ...(hasEvidence ? evidence : []),
  ];
  const missing = useMissing(
    asked.map(({ name, type }) => {
      const value = typed[name] ?? '';
      const isNoAmount = type === 'euro' && centsOf(value) === undefined;
      const wrong = isNoAmount ? t('field.noAmount') : undefined;
      return { name, label: t(`field.${name}` as 'field.note'), value, wrong };
    }),
  );
  const wrongAt = (name: string) => missing.at(name) ?? messageAt(write.error, name);
  const set = (name: string, value: string) => keep({ ...typed, [name]: value });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing.isComplete()) return;
        write.send(valueOf(kind, typed, me.accountId));
      }}
    >
      <p className="console-hint">{t(`item.${kind}.hint` as 'item.isee.hint')}</p>
      {missing.summary}
      {write.error && <ProblemNotice error={write.error} />}
      {fields.map((field) => (
        <AskedField
          key={field.name}
          field={field}
          open={open}
          value={typed[field.name] ?? ''}
          wrong={wrongAt(field.name)}
          onType={(value) => set(field.name, value)}
        />
      ))}
      {hasEvidence && (
        <EvidenceFields assessmentId={assessmentId} typed={typed} wrongAt={wrongAt} onType={set} />
      )}
      <SendForm open={open} isPending={write.isPending} />
    </form>
  );
}

const evidence = [
  { name: 'foundOn', type: 'date' },
  { name: 'note', type: 'text' },
] as const;
