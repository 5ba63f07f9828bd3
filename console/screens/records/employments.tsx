import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Opener } from '../../parts/opener.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Told } from '../../parts/told.tsx';
import type { Reason } from '../cases/opening.tsx';
import { EmploymentRow } from './employment-row.tsx';
import { NewEmployment } from './new-employment.tsx';
import { OnAsking } from './on-asking.tsx';

/** What the service answers to a change of somebody's jobs. */
export type EmploymentChange = Answer<'recordEmployment'>;

interface OfPerson {
  readonly personId: string;
  readonly reason: Reason;
}

/** For whom somebody works and worked, from which day to which; the employer learns nothing of it. */
export function Employments(of: OfPerson) {
  const { t } = useTranslation('records');
  return (
    <OnAsking name="employments" title={t('employments.title')} open={t('employments.open')}>
      <Opened {...of} />
    </OnAsking>
  );
}

function Opened({ personId, reason }: OfPerson) {
  const { t } = useTranslation('records');
  const [isAdding, setAdding] = useState(false);
  const [changed, setChanged] = useState<EmploymentChange & { readonly as: 'recorded' | 'ended' }>();
  const jobs = useRead('listEmployments', { params: { personId }, query: { reason } }, { once: true });
  return (
    <>
      {changed && (
        <Told key={changed.id + changed.as}>
          {t(`employments.${changed.as}`)}{' '}
          {changed.readvisedAssessments > 0 &&
            t('employments.readvised', { count: changed.readvisedAssessments })}
        </Told>
      )}
      <ReadStates of={jobs} />
      {jobs.data?.items.length === 0 && <p>{t('employments.none')}</p>}
      <ul className="console-rows">
        {jobs.data?.items.map((job) => (
          <EmploymentRow
            key={job.id}
            job={job}
            onEnded={(change) => setChanged({ ...change, as: 'ended' })}
          />
        ))}
      </ul>
      <Opener label={t('employments.add')} isOpen={isAdding} onSet={setAdding} />
      {isAdding && (
        <NewEmployment
          personId={personId}
          onRecorded={(change) => {
            setAdding(false);
            setChanged({ ...change, as: 'recorded' });
          }}
        />
      )}
    </>
  );
}
