import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { ProblemError } from '../../client/problem.ts';
import { inOneStep } from '../../client/unanswered.ts';
import { FaultLine } from '../../parts/field-notes.tsx';
import { Field } from '../../parts/field.tsx';
import { documentKinds, type DocumentKind } from './document-kinds.ts';

interface Sent {
  readonly key: string;
  readonly file: File;
  readonly kind: DocumentKind;
  readonly state: 'sending' | 'received' | ProblemError;
}

/** Hands in several files at once; each is received or refused by itself, and can be sent again by itself. */
export function UploadForm({
  assessmentId,
  first = '',
}: {
  readonly assessmentId: string;
  /** What is handed in beside a form that speaks of it; elsewhere nothing is chosen for anybody. */
  readonly first?: DocumentKind | '';
}) {
  const { t } = useTranslation('cases');
  const queries = useQueryClient();
  const choice = useRef<HTMLSelectElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<DocumentKind | ''>(first);
  const [missing, setMissing] = useState<{ readonly kind?: boolean; readonly files?: boolean }>({});
  const [sent, setSent] = useState<readonly Sent[]>([]);

  async function send(one: Omit<Sent, 'state'>) {
    const tell = (state: Sent['state']) =>
      setSent((before) => [...before.filter(({ key }) => key !== one.key), { ...one, state }]);
    tell('sending');
    try {
      await inOneStep((write) => write('uploadDocument', uploadOf(assessmentId, one)));
      tell('received');
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      tell(error);
    }
    await queries.invalidateQueries({ queryKey: ['listDocuments'] });
  }

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const files = [...(input.current?.files ?? [])];
        setMissing({ kind: kind === '', files: files.length === 0 });
        if (kind === '') return choice.current?.focus();
        if (files.length === 0) return input.current?.focus();
        for (const file of files) void send({ key: crypto.randomUUID(), file, kind });
        event.currentTarget.reset();
        setKind(first);
      }}
    >
      <Field label={t('upload.kind')} error={missing.kind ? t('upload.kind.missing') : undefined}>
        {(control) => (
          <select
            {...control}
            ref={choice}
            value={kind}
            onChange={(event) => setKind(event.target.value as DocumentKind | '')}
          >
            <option value="">{t('choose')}</option>
            {documentKinds.map((value) => (
              <option key={value} value={value}>
                {t(`document.${value}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field
        label={t('upload.files')}
        hint={t('upload.hint')}
        error={missing.files ? t('upload.none') : undefined}
      >
        {(control) => (
          <input
            {...control}
            ref={input}
            type="file"
            multiple
            accept="application/pdf,image/jpeg,image/png"
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary">
        {t('upload.send')}
      </button>
      <ul className="list-unstyled mt-3" aria-live="polite">
        {sent.map((one) => (
          <SentFile key={one.key} one={one} onAgain={() => void send(one)} />
        ))}
      </ul>
    </form>
  );
}

function SentFile({ one, onAgain }: { readonly one: Sent; readonly onAgain: () => void }) {
  const { t } = useTranslation('cases');
  const { file, state } = one;
  if (!(state instanceof ProblemError)) return <li>{t(`upload.${state}`, { name: file.name })}</li>;
  const { title, detail, errors } = state.problem;
  const why = [detail || title || t('upload.away'), ...(errors ?? []).map(({ message }) => message)].join(
    ' ',
  );
  return (
    <li>
      <FaultLine fault={t('upload.refused', { name: file.name, why })} />
      <button type="button" className="btn btn-outline-primary btn-sm" onClick={onAgain}>
        {t('upload.again', { name: file.name })}
      </button>
    </li>
  );
}

function uploadOf(assessmentId: string, { key, file, kind }: Omit<Sent, 'state'>): Call<'uploadDocument'> {
  return { form: { subjectKind: 'assessment', subjectId: assessmentId, kind, file }, key };
}
