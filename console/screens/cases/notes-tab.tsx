import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { fromNow, moment } from '../../words/format.ts';
import type { Assessment } from './case-page.tsx';
import type { Reason } from './opening.tsx';
import { Who } from './who.tsx';

/** A page of the API: more are noted about no case that anybody still reads whole. */
const MOST = 200;
const LONGEST = 4000;

export type NoteForm = UseFormReturn<{ text: string }>;

/**
 * What colleagues noted about the case, the last first. That there is another shows by itself; what it says is opened
 * by whoever reads it, for each opening stays on record.
 */
export function NotesTab({
  assessment,
  reason,
  form,
}: {
  readonly assessment: Assessment;
  readonly reason: Reason;
  readonly form: NoteForm;
}) {
  const { t } = useTranslation('cases');
  const params = { assessmentId: assessment.id };
  const newestFirst = { order: 'newestFirst', limit: MOST } as const;
  const notes = useRead('listAssessmentNotes', { params, query: newestFirst });
  const opened = useRead(
    'openAssessmentNotes',
    { params, query: { ...newestFirst, reason } },
    { once: true },
  );
  const texts = new Map(opened.data?.items.map(({ id, text }) => [id, text]));
  return (
    <>
      <p>{t('notes.words')}</p>
      <WriteNote assessmentId={assessment.id} form={form} />
      <h2 className="h4 mt-5">{t('notes.title')}</h2>
      {!notes.data && <ReadStates of={notes} />}
      {notes.data && <ReadStates of={opened} />}
      {notes.data?.items.length === 0 && <p>{t('notes.none')}</p>}
      {opened.data && (
        <ol className="console-rows">
          {notes.data?.items.map(({ id, writtenBy, writtenAt }) => (
            <li key={id}>
              <p className="mb-1 console-note">
                {texts.get(id) ?? (
                  <button
                    type="button"
                    className="btn btn-outline-primary btn-sm"
                    onClick={() => void opened.refetch()}
                  >
                    {t('notes.read')}
                  </button>
                )}
              </p>
              <span className="small">
                <Who id={writtenBy} assessmentId={assessment.id} />
                {`${moment(writtenAt)} (${fromNow(writtenAt)})`}
              </span>
            </li>
          ))}
        </ol>
      )}
      {notes.data?.nextCursor && <p>{t('notes.newest', { count: MOST })}</p>}
    </>
  );
}

/** It tells of people and is kept in no storage: with the page, and from one of its tabs to another. */
function WriteNote({ assessmentId, form }: { readonly assessmentId: string; readonly form: NoteForm }) {
  const { t } = useTranslation('cases');
  const write = useWrite('writeAssessmentNote', () => form.reset());
  return (
    <Form
      name="note"
      form={form}
      problem={write.error}
      onSend={({ text }) => write.mutate({ params: { assessmentId }, body: { text } })}
    >
      <TextField
        form={form}
        formName="note"
        name="text"
        label={t('note.text')}
        hint={t('note.hint')}
        wrong={t('note.missing')}
        rows={4}
        maxLength={LONGEST}
      />
      <button type="submit" className="btn btn-primary" disabled={write.isPending}>
        {t('note.send')}
      </button>
      <p role="status">{write.isSuccess && t('note.done')}</p>
    </Form>
  );
}
