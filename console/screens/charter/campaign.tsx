import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { number } from '../../words/format.ts';
import { MissingRow } from './missing-row.tsx';

export type Campaign = Answer<'getCharterCampaign'>;

const told = [
  'signatories',
  'toOpen',
  'open',
  'signed',
  'countersigned',
  'declined',
  'expired',
  'suspended',
] as const;

/** How far the organisations are that a version brings along, and who is missing. */
export default function CampaignScreen() {
  const { t } = useTranslation('charter');
  const { charterVersionId = '' } = useParams();
  const [search, setSearch] = useSearchParams();
  const cursor = search.get('after') ?? undefined;
  const campaign = useRead('getCharterCampaign', {
    params: { charterVersionId },
    query: { limit: 50, ...(cursor ? { cursor } : {}) },
  });
  return (
    <>
      <p>
        <Link to={`/charter/${charterVersionId}`}>{t('differences.back')}</Link>
      </p>
      <Heading>{t('campaign.title')}</Heading>
      {campaign.error && <ProblemNotice error={campaign.error} onAgain={() => void campaign.refetch()} />}
      {!campaign.data && !campaign.error && <Loading />}
      {campaign.data && (
        <>
          <p>
            {t('campaign.words', {
              done: number(campaign.data.counts.countersigned),
              all: number(campaign.data.counts.signatories),
            })}
          </p>
          <p>{t('campaign.reminders')}</p>
          <Counts campaign={campaign.data} />
          <h2 className="h4 mt-4">{t('campaign.missing')}</h2>
          {campaign.data.missing.items.length === 0 && <p>{t('campaign.nobody')}</p>}
          <ul className="console-rows">
            {campaign.data.missing.items.map((one) => (
              <MissingRow key={one.id} one={one} />
            ))}
          </ul>
          {campaign.data.missing.nextCursor && (
            <button
              type="button"
              className="btn btn-outline-primary"
              onClick={() => setSearch({ after: campaign.data.missing.nextCursor! })}
            >
              {t('campaign.more')}
            </button>
          )}
        </>
      )}
    </>
  );
}

function Counts({ campaign: { counts, byKind } }: { readonly campaign: Campaign }) {
  const { t } = useTranslation('charter');
  const kinds = byKind.filter(({ signatories }) => signatories > 0);
  return (
    <div className="console-table" role="region" aria-label={t('campaign.counts')} tabIndex={0}>
      <table className="table">
        <caption>{t('campaign.counts')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('campaign.state')}</th>
            <th scope="col" className="text-end">
              {t('campaign.all')}
            </th>
            {kinds.map(({ kind }) => (
              <th key={kind} scope="col" className="text-end">
                {t(`kind.${kind}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {told.map((state) => (
            <tr key={state}>
              <th scope="row">{t(`count.${state}`)}</th>
              <td className="text-end">{number(counts[state])}</td>
              {kinds.map((kind) => (
                <td key={kind.kind} className="text-end">
                  {number(kind[state])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
