import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Filters } from '../../parts/filters.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { fromNow, moment } from '../../words/format.ts';
import type { Assessment } from './case-page.tsx';
import type { Reason } from './opening.tsx';
import { OpenTasks } from './open-tasks.tsx';
import { eventKinds, useEvents } from './timeline-events.ts';
import { Who } from './who.tsx';

/** What is waited for, and what happened: who did what and when, the last first. The address says which kind. */
export function TimelineTab({
  assessment,
  reason,
}: {
  readonly assessment: Assessment;
  readonly reason: Reason;
}) {
  const { t } = useTranslation('cases');
  const [search, setSearch] = useSearchParams();
  const kind = eventKinds.find((known) => known === search.get('kind')) ?? 'all';
  const { events, error } = useEvents(assessment, reason);
  const shown = events?.filter((event) => kind === 'all' || event.kind === kind);
  return (
    <>
      <OpenTasks assessment={assessment} />
      <h2 className="h4">{t('timeline.happened')}</h2>
      <Filters
        name={t('timeline.filter')}
        options={(['all', ...eventKinds] as const).map((value) => ({
          value,
          label: t(`timeline.kind.${value}`),
        }))}
        chosen={kind}
        onChoose={(value) => setSearch({ tab: 'timeline', ...(value === 'all' ? {} : { kind: value }) })}
      />
      {error && <ProblemNotice error={error} />}
      {!shown && !error && <Loading />}
      {shown?.length === 0 && <p className="mt-3">{t('timeline.none')}</p>}
      <ol className="console-rows mt-3">
        {shown?.map(({ key, at, what, by }) => (
          <li key={key}>
            <strong>{what}</strong>
            <span className="d-block">
              <Who id={by} assessmentId={assessment.id} />
              {moment(at)} ({fromNow(at)})
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}
