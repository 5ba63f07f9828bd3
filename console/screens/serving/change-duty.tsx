import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Colleague } from './colleagues.tsx';
import { chosenOf, dutyOf, useDuties } from './duty.ts';

/** For what somebody works; it holds from their next request on. */
export function ChangeDuty({
  colleague,
  onDone,
}: {
  readonly colleague: Colleague;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('serving');
  const duties = useDuties();
  const [chosen, setChosen] = useState(chosenOf(colleague));
  const change = useWrite('changeProviderPerson', onDone);
  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ params: { accountId: colleague.id }, body: dutyOf(chosen) });
      }}
    >
      {change.error && <ProblemNotice error={change.error} />}
      <Choice
        legend={t('duty.of', { name: colleague.label })}
        hint={t('duty.hint')}
        options={duties}
        chosen={chosen}
        onChoose={setChosen}
      />
      <button type="submit" className="btn btn-primary" disabled={change.isPending}>
        {t('duty.do')}
      </button>
    </form>
  );
}
