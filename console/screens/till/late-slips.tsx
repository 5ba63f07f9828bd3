import { useTranslation } from 'react-i18next';
import { useWholeList } from '../../client/use-whole-list.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { moment } from '../../words/format.ts';
import { CorrectionNote } from './correction-note.tsx';

/** Slips that came after their day: what the office was asked, and what it said. */
export function LateSlips() {
  const { t } = useTranslation('till');
  const corrections = useWholeList('listCorrections', { query: { limit: 200 } });
  const late = corrections.items?.filter(({ kind }) => kind === 'lateSlip').toReversed();
  return (
    <section aria-labelledby="late" className="mt-5">
      <h2 id="late" className="h4">
        {t('slips.late')}
      </h2>
      <ReadStates of={corrections} />
      {late?.length === 0 && <p>{t('slips.late.empty')}</p>}
      {late && late.length > 0 && (
        <ul className="console-rows">
          {late.map((correction) => (
            <li key={correction.id}>
              <h3 className="h6 mb-1">{moment(correction.servedAt ?? correction.askedAt)}</h3>
              <CorrectionNote correction={correction} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
