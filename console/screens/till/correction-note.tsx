import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { day } from '../../words/format.ts';
import type { Correction } from './redemption-row.tsx';

/** Where a correction stands, and why it was refused. */
export function CorrectionNote({ correction }: { readonly correction: Correction }) {
  const { t } = useTranslation('till');
  const whole = useRead(
    'getCorrection',
    { params: { correctionId: correction.id } },
    { enabled: correction.state === 'refused' },
  );
  const answer = whole.data?.answer;
  return (
    <p className="mb-2">
      {t(`correction.state.${correction.state}`, { day: day(correction.decidedAt ?? correction.askedAt) })}
      {answer && ` ${t('correction.answer', { answer })}`}
    </p>
  );
}
