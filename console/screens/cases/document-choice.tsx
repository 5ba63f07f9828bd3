import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { SelectField } from '../../parts/select-field.tsx';
import type { FormField } from '../../parts/text-field.tsx';
import { WithinPage } from '../../parts/within-page.tsx';
import { moment } from '../../words/format.ts';
import { documentWord, isHandedIn } from './documents-tab.tsx';
import { listIn } from './finding-fields.ts';

function useCaseDocuments(assessmentId: string) {
  const { t } = useTranslation('cases');
  const documents = useList('listDocuments', {
    query: { subjectKind: 'assessment', subjectId: assessmentId },
  });
  return (documents.items ?? [])
    .filter(({ kind, erasedAt }) => isHandedIn(kind) && erasedAt === null)
    .map(({ id, kind, createdAt }) => ({ id, words: `${documentWord(kind, t)}, ${moment(createdAt)}` }));
}

/** The one document that something rests on. */
export function DocumentField({
  assessmentId,
  isOwn,
  ...field
}: FormField<Record<string, string>> & { readonly assessmentId: string; readonly isOwn: boolean }) {
  const documents = useCaseDocuments(assessmentId);
  return (
    <>
      <SelectField {...field} options={documents.map(({ id, words }) => ({ value: id, label: words }))} />
      {isOwn ? <ToUpload /> : documents.length === 0 && <ToDocuments />}
    </>
  );
}

/** The documents that a finding rests on, none included. */
export function DocumentChoice({
  assessmentId,
  chosen,
  onChoose,
}: {
  readonly assessmentId: string;
  readonly chosen: string;
  readonly onChoose: (joined: string) => void;
}) {
  const { t } = useTranslation('cases');
  const documents = useCaseDocuments(assessmentId);
  const ids = listIn(chosen);
  if (documents.length === 0) return null;
  return (
    <fieldset className="console-field">
      <legend>{t('field.documentIds')}</legend>
      {documents.map(({ id, words }) => (
        <label key={id} className="console-option">
          <input
            type="checkbox"
            checked={ids.includes(id)}
            onChange={(event) =>
              onChoose((event.target.checked ? [...ids, id] : ids.filter((one) => one !== id)).join(','))
            }
          />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

function ToDocuments() {
  const { t } = useTranslation('cases');
  return (
    <p>
      <Link to="?tab=documents">{t('documents.first')}</Link>
    </p>
  );
}

/** Where somebody hands a document in, on the page on which they choose it. */
export const uploadId = 'upload';

function ToUpload() {
  const { t } = useTranslation('cases');
  return (
    <p>
      <WithinPage to={uploadId}>{t('documents.below')}</WithinPage>
    </p>
  );
}
