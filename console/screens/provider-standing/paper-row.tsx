import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { saveFile } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { DoneLine } from '../../parts/done-line.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, moment, romeToday } from '../../words/format.ts';
import { FileBeside } from '../../parts/file-beside.tsx';
import { PaperForm } from '../provider/paper-form.tsx';
import { PaperCheck } from './paper-check.tsx';
import type { Standing } from './standing-shown.tsx';

type Paper = Standing['documents'][number];

/** A paper: until when it is good, how many days are left, and the new one to hand in. */
export function PaperRow({
  paper,
  standing: { organisationId, endedOn },
  isOffice,
}: {
  readonly paper: Paper;
  readonly standing: Standing;
  readonly isOffice: boolean;
}) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const [search, setSearch] = useSearchParams();
  const { id, category, name, validUntil, required, state, hasFile, refused } = paper;
  const isOpen = search.get('paper') === category;
  const [isReceived, setReceived] = useState(false);
  const params = { organisationId };
  const isCaseworker = me.roles.includes('caseworker');
  const mayRenew = endedOn === null && (isCaseworker || me.roles.includes('provider'));
  return (
    <li>
      <h3 className="h5 mb-1 console-sentence">{name}</h3>
      <p className="mb-2">
        <GoodTag paper={paper} />{' '}
        {id && (validUntil ? t('paper.until', { day: day(validUntil) }) : t('paper.noEnd'))}{' '}
        {state === 'received' && t('standing.unchecked')} {!required && t('standing.notRequired')}
      </p>
      {refused && (
        <div className="console-missing mb-2">
          <p className="mb-0">
            {t('paper.refused', { when: moment(refused.at) })}{' '}
            {refused.words && t('corrections.note', { note: refused.words })}
          </p>
        </div>
      )}
      <DoneLine>{isReceived && !isOpen && t('paper.done')}</DoneLine>
      {id && !hasFile && <p className="mb-2">{t('paper.notKept')}</p>}
      {id && hasFile && !isOffice && <Save organisationId={organisationId} paperId={id} name={name} />}
      {id && isCaseworker && <Look organisationId={organisationId} paperId={id} paper={paper} />}
      {mayRenew && (
        <div className="console-actions my-2">
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-expanded={isOpen}
            aria-label={`${t(id ? 'paper.replace' : 'paper.give')}: ${name}`}
            onClick={() => setSearch(isOpen ? {} : { paper: category })}
          >
            {t(id ? 'paper.replace' : 'paper.give')}
          </button>
        </div>
      )}
      {mayRenew && isOpen && (
        <Renew
          category={category}
          until={id ? validUntil : undefined}
          params={params}
          onDone={() => {
            setReceived(true);
            setSearch({});
          }}
        />
      )}
    </li>
  );
}

function GoodTag({ paper: { id, isGood, daysLeft, alertOn, validUntil } }: { readonly paper: Paper }) {
  const { t } = useTranslation('provider');
  if (!id) return <Tag tone="late">{t('paper.missing')}</Tag>;
  if (!isGood) return <Tag tone="late">{t('paper.lapsed')}</Tag>;
  const isSoon = validUntil !== null && alertOn !== null && alertOn <= romeToday();
  return (
    <Tag tone={isSoon ? 'soon' : 'good'}>
      {daysLeft === null ? t('standing.good') : t('standing.daysLeft', { count: daysLeft })}
    </Tag>
  );
}

function Renew({
  category,
  until,
  params,
  onDone,
}: {
  readonly category: Paper['category'];
  readonly until: string | null | undefined;
  readonly params: { readonly organisationId: string };
  readonly onDone: () => void;
}) {
  const upload = useWrite('uploadProviderFile');
  const renew = useWrite('renewDocument', onDone);
  return (
    <PaperForm
      category={category}
      until={until}
      error={upload.error ?? renew.error}
      isBusy={upload.isPending || renew.isPending}
      onUpload={async (file) => (await upload.mutateAsync({ params, form: { file } })).id}
      onSend={(body) => renew.mutate({ params, body })}
    />
  );
}

function Save({
  organisationId,
  paperId,
  name,
}: {
  readonly organisationId: string;
  readonly paperId: string;
  readonly name: string;
}) {
  const { t } = useTranslation(['provider', 'frame']);
  const [error, setError] = useState<unknown>();
  return (
    <>
      {error != null && <ProblemNotice error={error} />}
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        aria-label={`${t('frame:file.save')}: ${name}`}
        onClick={() =>
          void saveFile(
            'readProviderDocument',
            { params: { organisationId, providerDocumentId: paperId } },
            name,
          ).catch(setError)
        }
      >
        {t('frame:file.save')}
      </button>
    </>
  );
}

/** The paper beside what to look for in it, and what was found. */
function Look({
  organisationId,
  paperId,
  paper: { category, name, state, hasFile },
}: {
  readonly organisationId: string;
  readonly paperId: string;
  readonly paper: Paper;
}) {
  const { t } = useTranslation('provider');
  const [isShown, setShown] = useState(false);
  return (
    <div className={isShown ? 'console-beside' : ''}>
      <div>
        <p className="mb-2">{t(`check.${category}`)}</p>
        {hasFile && (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-pressed={isShown}
            aria-label={`${t('desk.paper.show')}: ${name}`}
            onClick={() => setShown(!isShown)}
          >
            {t('desk.paper.show')}
          </button>
        )}
        {state === 'received' && <PaperCheck organisationId={organisationId} paperId={paperId} name={name} />}
      </div>
      {isShown && (
        <FileBeside
          name={name}
          operation="readProviderDocument"
          given={{ params: { organisationId, providerDocumentId: paperId }, query: { reason: 'check' } }}
        />
      )}
    </div>
  );
}
