import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form, isComplete } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { day, romeToday } from '../../words/format.ts';
import { OpeningGate, type Reason } from '../cases/opening.tsx';
import { nameIn, PersonSearch } from './person-search.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { ScreenStates } from '../../parts/screen-states.tsx';
import { useNames } from './use-names.ts';

type Household = Answer<'getHousehold'>;

/** Who belongs together, since when, and who left; undecided cases look again at each change. */
export default function HouseholdScreen() {
  const { t } = useTranslation('records');
  const { householdId = '' } = useParams();
  const { nameOf } = useComuni();
  const found = useRead('getHousehold', { params: { householdId } });
  if (found.error || found.data?.id !== householdId) return <ScreenStates of={found} />;
  const household = found.data;
  return (
    <>
      <p className="mb-2">
        <Link to="/households">{t('back.households')}</Link>
      </p>
      <Heading>{t('household.title', { comune: nameOf(household.comuneIstat) })}</Heading>
      <OpeningGate key={householdId} of={householdId}>
        {(reason) => <Members household={household} reason={reason} />}
      </OpeningGate>
    </>
  );
}

function Members({ household, reason }: { readonly household: Household; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  const [isAdding, setAdding] = useState(false);
  const names = useNames(
    household.members.map(({ personId }) => personId),
    reason,
  );
  return (
    <>
      {names.error && <ProblemNotice error={names.error} onAgain={() => void names.refetch()} />}
      <ul className="console-rows">
        {household.members.map((member) => (
          <MemberRow
            key={`${member.personId} ${member.joinedOn}`}
            householdId={household.id}
            member={member}
            name={names.data?.get(member.personId) ?? '…'}
          />
        ))}
      </ul>
      {isAdding ? (
        <Joining household={household} reason={reason} onDone={() => setAdding(false)} />
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setAdding(true)}>
          {t('household.join')}
        </button>
      )}
    </>
  );
}

function MemberRow({
  householdId,
  member: { personId, joinedOn, leftOn },
  name,
}: {
  readonly householdId: string;
  readonly member: Household['members'][number];
  readonly name: string;
}) {
  const { t } = useTranslation('records');
  const [isLeaving, setLeaving] = useState(false);
  const form = useForm({ defaultValues: { leftOn: romeToday() }, shouldFocusError: false });
  const leave = useWrite('leaveHousehold', () => setLeaving(false));
  const formName = `leave-${personId}`;
  return (
    <li>
      <p className="mb-1">
        <Link to={`/people/${personId}`}>{name}</Link>{' '}
        {leftOn
          ? t('household.was', { from: day(joinedOn), until: day(leftOn) })
          : t('household.since', { day: day(joinedOn) })}
      </p>
      {!leftOn && !isLeaving && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={t('household.leaveNamed', { name })}
          onClick={() => setLeaving(true)}
        >
          {t('household.leave')}
        </button>
      )}
      {isLeaving && (
        <Form
          name={formName}
          form={form}
          problem={leave.error}
          className="console-form"
          onSend={(body) => leave.mutate({ params: { householdId, personId }, body })}
        >
          <TextField
            form={form}
            formName={formName}
            name="leftOn"
            type="date"
            label={t('household.leftOn')}
          />
          <div className="console-actions">
            <button type="submit" className="btn btn-primary btn-sm" disabled={leave.isPending}>
              {t('household.record')}
            </button>
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              onClick={() => setLeaving(false)}
            >
              {t('notNow')}
            </button>
          </div>
        </Form>
      )}
    </li>
  );
}

function Joining({
  household,
  reason,
  onDone,
}: {
  readonly household: Household;
  readonly reason: Reason;
  readonly onDone: () => void;
}) {
  const { t } = useTranslation('records');
  const form = useForm({ defaultValues: { joinedOn: romeToday() }, shouldFocusError: false });
  const join = useWrite('joinHousehold', onDone);
  const add = async (personId: string) => {
    if (await isComplete(form))
      join.mutate({ params: { householdId: household.id }, body: { personId, ...form.getValues() } });
  };
  return (
    <section aria-labelledby="joining" className="mt-4">
      <h2 id="joining" className="h4">
        {t('household.join')}
      </h2>
      <Form name="joining" form={form} problem={join.error}>
        <TextField
          form={form}
          formName="joining"
          name="joinedOn"
          type="date"
          label={t('household.joinedOn')}
        />
      </Form>
      <PersonSearch reason={reason}>
        {(found) => (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-label={`${t('household.add')}: ${nameIn(found)}`}
            disabled={join.isPending}
            onClick={() => void add(found.id)}
          >
            {t('household.add')}
          </button>
        )}
      </PersonSearch>
      <button type="button" className="btn btn-outline-primary" onClick={onDone}>
        {t('notNow')}
      </button>
    </section>
  );
}
