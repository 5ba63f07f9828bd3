import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedWrite } from '../../parts/asked-write.tsx';
import { More } from '../../parts/more.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, money, monthName } from '../../words/format.ts';
import { useEmployeeWords, type Employee } from './fringe-people.tsx';

type Entry = Answer<'listFringeEntries'>['items'][number];

/** What was entered of the year, the latest first; one that was a mistake is taken back and stays in sight. */
export function FringeEntries({
  year,
  people,
}: {
  readonly year: number;
  readonly people: readonly Employee[];
}) {
  const { t } = useTranslation('employer');
  const { me } = useSession();
  const words = useEmployeeWords();
  const params = { organisationId: me.organisationId ?? '' };
  const entries = useList('listFringeEntries', { params, query: { year } });
  return (
    <section aria-labelledby="entries" className="mt-5">
      <h2 id="entries" className="h4">
        {t('fringe.entries', { year })}
      </h2>
      <ReadStates of={entries} />
      {entries.items?.length === 0 && <p>{t('fringe.entries.empty')}</p>}
      {entries.items && entries.items.length > 0 && (
        <ul className="console-rows">
          {entries.items.map((entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              name={words(people.find(({ personId }) => personId === entry.personId))}
            />
          ))}
        </ul>
      )}
      <More list={entries} />
    </section>
  );
}

function EntryRow({ entry, name }: { readonly entry: Entry; readonly name: string }) {
  const { t } = useTranslation('employer');
  const withdraw = useWrite('withdrawFringe');
  const { id, kind, month, amountCents, days, withdrawnAt } = entry;
  const amount = money(amountCents);
  const what = `${t(`fringeKind.${kind}`)}, ${monthName(month)}: ${
    days === null ? amount : t('fringe.daysOf', { count: days, amount })
  }`;
  return (
    <li>
      <h3 className="h6 mb-1">{name}</h3>
      <p className="mb-2">
        {what} {withdrawnAt && <Tag tone="plain">{t('fringe.withdrawn', { day: day(withdrawnAt) })}</Tag>}
      </p>
      {!withdrawnAt && (
        <AskedWrite
          write={withdraw}
          isTight
          label={t('fringe.withdraw')}
          about={`${name}, ${what}`}
          sure={t('fringe.withdraw.sure')}
          yes={t('fringe.withdraw.yes')}
          onDo={() => withdraw.mutate({ params: { entryId: id } })}
        />
      )}
    </li>
  );
}
