import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { useFaults } from '../../parts/use-faults.tsx';
import { romeToday } from '../../words/format.ts';

/** Makes the batch of what was just looked at; somebody else approves it. */
export function DrawUpForm() {
  const { t } = useTranslation('fund');
  const navigate = useNavigate();
  const [executionOn, setExecutionOn] = useState(romeToday());
  const drawUp = useWrite('drawUpBatch', ({ id }) => void navigate(`/settlement/${id}`));
  const faults = useFaults(
    { executionOn: { isWrong: executionOn < romeToday(), words: t('drawUp.executionOn.wrong') } },
    drawUp.error,
  );
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.isSound()) drawUp.mutate({ body: { executionOn } });
      }}
    >
      {faults.summary}
      <Field
        label={t('drawUp.executionOn')}
        hint={t('drawUp.executionOn.hint')}
        {...faults.field('executionOn')}
      >
        {(control) => (
          <input
            {...control}
            type="date"
            value={executionOn}
            onChange={(event) => setExecutionOn(event.target.value)}
          />
        )}
      </Field>
      <button type="submit" className="btn btn-primary" disabled={drawUp.isPending}>
        {t('drawUp.send')}
      </button>
    </form>
  );
}
