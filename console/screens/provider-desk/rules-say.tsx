import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { categoryTraits } from '../../../domain/provider-service.ts';
import { useRead } from '../../client/use-read.ts';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { moment, number } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

type Said = Answer<'listProviderDecisions'>;
type Decision = Said['items'][number];

const tones: Readonly<Record<Decision['requirements'][number]['standing'], Tone>> = {
  met: 'good',
  notMet: 'late',
  unknown: 'soon',
};

/** What the rules found, requirement by requirement, and where two declarations differ. */
export function RulesSay({ applicationId }: { readonly applicationId: string }) {
  const { t } = useTranslation('provider');
  const said = useRead('listProviderDecisions', { params: { applicationId } });
  const current = said.data?.items.filter(({ superseded }) => !superseded) ?? [];
  return (
    <section className="mt-4" aria-labelledby="rules">
      <h2 id="rules" className="h4">
        {t('rules.title')}
      </h2>
      {said.error && <ProblemNotice error={said.error} onAgain={() => void said.refetch()} />}
      {said.data && current.length === 0 && <p>{t('rules.notYet')}</p>}
      {current.map((decision) => (
        <Found key={decision.id} decision={decision} />
      ))}
      {said.data && said.data.differences.length > 0 && <Differences differences={said.data.differences} />}
    </section>
  );
}

function Found({ decision }: { readonly decision: Decision }) {
  const { t } = useTranslation('provider');
  const { ruleSet, category, compliant, requirements, distanceMetres, madeAt } = decision;
  const title =
    ruleSet === 'provider-proximity' && category
      ? t('rules.proximity', { category: categoryTraits[category].words[spoken()] })
      : t('rules.compliance');
  return (
    <>
      <h3 className="h5">{title}</h3>
      <p>
        <Tag tone={compliant ? 'good' : compliant === false ? 'late' : 'soon'}>
          {t(compliant ? 'rules.yes' : compliant === false ? 'rules.no' : 'rules.unknown')}
        </Tag>{' '}
        {distanceMetres !== null && `${t('rules.distance', { km: number(distanceMetres / 1000, 1) })} `}
        {t('rules.madeAt', { when: moment(madeAt) })}
      </p>
      {requirements.length > 0 && (
        <ul>
          {requirements.map(({ rule, title: requirement, standing, unmet }) => (
            <li key={rule} className="py-1">
              <Tag tone={tones[standing]}>{t(`rules.${standing}`)}</Tag> {requirement}
              {standing !== 'met' && unmet && <span className="d-block">{unmet}</span>}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Differences({ differences }: { readonly differences: Said['differences'] }) {
  const { t } = useTranslation('provider');
  return (
    <div className="console-missing" role="group" aria-labelledby="differences">
      <h3 id="differences" className="h5">
        {t('rules.differences')}
      </h3>
      <ul className="mb-0">
        {differences.map(({ field, title, inApplication, inCharter }) => (
          <li key={field}>
            <span className="d-inline-block console-sentence">{title}</span>:{' '}
            {t('rules.difference', { inApplication, inCharter })}
          </li>
        ))}
      </ul>
    </div>
  );
}
