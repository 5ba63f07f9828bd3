import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { categoryTraits } from '../../../domain/provider-service.ts';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { day } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';

type Suggestion = Answer<'listProviderSuggestions'>['items'][number];

const tones: Readonly<Record<Suggestion['state'], Tone>> = {
  open: 'soon',
  invited: 'good',
  declined: 'plain',
};

export function SuggestionRow({
  suggestion,
  isOffice,
}: {
  readonly suggestion: Suggestion;
  readonly isOffice: boolean;
}) {
  const { t } = useTranslation('provider');
  const { nameOf } = useComuni();
  const { id, category, comuneIstat, state, createdAt } = suggestion;
  const [isOpen, setOpen] = useState(false);
  return (
    <li>
      <p className="mb-1">
        <strong>
          {categoryTraits[category].words[spoken()]}
          {comuneIstat && `, ${nameOf(comuneIstat)}`}
        </strong>{' '}
        <Tag tone={tones[state]}>{t(`suggestion.${state}`)}</Tag>{' '}
        {t('suggestion.on', { day: day(createdAt) })}
      </p>
      {(isOpen || !isOffice) && <Written id={id} isOffice={isOffice} />}
      {isOffice && !isOpen && (
        <button type="button" className="btn btn-outline-primary btn-sm" onClick={() => setOpen(true)}>
          {t('suggestion.read')}
        </button>
      )}
      {isOffice && isOpen && state === 'open' && <Follow id={id} />}
    </li>
  );
}

/** What it says is opened with a reason by whoever works with it, and by whoever wrote it without. */
function Written({ id, isOffice }: { readonly id: string; readonly isOffice: boolean }) {
  const { t } = useTranslation('provider');
  const read = useRead(
    'getProviderSuggestion',
    { params: { suggestionId: id }, ...(isOffice ? { query: { reason: 'check' } } : {}) },
    { once: true },
  );
  if (read.error) return <ProblemNotice error={read.error} onAgain={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  const { organisationName, contact, reason } = read.data;
  return (
    <>
      <p className="mb-1">{organisationName}</p>
      {contact && <p className="mb-1">{t('suggestion.contact', { contact })}</p>}
      {reason && <p className="mb-1">{reason}</p>}
    </>
  );
}

function Follow({ id }: { readonly id: string }) {
  const { t } = useTranslation('provider');
  const decline = useWrite('declineProviderSuggestion');
  return (
    <>
      {decline.error && <ProblemNotice error={decline.error} />}
      <div className="console-actions my-2">
        <Link className="btn btn-primary btn-sm" to={`/applications/invite?suggestion=${id}`}>
          {t('suggestion.invite')}
        </Link>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          disabled={decline.isPending}
          onClick={() => decline.mutate({ params: { suggestionId: id } })}
        >
          {t('suggestion.decline')}
        </button>
      </div>
    </>
  );
}
