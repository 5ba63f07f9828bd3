import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { messageAt } from '../../client/problem.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useMissing } from '../../parts/use-missing.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import { DocumentChoice, DocumentSelect } from './document-choice.tsx';
import {
  findingFields,
  kindsWithEvidence,
  typedOf,
  valueOf,
  type FindingField,
  type Typed,
} from './finding-fields.ts';
import type { Item } from './forms-tab.tsx';
import { useItemWrite, type OpenForm } from './use-item-write.ts';

/** What somebody hands in or a caseworker found, with what it rests on. */
export function FindingForm({ kept, ...open }: OpenForm & { readonly kept: Item | undefined }) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const { kind, assessmentId, person } = open;
  const [typed, keep, discard] = useDraft<Typed>(
    `${assessmentId}/${kind}/${person?.id ?? ''}`,
    kept ? typedOf(kind, kept.value) : { foundOn: romeToday() },
  );
  const write = useItemWrite(open, discard);
  const fields = (findingFields[kind] ?? []).filter(({ when }) => when?.(typed) ?? true);
  const hasEvidence = kindsWithEvidence.includes(kind);
  const asked = [
    ...fields.flatMap(({ name, optional }) => (optional ? [] : [name])),
    ...(hasEvidence ? ['foundOn', 'note'] : []),
  ];
  const missing = useMissing(
    asked.map((name) => ({ name, label: t(`field.${name}` as 'field.note'), value: typed[name] ?? '' })),
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
      <h2 className="h4">{t(`item.${kind}`)}</h2>
      {person && <p>{t('forms.about', { name: person.name })}</p>}
      <p className="console-hint">{t(`item.${kind}.hint`)}</p>
      {missing.summary}
      {write.error && <ProblemNotice error={write.error} />}
      {fields.map((field) => (
        <Asked
          key={field.name}
          field={field}
          assessmentId={assessmentId}
          typed={typed}
          wrongAt={wrongAt}
          onType={(value) => set(field.name, value)}
        />
      ))}
      {hasEvidence && <Evidence assessmentId={assessmentId} typed={typed} wrongAt={wrongAt} onType={set} />}
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t(write.isPending ? 'sending' : 'forms.record')}
        </button>
        <Link to="?tab=forms">{t('notNow')}</Link>
      </div>
    </form>
  );
}

interface Shared {
  readonly assessmentId: string;
  readonly typed: Typed;
  readonly wrongAt: (name: string) => string | undefined;
}

function Asked({
  field,
  assessmentId,
  typed,
  wrongAt,
  onType,
}: Shared & { readonly field: FindingField; readonly onType: (value: string) => void }) {
  const { t, i18n } = useTranslation('cases');
  const { name, type, options, optional = false } = field;
  const label = t(`field.${name}` as 'field.note');
  const hint = `field.${name}.hint`;
  const value = typed[name] ?? '';
  const wrong = wrongAt(name);
  const hintWords = i18n.exists(`cases:${hint}`) ? t(hint as 'field.note.hint') : undefined;
  if (type === 'choice')
    return (
      <Choice
        id={name}
        legend={label}
        hint={hintWords}
        error={wrong}
        options={options!.map((one) => ({ value: one, label: t(`answer.${one}` as 'answer.yes') }))}
        chosen={value}
        onChoose={onType}
      />
    );
  if (type === 'document')
    return (
      <DocumentSelect
        id={name}
        assessmentId={assessmentId}
        label={label}
        error={wrong}
        chosen={value}
        onChoose={onType}
      />
    );
  return (
    <Field id={name} label={label} hint={hintWords} error={wrong} optional={optional}>
      {(control) => (
        <input
          {...control}
          type={type === 'date' ? 'date' : 'text'}
          inputMode={type === 'number' ? 'numeric' : type === 'euro' ? 'decimal' : undefined}
          value={value}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}

function Evidence({
  assessmentId,
  typed,
  wrongAt,
  onType,
}: Shared & { readonly onType: (name: string, value: string) => void }) {
  const { t } = useTranslation('cases');
  return (
    <>
      <h3 className="h5">{t('evidence')}</h3>
      <Field id="foundOn" label={t('field.foundOn')} error={wrongAt('foundOn')}>
        {(control) => (
          <input
            {...control}
            type="date"
            value={typed['foundOn'] ?? ''}
            onChange={(event) => onType('foundOn', event.target.value)}
          />
        )}
      </Field>
      <Field id="note" label={t('field.note')} hint={t('field.note.hint')} error={wrongAt('note')}>
        {(control) => (
          <textarea
            {...control}
            rows={4}
            value={typed['note'] ?? ''}
            onChange={(event) => onType('note', event.target.value)}
          />
        )}
      </Field>
      <DocumentChoice
        assessmentId={assessmentId}
        chosen={typed['documentIds'] ?? ''}
        onChoose={(value) => onType('documentIds', value)}
      />
    </>
  );
}
