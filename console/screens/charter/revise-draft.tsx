import { useTranslation } from 'react-i18next';
import { saveBlob } from '../../client/save-blob.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { DoneLine } from '../../parts/done-line.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Version } from './charter.tsx';
import { VersionFile } from './version-file.tsx';

/** Whoever wrote a draft changes it in place: takes it as it stands, and gives it back as it shall be. */
export function ReviseDraft({ version: { id, number } }: { readonly version: Version }) {
  const { t } = useTranslation('charter');
  const params = { charterVersionId: id };
  const draft = useRead('getCharterVersion', { params });
  const revise = useWrite('reviseCharterVersion');
  const content = draft.data?.content;
  return (
    <section className="mt-4" aria-labelledby="revise">
      <h2 id="revise" className="h4">
        {t('revise.title')}
      </h2>
      <p>{t('revise.words')}</p>
      {draft.error && <ProblemNotice error={draft.error} onAgain={() => void draft.refetch()} />}
      <button
        type="button"
        className="btn btn-outline-primary mb-3"
        disabled={!content}
        onClick={() =>
          saveBlob(
            `charter-${number}.json`,
            new Blob([JSON.stringify(content, null, 2)], { type: 'application/json' }),
          )
        }
      >
        {t('revise.take')}
      </button>
      <DoneLine>{revise.isSuccess && t('revise.done', { number })}</DoneLine>
      <VersionFile
        label={t('revise.file')}
        submit={t('revise.send')}
        write={revise}
        onSend={(body) => revise.mutate({ params, body })}
      />
    </section>
  );
}
