import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList, useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { CharterText } from './charter-text.tsx';
import { Draft } from './draft.tsx';
import { SendVersion } from './send-version.tsx';

export type Version = Answer<'listCharterVersions'>['items'][number];

/** The charter as it is read: the version in force, or the one of the address, and all the others. */
export default function Charter() {
  const { t } = useTranslation('charter');
  const { me } = useSession();
  const { charterVersionId } = useParams();
  const versions = useList('listCharterVersions', { query: { limit: 50 } });
  const inForce = versions.items?.find(({ state }) => state === 'published');
  const shown = versions.items?.find(({ id }) => id === charterVersionId) ?? inForce;
  const isAdministrator = me.roles.includes('administrator');
  return (
    <>
      <Heading>{shown ? shown.title : t('charter.title')}</Heading>
      {versions.error && <ProblemNotice error={versions.error} onAgain={() => void versions.refetch()} />}
      {!versions.items && !versions.error && <Loading />}
      {versions.items && !shown && <p className="console-empty">{t('charter.none')}</p>}
      {shown && <Read version={shown} />}
      {isAdministrator && shown?.state === 'draft' && <Draft version={shown} />}
      {versions.items && versions.items.length > 0 && (
        <>
          <h2 className="h4 mt-5">{t('versions.title')}</h2>
          <ul className="console-rows">
            {versions.items.toReversed().map((version) => (
              <VersionRow key={version.id} version={version} all={versions.items ?? []} />
            ))}
          </ul>
          <More list={versions} />
        </>
      )}
      {isAdministrator && <SendVersion />}
    </>
  );
}

function Read({ version: { id, number, effectiveOn, state } }: { readonly version: Version }) {
  const { t } = useTranslation('charter');
  const text = useRead('readCharter', { params: { charterVersionId: id }, query: { language: spoken() } });
  return (
    <>
      <p>
        <StateTag state={state} /> {t('charter.number', { number })}
        {effectiveOn && ` ${t('charter.since', { day: day(effectiveOn) })}`}
      </p>
      {text.error && <ProblemNotice error={text.error} onAgain={() => void text.refetch()} />}
      {text.data ? <CharterText text={text.data} /> : <Loading />}
    </>
  );
}

const tones: Readonly<Record<Version['state'], Tone>> = {
  draft: 'soon',
  published: 'good',
  superseded: 'plain',
};

function StateTag({ state }: { readonly state: Version['state'] }) {
  const { t } = useTranslation('charter');
  return <Tag tone={tones[state]}>{t(`version.${state}`)}</Tag>;
}

function VersionRow({ version, all }: { readonly version: Version; readonly all: readonly Version[] }) {
  const { t } = useTranslation('charter');
  const { me } = useSession();
  const { id, number, state, effectiveOn, supersededAt } = version;
  const before = all.filter((other) => other.number < number).at(-1);
  const seesCampaign =
    state !== 'draft' && me.roles.some((role) => role === 'administrator' || role === 'caseworker');
  return (
    <li>
      <h3 className="h5 mb-1">
        <Link to={`/charter/${id}`}>{t('charter.number', { number })}</Link>
      </h3>
      <p className="mb-1">
        <StateTag state={state} /> {effectiveOn && t('charter.since', { day: day(effectiveOn) })}
        {supersededAt && ` ${t('version.until', { day: day(supersededAt) })}`}
      </p>
      <p className="mb-0">
        {before && (
          <Link className="d-inline-block py-1 me-3" to={`/charter/${id}/differences?with=${before.id}`}>
            {t('version.differences', { number, before: before.number })}
          </Link>
        )}
        {seesCampaign && (
          <Link className="d-inline-block py-1" to={`/charter/${id}/campaign`}>
            {t('version.campaign', { number })}
          </Link>
        )}
      </p>
    </li>
  );
}
