import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import type { Assessment } from './case-page.tsx';
import { isItemKind } from './item-kinds.ts';

/** What is still to be found out before there is a score, each with the forms that tell it. */
export function MissingBox({
  assessment,
  missing,
}: {
  readonly assessment: Assessment;
  readonly missing: Answer<'openDossier'>['missing'];
}) {
  const { t } = useTranslation('cases');
  if (!assessment.possible.includes('declareComplete')) return null;
  if (missing === null) return <p>{t('missing.noRules')}</p>;
  if (missing.length === 0) return <p>{t('missing.nothing')}</p>;
  return (
    <section className="console-missing" aria-labelledby="missing">
      <h2 id="missing" className="h5">
        {t('missing')}
      </h2>
      <ul className="mb-0">
        {missing.map(({ fact, question, kinds }) => (
          <li key={fact}>
            <span className="d-inline-block console-sentence">{question}</span>
            {kinds.filter(isItemKind).map((kind) => (
              <span key={kind}>
                {' · '}
                <Link to={`?tab=forms&form=${kind}`}>{t(`item.${kind}`)}</Link>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
