import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Heading } from '../../parts/heading.tsx';
import { More } from '../../parts/more.tsx';
import { Opener } from '../../parts/opener.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { usePlaces } from '../../parts/use-places.ts';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import { ChangeDuty } from './change-duty.tsx';
import { InviteColleague } from './invite-colleague.tsx';

export type Colleague = Answer<'listProviderPeople'>['items'][number];

/** Who works for the provider with this service: whoever answers for them invites them and takes their access away. */
export default function Colleagues() {
  const { t } = useTranslation('serving');
  const people = useList('listProviderPeople', { query: { limit: 200 } });
  const present = people.items?.toSorted((one, other) => Number(one.disabled) - Number(other.disabled));
  return (
    <>
      <Heading>{t('colleagues.title')}</Heading>
      <p>{t('colleagues.words')}</p>
      <ReadStates of={people} />
      <ul className="console-rows">
        {present?.map((colleague) => (
          <ColleagueRow key={colleague.id} colleague={colleague} />
        ))}
      </ul>
      <More list={people} />
      {present && <InviteColleague />}
    </>
  );
}

function ColleagueRow({ colleague }: { readonly colleague: Colleague }) {
  const { t } = useTranslation('serving');
  const { me } = useSession();
  const { nameOf } = usePlaces();
  const { id, label, email, responsible, placeId, disabled } = colleague;
  const duty = responsible ? t('duty.responsible') : placeId ? (nameOf(placeId) ?? '…') : t('duty.all');
  return (
    <li>
      <h2 className="h5 mb-1">
        {label} {id === me.accountId && <Tag tone="plain">{t('colleague.you')}</Tag>}
      </h2>
      <p className="mb-2">
        {disabled ? <Tag tone="plain">{t('colleague.disabled')}</Tag> : duty}
        {email && ` · ${email}`}
      </p>
      {!disabled && <Steps colleague={colleague} />}
    </li>
  );
}

function Steps({ colleague }: { readonly colleague: Colleague }) {
  const { t } = useTranslation('serving');
  const { me } = useSession();
  const { id, label } = colleague;
  const [isChanging, setChanging] = useState(false);
  const invite = useWrite('inviteProviderPersonAgain');
  const revoke = useWrite('revokeProviderPerson');
  const params = { accountId: id };
  const error = invite.error ?? revoke.error;
  return (
    <>
      {error && <ProblemNotice error={error} />}
      <p role="status" className="mb-2">
        {invite.data && t('invite.done', { until: moment(invite.data.invitationExpiresAt) })}
      </p>
      <div className="console-actions my-0">
        <Opener label={t('duty.change')} about={label} isOpen={isChanging} onSet={setChanging} />
        {id !== me.accountId && (
          <>
            <button
              type="button"
              className="btn btn-outline-primary"
              aria-label={`${t('invite.again')}: ${label}`}
              disabled={invite.isPending}
              onClick={() => invite.mutate({ params })}
            >
              {t('invite.again')}
            </button>
            <AskedTwice
              label={t('colleague.revoke')}
              about={label}
              sure={t('colleague.revoke.sure', { label })}
              yes={t('colleague.revoke.yes')}
              isPending={revoke.isPending}
              onDo={() => revoke.mutate({ params })}
            />
          </>
        )}
      </div>
      {isChanging && <ChangeDuty colleague={colleague} onDone={() => setChanging(false)} />}
    </>
  );
}
