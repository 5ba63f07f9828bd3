import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { VersionReason } from './version-reason.tsx';
import type { Version } from './use-version-draft.ts';

/** What one version says that another did not, by rule and cell. */
export default function Differences() {
  const { t } = useTranslation('rules');
  const { ruleSet = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const [from, to] = [search.get('from') ?? '', search.get('to') ?? ''];
  const versions = useRead('listRuleVersions', { params: { ruleSet }, query: {} });
  const before = useRead('getRuleVersion', { params: { versionId: from } }, { enabled: from !== '' });
  const after = useRead('getRuleVersion', { params: { versionId: to } }, { enabled: to !== '' });
  const failed = [versions, before, after].find(({ error }) => error !== null);
  const title = versions.data?.items[0]?.title ?? ruleSet;
  const choose = (side: 'from' | 'to', id: string) => setSearch({ from, to, [side]: id }, { replace: true });
  return (
    <>
      <p className="mb-2">
        <Link to={`/rules/${ruleSet}`}>{t('back.versions', { title })}</Link>
      </p>
      <Heading>{t('differences.title', { title })}</Heading>
      <div className="console-search">
        {(['from', 'to'] as const).map((side) => (
          <Field key={side} label={t(`differences.${side}`)}>
            {(control) => (
              <select
                {...control}
                value={search.get(side) ?? ''}
                onChange={(event) => choose(side, event.target.value)}
              >
                <option value="">{t('choose')}</option>
                {versions.data?.items.map(({ id, version, state }) => (
                  <option key={id} value={id}>
                    {t('differences.option', { number: version, state: t(`state.${state}`) })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ))}
      </div>
      {failed && <ReadStates of={failed} />}
      {!failed && (before.isLoading || after.isLoading) && <Loading />}
      {isThere(before.data, from) && isThere(after.data, to) && (
        <>
          <p className="console-note">
            {t('reason.of', { number: after.data.version })} <VersionReason of={after.data} />
          </p>
          <DifferenceTable before={before.data} after={after.data} />
        </>
      )}
    </>
  );
}

/** While the next one is read, the one before is still at hand: it is not what was asked for. */
function isThere(version: Version | undefined, id: string): version is Version {
  return version?.id === id;
}
