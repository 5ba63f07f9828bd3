import { useTranslation } from 'react-i18next';
import { isOutOfReach, ProblemError } from '../../client/problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

const known = [
  'voucher-not-known',
  'voucher-not-good',
  'insufficient-funds',
  'whole-amount-only',
  'holder-mismatch',
  'too-many-attempts',
] as const;

/**
 * Why the till may not, in the service's words, and what whoever stands there does now. Where nobody answered the same
 * request is sent again: what was done meanwhile is not done twice.
 */
export function Refused({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) {
  const { t } = useTranslation('till');
  const name = error instanceof ProblemError ? error.problem.type.split(':').at(-1) : undefined;
  const kind = known.find((one) => one === name);
  return (
    <>
      <ProblemNotice error={error} {...(isOutOfReach(error) ? { onAgain } : {})} />
      {kind && (
        <p className="till-next">
          <strong>{t('next')}</strong> {t(`next.${kind}`)}
        </p>
      )}
    </>
  );
}
