import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { ReadStates } from '../../parts/read-states.tsx';
import { DifferenceTable } from './difference-table.tsx';
import type { Version } from './use-version-draft.ts';

/** What a version would change of what is in force: read before it is published, not after. */
export function Changes({ version }: { readonly version: Version }) {
  const { t } = useTranslation('rules');
  const sets = useRead('listRuleSets', {});
  const inForce = sets.data?.items.find(({ ruleSet }) => ruleSet === version.ruleSet)?.inForce;
  const before = useRead(
    'getRuleVersion',
    { params: { versionId: inForce?.id ?? '' } },
    { enabled: inForce !== undefined && inForce !== null },
  );
  return (
    <section aria-labelledby="changes" className="mb-5">
      <h2 id="changes" className="h4">
        {t('changes.title')}
      </h2>
      {inForce === null ? <p>{t('changes.first')}</p> : <ReadStates of={sets.data ? before : sets} />}
      {before.data && <DifferenceTable before={before.data} after={version} />}
    </section>
  );
}
