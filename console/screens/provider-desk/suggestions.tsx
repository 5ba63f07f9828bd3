import { useTranslation } from 'react-i18next';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { SuggestForm } from './suggest-form.tsx';
import { SuggestionRow } from './suggestion-row.tsx';

/** Whoever lives here says whom they would like to find; the office follows each, and sees not whose it is. */
export default function Suggestions() {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const isOffice = me.roles.includes('caseworker');
  const list = useList('listProviderSuggestions', { query: { limit: 50 } });
  return (
    <>
      <Heading>{t(isOffice ? 'suggestions.all' : 'suggestions.title')}</Heading>
      {!isOffice && <SuggestForm />}
      {!isOffice && <h2 className="h4 mt-5">{t('suggestions.own')}</h2>}
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {!list.items && !list.error && <Loading />}
      {list.items?.length === 0 && (
        <p className={isOffice ? 'console-empty' : ''}>
          {t(isOffice ? 'suggestions.noneHere' : 'suggestions.none')}
        </p>
      )}
      <ul className="console-rows">
        {list.items?.map((suggestion) => (
          <SuggestionRow key={suggestion.id} suggestion={suggestion} isOffice={isOffice} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}
