import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import type { Write } from '../../client/unanswered.ts';
import { useStep } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { FileField } from '../../parts/file-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { romeToday } from '../../words/format.ts';
import type { Reason } from '../cases/opening.tsx';
import { nameIn, PersonSearch, type Found } from './person-search.tsx';

const kinds = ['delegate', 'tutor', 'supportAdministrator', 'parent'] as const;
type Kind = (typeof kinds)[number];

/** The document each kind of relation rests on. */
const paper = {
  delegate: 'delegation',
  tutor: 'courtOrder',
  supportAdministrator: 'courtOrder',
  parent: 'familyStatus',
} as const;

interface Typed {
  readonly kind: Kind;
  readonly file: FileList | null;
  readonly validFrom: string;
  readonly expiresOn: string;
}

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
  const [representative, setRepresentative] = useState<Found>();
  const form = useForm<Typed>({
    defaultValues: { kind: 'delegate', file: null, validFrom: romeToday(), expiresOn: '' },
    shouldFocusError: false,
  });
  const record = useStep(recordRelation, onDone);
  const isParent = form.watch('kind') === 'parent';
  const at = { form, formName: 'relation' };
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
    <Form
      name="relation"
      form={form}
      problem={record.error}
      className="console-form mt-3"
      onSend={(typed) => record.mutate({ ...typed, personId, representativeId: representative.id })}
    >
      <h3 className="h5">{t('relations.acts', { name: nameIn(representative) })}</h3>
      <ChoiceField
        {...at}
        name="kind"
        label={t('relations.kind')}
        options={kinds.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <FileField
        {...at}
        name="file"
        label={t('relations.document')}
        hint={t(`paper.${paper[form.watch('kind')]}`)}
        wrong={t('wrong.document')}
        accept="application/pdf,image/jpeg,image/png"
      />
      <TextField {...at} name="validFrom" type="date" label={t('relations.from')} />
      <TextField
        {...at}
        name="expiresOn"
        type="date"
        optional={isParent}
        label={t('relations.until')}
        hint={isParent ? t('relations.untilOfAge') : undefined}
        faultOf={(typed) => (typed === '' ? t('wrong.expiresOn') : undefined)}
      />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={record.isPending}>
          {t(record.isPending ? 'sending' : 'relations.record')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onDone}>
          {t('notNow')}
        </button>
      </div>
    </Form>
  );
}

interface Recorded extends Typed {
  readonly personId: string;
  readonly representativeId: string;
}

/** The document first: a relation rests on one that is there. */
async function recordRelation(write: Write, { file, expiresOn, ...relation }: Recorded): Promise<void> {
  const { id: documentId } = await write('uploadDocument', {
    form: {
      subjectKind: 'person',
      subjectId: relation.personId,
      kind: paper[relation.kind],
      file: file![0]!,
    },
  });
  await write('createRelation', {
    body: { ...relation, documentId, ...(expiresOn ? { expiresOn } : {}) } as Call<'createRelation'>['body'],
  });
}
