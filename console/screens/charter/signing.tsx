import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { organisationReaders } from '../../frame/roles.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, moment } from '../../words/format.ts';
import { useOwnApplication } from '../provider/use-own-application.ts';
import { Verification } from '../provider/verification.tsx';
import { CharterText } from './charter-text.tsx';
import { Countersign } from './countersign.tsx';
import { Decline } from './decline.tsx';
import { Extend } from './extend.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { SignForm } from './sign-form.tsx';
import { SignedPapers } from './signed-papers.tsx';
import { SigningTag } from './signing-tag.tsx';

export type Signing = Answer<'getCharterSigning'>;

/** One signing of the charter: the exact text, what is taken on, both ways of signing, and what was found. */
export default function SigningScreen() {
  const { t } = useTranslation('charter');
  const { signingId = '' } = useParams();
  const signing = useRead('getCharterSigning', { params: { signingId } });
  return (
    <>
      <p>
        <Link to="/signings">{t('signing.back')}</Link>
      </p>
      <Heading>{t('signing.title')}</Heading>
      {signing.error && <ProblemNotice error={signing.error} onAgain={() => void signing.refetch()} />}
      {!signing.data && !signing.error && <Loading />}
      {signing.data && <Shown signing={signing.data} />}
    </>
  );
}

/** For whoever finds it: on its page stands who represents it. */
function Organisation({ id }: { readonly id: string }) {
  const { me } = useSession();
  if (!me.roles.some((role) => organisationReaders.includes(role))) return <OrganisationName id={id} />;
  return (
    <Link to={`/organisations/${id}`}>
      <OrganisationName id={id} />
    </Link>
  );
}

function Shown({ signing }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const { organisationId, state, charterNumber, dueOn, possible, missing } = signing;
  return (
    <>
      <p>
        <SigningTag state={state} /> <Organisation id={organisationId} /> ·{' '}
        {t('charter.number', { number: charterNumber })}
      </p>
      {state === 'open' && <p>{t('signing.due', { day: day(dueOn) })}</p>}
      {missing.length > 0 && (
        <p>{t('signing.missing', { what: missing.map((what) => t(`missing.${what}`)).join(', ') })}</p>
      )}
      <Outcome signing={signing} />
      <details open={possible.includes('signCharter')} className="mb-4">
        <summary className="py-1">{t('signing.read')}</summary>
        <CharterText text={signing.text} lang="it" />
      </details>
      {possible.includes('uploadSignedCopy') && <SignForm signing={signing} />}
      {possible.includes('declineCharter') && <Decline signing={signing} />}
      {possible.includes('countersignCharter') && <Countersign signing={signing} />}
      {possible.includes('extendDeadline') && <Extend signing={signing} />}
    </>
  );
}

/** For a candidate the charter is one step of several. */
function ToApplication() {
  const { t } = useTranslation('charter');
  const { application } = useOwnApplication();
  if (!application || application.closedAt) return null;
  return (
    <p>
      <Link to="/application">{t('signed.toApplication')}</Link>
    </p>
  );
}

function Outcome({ signing }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const { me } = useSession();
  const { method, signedAt, countersignedAt, verification, state } = signing;
  if (!method || !signedAt) return null;
  return (
    <section className="console-card" aria-labelledby="outcome">
      <h2 id="outcome" className="h5">
        {t(`signed.${method}`, { when: moment(signedAt) })}
      </h2>
      {verification && <Verification verification={verification} />}
      <p>
        {countersignedAt ? t('signed.countersigned', { when: moment(countersignedAt) }) : t('signed.waits')}
      </p>
      {me.roles.includes('representative') && <ToApplication />}
      {(state === 'signed' || state === 'countersigned') && <SignedPapers signing={signing} />}
    </section>
  );
}
