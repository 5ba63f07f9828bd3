import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { useOrganisationName } from '../../parts/organisation-name.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { day, romeToday } from '../../words/format.ts';
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
  const form = useForm({ defaultValues: { endedOn: romeToday() } });
  const end = useWrite('endEmployment', onEnded);
  const name = `end-${employmentId}`;
  return (
    <Form
      name={name}
      form={form}
      problem={end.error}
      className="console-form mt-3"
      onSend={(body) => end.mutate({ params: { employmentId }, body })}
    >
      <TextField
        form={form}
        formName={name}
        name="endedOn"
        type="date"
        label={t('employments.endedOn')}
        hint={t('employments.endedOn.hint')}
        wrong={t('employments.endedOn.wrong')}
      />
      <button type="submit" className="btn btn-primary" disabled={end.isPending}>
        {t(end.isPending ? 'sending' : 'employments.end.send')}
      </button>
    </Form>
  );
}
