import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { LastDayForm } from '../../parts/last-day-form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { useOrganisationName } from '../../parts/organisation-name.tsx';
import { day } from '../../words/format.ts';
import type { EmploymentChange } from './employments.tsx';

type Job = Answer<'listEmployments'>['items'][number];

/** One job, and its last day. */
export function EmploymentRow({
  job: { id, organisationId, startedOn, endedOn },
  onEnded,
}: {
  readonly job: Job;
  readonly onEnded: (change: EmploymentChange) => void;
}) {
  const { t } = useTranslation('records');
  const [isEnding, setEnding] = useState(false);
  const employer = useOrganisationName(organisationId);
  return (
    <li>
      <p className="mb-1">
        <strong>{employer}</strong>{' '}
        {endedOn
          ? t('employments.was', { from: day(startedOn), until: day(endedOn) })
          : t('employments.since', { day: day(startedOn) })}
      </p>
      {!endedOn && (
        <Opener label={t('employments.end')} about={employer} isOpen={isEnding} onSet={setEnding} />
      )}
      {!endedOn && isEnding && <EndEmployment employmentId={id} onEnded={onEnded} />}
    </li>
  );
}

function EndEmployment({
  employmentId,
  onEnded,
}: {
  readonly employmentId: string;
  readonly onEnded: (change: EmploymentChange) => void;
}) {
  const { t } = useTranslation('records');
  const end = useWrite('endEmployment', onEnded);
  return (
    <LastDayForm
      of={employmentId}
      field="endedOn"
      words={{
        label: t('employments.endedOn'),
        hint: t('employments.endedOn.hint'),
        wrong: t('employments.endedOn.wrong'),
        send: t('employments.end.send'),
      }}
      write={end}
      onSend={(endedOn) => end.mutate({ params: { employmentId }, body: { endedOn } })}
    />
  );
}
