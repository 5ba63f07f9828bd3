import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { money } from '../../words/format.ts';

export type Employee = Answer<'listFringe'>['items'][number];

/** By name as everywhere, with the tax code by which payroll knows them; whoever was erased has no name any more. */
export function useEmployeeWords(): (employee: Employee | undefined) => string {
  const { t } = useTranslation('employer');
  return (one) =>
    one?.employee
      ? `${one.employee.givenName} ${one.employee.familyName} (${one.employee.taxCode})`
      : t('fringe.nobody');
}

/** Where each stands to the year's limit, and the employer's word beforehand that somebody goes beyond it. */
export function FringePeople({
  year,
  people,
}: {
  readonly year: number;
  readonly people: readonly Employee[];
}) {
  const { t } = useTranslation('employer');
  return (
    <section aria-labelledby="people" className="mt-4">
      <h2 id="people" className="h4">
        {t('fringe.people', { year })}
      </h2>
      {people.length === 0 && (
        <div className="console-empty">
          <p>{t('fringe.people.empty')}</p>
          <Link className="btn btn-primary" to="/plans">
            {t('fringe.people.next')}
          </Link>
        </div>
      )}
      {people.length > 0 && (
        <ul className="console-rows">
          {people.map((one) => (
            <Person key={one.personId} one={one} year={year} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Person({ one, year }: { readonly one: Employee; readonly year: number }) {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const name = useEmployeeWords()(one);
  const allow = useWrite('allowFringeExcess');
  const { usedCents, limitCents, leftCents, taxableCents, exceedingAllowed, oneCentMore } = one;
  const params = { organisationId: me.organisationId ?? '' };
  return (
    <li>
      <h3 className="h6 mb-1">{name}</h3>
      <p className="mb-2">
        {t('fringe.used', { used: money(usedCents), limit: money(limitCents) })}{' '}
        {taxableCents > 0 ? (
          <Tag tone="late">{t('fringe.over', { taxable: money(taxableCents) })}</Tag>
        ) : (
          t('fringe.left', { left: money(leftCents) })
        )}{' '}
        {exceedingAllowed && <Tag tone="soon">{t('fringe.allowed')}</Tag>}
      </p>
      {!exceedingAllowed && (
        <AskedWrite
          write={allow}
          isTight
          label={t('fringe.allow')}
          about={name}
          sure={t('fringe.allow.sure', {
            year,
            taxable: money(oneCentMore.taxableCents),
            cost: money(oneCentMore.costCents),
          })}
          yes={t('fringe.allow.yes')}
          onDo={() => allow.mutate({ params, body: { personId: one.personId, year } })}
        />
      )}
    </li>
  );
}
