import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call, type Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day } from '../../words/format.ts';
import { personKnown } from '../cases/household-people.ts';
import type { Reason } from '../cases/opening.tsx';
import { NewRelation } from './new-relation.tsx';

type Relation = Answer<'listRelations'>['items'][number];

/** Who may act for this person, and for whom this person may act, by which document and until when. */
export function Relations({ personId, reason }: { readonly personId: string; readonly reason: Reason }) {
  const { t } = useTranslation('records');
  const [isAdding, setAdding] = useState(false);
  const relations = useQuery({
    queryKey: ['relations', personId, reason],
    // Each opening of another person's name is on record: no clock repeats it.
    staleTime: Infinity,
    queryFn: () => relationsOf(personId, reason),
  });
  return (
    <section aria-labelledby="relations" className="mt-5">
      <h2 id="relations" className="h4">
        {t('relations.title')}
      </h2>
      {relations.error && <ProblemNotice error={relations.error} onAgain={() => void relations.refetch()} />}
      {relations.isPending && <Loading />}
      {relations.data?.length === 0 && <p>{t('relations.none')}</p>}
      <ul className="console-rows">
        {relations.data?.map((one) => (
          <RelationRow key={one.id} one={one} personId={personId} />
        ))}
      </ul>
      {isAdding ? (
        <NewRelation personId={personId} reason={reason} onDone={() => setAdding(false)} />
      ) : (
        <button type="button" className="btn btn-outline-primary" onClick={() => setAdding(true)}>
          {t('relations.add')}
        </button>
      )}
    </section>
  );
}

function RelationRow({
  one,
  personId,
}: {
  readonly one: Relation & { readonly otherName: string };
  readonly personId: string;
}) {
  const { t } = useTranslation('records');
  const revoke = useWrite('revokeRelation');
  const isRepresented = one.personId === personId;
  return (
    <li>
      <p className="mb-1">
        <Tag tone={one.inForce ? 'good' : 'plain'}>
          {t(one.inForce ? 'relations.inForce' : 'relations.over')}
        </Tag>{' '}
        {t(isRepresented ? 'relations.isRepresented' : 'relations.represents', {
          name: one.otherName,
          kind: t(`relation.${one.kind}`),
        })}{' '}
        <Link to={`/people/${isRepresented ? one.representativeId : one.personId}`}>
          {t('relations.open')}
        </Link>
      </p>
      <p className="small mb-1">
        {t('relations.period', {
          from: day(one.validFrom),
          until: one.expiresOn ? day(one.expiresOn) : t('relations.noEnd'),
        })}
        {one.revokedOn && ` ${t('relations.revokedOn', { day: day(one.revokedOn) })}`}
      </p>
      {revoke.error && <ProblemNotice error={revoke.error} />}
      {one.revokedOn === null && (
        <button
          type="button"
          className="btn btn-outline-danger btn-sm"
          aria-label={t('relations.revokeNamed', { name: one.otherName })}
          disabled={revoke.isPending}
          onClick={() => revoke.mutate({ params: { relationId: one.id } })}
        >
          {t('relations.revoke')}
        </button>
      )}
    </li>
  );
}

async function relationsOf(personId: string, reason: Reason) {
  const [as, of] = await Promise.all([
    call('listRelations', { query: { personId } }),
    call('listRelations', { query: { representativeId: personId } }),
  ]);
  return Promise.all(
    [...as.items, ...of.items].map(async (one) => {
      const other = one.personId === personId ? one.representativeId : one.personId;
      return { ...one, otherName: (await personKnown(other, reason)).name };
    }),
  );
}
