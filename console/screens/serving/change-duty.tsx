import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Choice } from '../../parts/choice.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import type { Colleague } from './colleagues.tsx';
import { useSession } from '../../session/session-context.ts';
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
  const [isMissing, setMissing] = useState(false);
  const { me } = useSession();
  const change = useWrite('changeProviderPerson', onDone);
  // The place somebody worked for may have closed since: it is no choice any more.
  const isOffered = duties.some(({ value }) => value === chosen);
  const givesUp = colleague.id === me.accountId && colleague.responsible && chosen !== 'responsible';
  const save = () => {
    setMissing(!isOffered);
    if (isOffered) change.mutate({ params: { accountId: colleague.id }, body: dutyOf(chosen) });
  };
  return (
    <form
      className="mt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (!givesUp) save();
      }}
    >
      {change.error && <ProblemNotice error={change.error} />}
      <Choice
        legend={t('duty.of', { name: colleague.label })}
        hint={t('duty.hint')}
        error={isMissing && !isOffered ? t('duty.missing') : undefined}
        options={duties}
        chosen={chosen}
        onChoose={setChosen}
      />
      {givesUp ? (
        <div className="console-actions">
          <AskedTwice
            label={t('duty.do')}
            about={colleague.label}
            sure={t('duty.giveUp.sure')}
            yes={t('duty.giveUp.yes')}
            isPending={change.isPending}
            onDo={save}
          />
        </div>
      ) : (
        <button type="submit" className="btn btn-primary" disabled={change.isPending}>
          {t('duty.do')}
        </button>
      )}
    </form>
  );
}
