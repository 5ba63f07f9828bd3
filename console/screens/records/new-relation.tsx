import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import type { Write } from '../../client/unanswered.ts';
import { useStep } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { romeToday } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { faultsByField } from './errors.ts';
import { nameIn, PersonSearch, type Found } from './person-search.tsx';
import { LineField } from './line-field.tsx';

const kinds = ['delegate', 'tutor', 'supportAdministrator', 'parent'] as const;
type Kind = (typeof kinds)[number];

/** The document each kind of relation rests on. */
const paper = {
  delegate: 'delegation',
  tutor: 'courtOrder',
  supportAdministrator: 'courtOrder',
  parent: 'familyStatus',
} as const;

/** Records who may act for somebody: found first, then the document, handed in with it, and the days. */
export function NewRelation({
  personId,
  reason,
  onDone,
}: {
  readonly personId: string;
  readonly reason: Reason;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('records');
  const file = useRef<HTMLInputElement>(null);
  const [representative, setRepresentative] = useState<Found>();
  const [kind, setKind] = useState<Kind>('delegate');
  const [validFrom, setFrom] = useState(romeToday());
  const [expiresOn, setUntil] = useState('');
  const [asked, setAsked] = useState(0);
  const record = useStep<void, void>(
    (write) =>
      recordRelation(write, {
        personId,
        representative: representative!,
        kind,
        validFrom,
        expiresOn,
        file: file.current!.files![0]!,
      }),
    onDone,
  );
  const faults = faultsByField(record.error, () => undefined);
  const hasFile = () => (file.current?.files?.length ?? 0) > 0;
  const missing =
    asked === 0 ? [] : missingIn({ hasFile: hasFile(), needsEnd: kind !== 'parent', expiresOn });
  if (!representative)
    return (
      <div className="mt-3">
        <h3 className="h5">{t('relations.who')}</h3>
        <PersonSearch reason={reason}>
          {(found) => (
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              aria-label={`${t('relations.choose')}: ${nameIn(found)}`}
              onClick={() => setRepresentative(found)}
            >
              {t('relations.choose')}
            </button>
          )}
        </PersonSearch>
      </div>
    );
  return (
    <form
      noValidate
      className="console-form mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(asked + 1);
        if (missingIn({ hasFile: hasFile(), needsEnd: kind !== 'parent', expiresOn }).length === 0)
          record.mutate();
      }}
    >
      <h3 className="h5">{t('relations.acts', { name: nameIn(representative) })}</h3>
      {missing.length > 0 && (
        <ErrorSummary
          title={t('wrong.title')}
          faults={missing.map((one) => t(`wrong.${one}`))}
          asked={asked}
        />
      )}
      {record.error && <ProblemNotice error={record.error} />}
      <Choice
        legend={t('relations.kind')}
        error={faults.get('kind')}
        options={kinds.map((value) => ({ value, label: t(`relation.${value}`) }))}
        chosen={kind}
        onChoose={(value) => setKind(value as Kind)}
      />
      <Field
        label={t('relations.document')}
        hint={t(`paper.${paper[kind]}`)}
        error={missing.includes('document') ? t('wrong.document') : undefined}
      >
        {(control) => (
          <input {...control} ref={file} type="file" accept="application/pdf,image/jpeg,image/png" />
        )}
      </Field>
      <LineField
        label={t('relations.from')}
        type="date"
        error={faults.get('validFrom')}
        value={validFrom}
        onChange={setFrom}
      />
      <LineField
        label={t('relations.until')}
        hint={kind === 'parent' ? t('relations.untilOfAge') : undefined}
        type="date"
        optional={kind === 'parent'}
        error={faults.get('expiresOn') ?? (missing.includes('expiresOn') ? t('wrong.expiresOn') : undefined)}
        value={expiresOn}
        onChange={setUntil}
      />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t(record.isPending ? 'sending' : 'relations.record')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onDone}>
          {t('notNow')}
        </button>
      </div>
    </form>
  );
}

function missingIn({
  hasFile,
  needsEnd,
  expiresOn,
}: {
  readonly hasFile: boolean;
  readonly needsEnd: boolean;
  readonly expiresOn: string;
}) {
  return [
    ...(hasFile ? [] : (['document'] as const)),
    ...(needsEnd && expiresOn === '' ? (['expiresOn'] as const) : []),
  ];
}

/** The document first: a relation rests on one that is there. */
async function recordRelation(
  write: Write,
  {
    personId,
    representative,
    kind,
    validFrom,
    expiresOn,
    file,
  }: {
    readonly personId: string;
    readonly representative: Found;
    readonly kind: Kind;
    readonly validFrom: string;
    readonly expiresOn: string;
    readonly file: File;
  },
): Promise<void> {
  const form = new FormData();
  form.set('subjectKind', 'person');
  form.set('subjectId', personId);
  form.set('kind', paper[kind]);
  form.set('file', file);
  const { id: documentId } = await write('uploadDocument', {
    body: form as unknown as Call<'uploadDocument'>['body'],
  });
  const body = { kind, personId, representativeId: representative.id, documentId, validFrom };
  await write('createRelation', {
    body: { ...body, ...(expiresOn ? { expiresOn } : {}) } as Call<'createRelation'>['body'],
  });
}
