import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { faultsIn, type Fault } from './faults.ts';
import type { Version, VersionDraft } from './use-version-draft.ts';

/** Keeps what was typed: here it is safe in this tab, saved it is the draft that the service has checked. */
export function SaveBar({
  version,
  draft,
  onFaults,
}: {
  readonly version: Version;
  readonly draft: VersionDraft;
  readonly onFaults: (faults: readonly Fault[]) => void;
}) {
  const { t } = useTranslation('rules');
  const save = useWrite('reviseVersion', () => {
    onFaults([]);
    draft.discard();
  });
  const send = () =>
    save.mutate(
      { params: { versionId: version.id }, body: draft.content as unknown as Record<string, unknown> },
      { onError: (error) => onFaults(faultsIn(error)) },
    );
  const hasPlaces = faultsIn(save.error).length > 0;
  return (
    <div className="rules-save">
      {save.error && !hasPlaces && <ProblemNotice error={save.error} />}
      {draft.isOvertaken && <p role="alert">{t('save.overtaken')}</p>}
      <p role="status" className="mb-2">
        {t(draft.isChanged ? 'save.changed' : save.isSuccess ? 'save.saved' : 'save.unchanged')}
      </p>
      <div className="console-actions mt-0">
        <button
          type="button"
          className="btn btn-primary"
          disabled={!draft.isChanged || save.isPending}
          onClick={send}
        >
          {t(save.isPending ? 'save.sending' : 'save.save')}
        </button>
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={!draft.undo}
          onClick={() => draft.undo?.()}
        >
          {t('save.undo')}
        </button>
        <button
          type="button"
          className="btn btn-outline-primary"
          disabled={!draft.isChanged}
          onClick={() => {
            onFaults([]);
            save.reset();
            draft.discard();
          }}
        >
          {t('save.discard')}
        </button>
      </div>
    </div>
  );
}
