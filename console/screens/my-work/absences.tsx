import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWholeList } from '../../client/use-whole-list.ts';
import { useWrite } from '../../client/use-write.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useColleagueNames } from '../../parts/use-colleague-names.ts';
import { useSession } from '../../session/session-context.ts';
import { day, romeToday } from '../../words/format.ts';
import { AbsenceForm } from './absence-form.tsx';

type Absence = Answer<'listAbsences'>['items'][number];

/** Who is away and who stands in: whoever stands in sees the other's tasks among their own. */
export default function Absences() {
  const { t } = useTranslation('work');
  const absences = useList('listAbsences', { query: {} });
  const colleagues = useWholeList('listAccounts', { query: { limit: 200 } });
  const known = useColleagueNames();
  const nameOf = (id: string) => known(id) ?? '…';
  const shown = absences.items?.filter(({ toDate, cancelledAt }) => toDate >= romeToday() && !cancelledAt);
  return (
    <>
      <p>
        <Link to="/work">{t('absence.back')}</Link>
      </p>
      <Heading>{t('absence.title')}</Heading>
      <p>{t('absence.words')}</p>
      {absences.error && <ProblemNotice error={absences.error} onAgain={() => void absences.refetch()} />}
      {!shown && !absences.error && <Loading />}
      {shown?.length === 0 && <p className="console-empty">{t('absence.none')}</p>}
      <ul className="console-rows">
        {shown?.map((absence) => (
          <AbsenceRow key={absence.id} absence={absence} nameOf={nameOf} />
        ))}
      </ul>
      <More list={absences} />
      <AbsenceForm colleagues={colleagues.items ?? []} />
    </>
  );
}

function AbsenceRow({
  absence,
  nameOf,
}: {
  readonly absence: Absence;
  readonly nameOf: (id: string) => string;
}) {
  const { t } = useTranslation('work');
  const { me } = useSession();
  const end = useWrite('endAbsence');
  const cancel = useWrite('cancelAbsence');
  const { id, accountId, substituteId, fromDate, toDate } = absence;
  const mayChange = accountId === me.accountId || me.roles.includes('administrator');
  const isUnderWay = fromDate < romeToday();
  const error = end.error ?? cancel.error;
  const params = { absenceId: id };
  return (
    <li>
      <p className="mb-2">
        <strong>{accountId === me.accountId ? t('absence.mine') : nameOf(accountId)}</strong>,{' '}
        {t('absence.line', { from: day(fromDate), to: day(toDate), name: nameOf(substituteId) })}
      </p>
      {error && <ProblemNotice error={error} />}
      {mayChange && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          disabled={end.isPending || cancel.isPending}
          onClick={() => (isUnderWay ? end : cancel).mutate({ params })}
        >
          {t(isUnderWay ? 'absence.end' : 'absence.cancel')}
        </button>
      )}
    </li>
  );
}
