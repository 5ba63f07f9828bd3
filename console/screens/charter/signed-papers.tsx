import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '../../client/call.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import type { Signing } from './signing.tsx';

/** The charter as it was signed, with its evidence, and the file with the digital signature. */
export function SignedPapers({ signing: { id, method } }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const { me } = useSession();
  const [error, setError] = useState<unknown>();
  const isOffice = me.roles.includes('caseworker');
  if (!isOffice && !me.roles.includes('representative')) return null;
  // Whoever opens it at work says why: to check what was signed.
  const given = { params: { signingId: id }, ...(isOffice ? { query: { reason: 'check' as const } } : {}) };
  const save = (operation: 'readSignedCharter' | 'downloadSignedCopy', name: string) => {
    setError(undefined);
    saveFile(operation, given, name).catch(setError);
  };
  return (
    <>
      {error != null && <ProblemNotice error={error} />}
      <div className="console-actions my-0">
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          onClick={() => save('readSignedCharter', `${t('signed.name')}.pdf`)}
        >
          {t('signed.save')}
        </button>
        {method === 'file' && (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            onClick={() => save('downloadSignedCopy', t('signed.copyName'))}
          >
            {t('signed.saveCopy')}
          </button>
        )}
      </div>
    </>
  );
}
