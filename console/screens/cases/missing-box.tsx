import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { nextFor } from './asked-forms.ts';
import type { Assessment } from './case-page.tsx';
import type { Dossier } from './dossier-items.ts';
import { isAboutPerson, isItemKind, type ItemKind } from './item-kinds.ts';
import { stepOnceKnown, stepWord } from './steps.ts';

/** What is still to be found out before there is a score, each with the forms that tell it. */
export function MissingBox({
  assessment,
  dossier,
  isAway = false,
}: {
  readonly assessment: Assessment;
  readonly dossier: Dossier;
  /** Shown elsewhere than where the steps are: it leads to the one that is next. */
  readonly isAway?: boolean;
}) {
  const { t } = useTranslation('cases');
  const { missing } = dossier;
  if (!assessment.possible.includes('declareComplete')) return null;
  if (missing === null) return <p>{t('missing.noRules')}</p>;
  const next = stepOnceKnown(assessment);
  if (missing.length === 0)
    return (
      <>
        <p>{t(next === 'documentsArrived' ? 'missing.nothing.awaited' : 'missing.nothing')}</p>
        {isAway && (
          <p>
            <Link className="btn btn-primary btn-sm" to={`?tab=summary&step=${next}`}>
              {t(stepWord(next, assessment))}
            </Link>
          </p>
        )}
      </>
    );
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
                <Link to={addressOf(dossier, kind)}>{t(`item.${kind}`)}</Link>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** One form after the other, of whom there is still something to say. */
function addressOf(dossier: Dossier, kind: ItemKind): string {
  const personId = isAboutPerson(kind) ? nextFor(dossier, kind) : undefined;
  return `?tab=forms&form=${kind}${personId ? `&person=${personId}` : ''}`;
}
