import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import type { Campaign } from './campaign.tsx';
import { SigningTag } from './signing-tag.tsx';

/** Somebody who has not signed: why, until when, and the invitation again for whoever let it pass. */
export function MissingRow({ one }: { readonly one: Campaign['missing']['items'][number] }) {
  const { t } = useTranslation('charter');
  const { me } = useSession();
  const invite = useWrite('openCharterSigning');
  const { id, name, roles, state, signingId, dueOn, suspended } = one;
  const isOver = state === 'declined' || state === 'expired';
  return (
    <li>
      <h3 className="h5 mb-1">{name}</h3>
      <p className="mb-1">
        <SigningTag state={state} /> {suspended && <Tag tone="late">{t('campaign.suspended')}</Tag>}{' '}
        {roles.map((role) => t(`kind.${role}`)).join(', ')}
        {dueOn && state === 'open' && ` · ${t('signing.due', { day: day(dueOn) })}`}
      </p>
      {invite.error && <ProblemNotice error={invite.error} />}
      <div className="console-actions my-0">
        {signingId && (
          <Link
            className="d-inline-block py-1"
            to={`/signings/${signingId}`}
            aria-label={`${t('campaign.look')}: ${name}`}
          >
            {t('campaign.look')}
          </Link>
        )}
        {isOver && me.roles.includes('caseworker') && (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            disabled={invite.isPending}
            aria-label={`${t('campaign.again')}: ${name}`}
            onClick={() => invite.mutate({ body: { organisationId: id } })}
          >
            {t('campaign.again')}
          </button>
        )}
      </div>
    </li>
  );
}
