import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ScreenStates } from '../../parts/screen-states.tsx';
import { moment } from '../../words/format.ts';
import { CasesTab } from './cases-tab.tsx';
import type { Fault } from './faults.ts';
import { FaultList } from './fault-list.tsx';
import { JsonTab } from './json-tab.tsx';
import { ParametersTab } from './parameters-tab.tsx';
import { SaveBar } from './save-bar.tsx';
import { StateTag } from './state-tag.tsx';
import { StepsTab } from './steps-tab.tsx';
import { TableTab } from './table-tab.tsx';
import { TryTab } from './try-tab.tsx';
import { VersionReason } from './version-reason.tsx';
import { useAuthors } from './use-authors.ts';
import { useVersionDraft, type Version, type VersionDraft } from './use-version-draft.ts';

/** What every tab is given: the version, its content as typed, and what the service found wrong when it was last sent. */
export interface TabProps {
  readonly version: Version;
  readonly draft: VersionDraft;
  readonly faults: readonly Fault[];
}

const contents = {
  table: TableTab,
  parameters: ParametersTab,
  cases: CasesTab,
  try: TryTab,
  json: JsonTab,
  steps: StepsTab,
};
type Tab = keyof typeof contents;
const tabs = Object.keys(contents) as readonly Tab[];

/** One version of a rule set: read by everybody who may, written by its author while it is a draft. */
export default function VersionScreen() {
  const { versionId = '' } = useParams();
  const version = useRead('getRuleVersion', { params: { versionId } });
  if (version.error || version.data?.id !== versionId) return <ScreenStates of={version} />;
  return <VersionPage key={versionId} version={version.data} />;
}

function VersionPage({ version }: { readonly version: Version }) {
  const { t } = useTranslation('rules');
  const [search] = useSearchParams();
  const draft = useVersionDraft(version);
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const tab = tabs.find((known) => known === search.get('tab')) ?? 'table';
  const Content = contents[tab];
  return (
    <>
      <VersionHeader version={version} edition={draft.content.edition} />
      {draft.isEditable && <SaveBar version={version} draft={draft} onFaults={setFaults} />}
      {faults.length > 0 && <FaultList faults={faults} content={draft.content} />}
      <nav className="console-tabs" aria-label={t('tabs')}>
        <ul>
          {tabs.map((one) => (
            <li key={one}>
              <Link to={`?tab=${one}`} aria-current={one === tab ? 'page' : undefined}>
                {t(`tab.${one}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <section aria-label={t(`tab.${tab}`)}>
        <Content version={version} draft={draft} faults={faults} />
      </section>
    </>
  );
}

function VersionHeader({ version, edition }: { readonly version: Version; readonly edition: string }) {
  const { t } = useTranslation('rules');
  const nameOf = useAuthors();
  const { ruleSet, title, version: number, authorId, publisherId, effectiveAt, openCases } = version;
  return (
    <>
      <p className="mb-2">
        <Link to={`/rules/${ruleSet}`}>{t('back.versions', { title })}</Link>
      </p>
      <Heading>{t('version.title', { title, number })}</Heading>
      <p>
        <StateTag version={version} />
      </p>
      <dl className="console-facts">
        <dt>{t('edition')}</dt>
        <dd>{edition}</dd>
        {version.submittedAt && (
          <>
            <dt>{t('reason')}</dt>
            <dd className="console-note">
              <VersionReason of={version} />
            </dd>
          </>
        )}
        <dt>{t('column.author')}</dt>
        <dd>{nameOf(authorId)}</dd>
        {publisherId && (
          <>
            <dt>{t('column.publisher')}</dt>
            <dd>{nameOf(publisherId)}</dd>
          </>
        )}
        {effectiveAt && (
          <>
            <dt>{t('column.since')}</dt>
            <dd>{moment(effectiveAt)}</dd>
          </>
        )}
        {openCases !== null && (
          <>
            <dt>{t('column.openCases')}</dt>
            <dd>{openCases}</dd>
          </>
        )}
      </dl>
    </>
  );
}
