import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Answer } from '../client/call.ts';
import { useRead } from '../client/use-read.ts';
import { useWrite } from '../client/use-write.ts';
import { Footer } from '../frame/footer.tsx';
import { LanguageSwitch } from '../frame/language-switch.tsx';
import { Heading } from '../parts/heading.tsx';
import { Loading } from '../parts/loading.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';
import { Invitation } from './invitation.tsx';

/** Where nobody is signed in: by one's own organisation, or, in the demonstration, as anybody. */
export function SignIn({
  wasSignedIn,
  isClosed = false,
}: {
  readonly wasSignedIn: boolean;
  /** The account was closed: nothing waits for whoever had it. */
  readonly isClosed?: boolean;
}) {
  const { t } = useTranslation();
  const alliance = useRead('listPersonas', {}).data?.alliance;
  const of = alliance ? `alliance=${alliance}&` : '';
  return (
    <>
      <main id="content" className="container py-4" tabIndex={-1}>
        <LanguageSwitch />
        <Heading>{t('signIn.title')}</Heading>
        {isClosed && <p role="status">{t('signIn.closed')}</p>}
        {wasSignedIn && !isClosed && <p role="status">{t('signIn.expired')}</p>}
        <Personas wasSignedIn={wasSignedIn} />
        <Invitation />
        <section aria-labelledby="apply" className="mt-5">
          <h2 id="apply" className="h4">
            {t('signIn.apply')}
          </h2>
          <p>
            <Link to={`/apply?${of}`}>{t('signIn.apply.open')}</Link>
          </p>
          <p>
            <Link to={`/apply?${of}begun`}>{t('signIn.apply.begun')}</Link>
          </p>
        </section>
      </main>
      <Footer />
    </>
  );
}

type Persona = Answer<'listPersonas'>['items'][number];

function Personas({ wasSignedIn }: { readonly wasSignedIn: boolean }) {
  const { t, i18n } = useTranslation();
  const personas = useRead('listPersonas', {});
  const signIn = useWrite('enterAsPersona');
  if (personas.isPending) return <Loading />;
  if (!personas.data) return <OwnOrganisation wasSignedIn={wasSignedIn} />;
  return (
    <section aria-labelledby="personas">
      <h2 id="personas" className="h4">
        {t('signIn.demo')}
      </h2>
      {signIn.error && <ProblemNotice error={signIn.error} />}
      <ul className="console-personas">
        {personas.data.items.map((persona: Persona) => (
          <li key={persona.accountId}>
            <button
              type="button"
              className="btn btn-outline-primary"
              disabled={signIn.isPending}
              onClick={() => signIn.mutate({ body: { accountId: persona.accountId } })}
            >
              {t('signIn.as', { name: nameOf(persona, i18n.language) })}
            </button>{' '}
            <span>{persona.roles.map((role) => t(`role.${role}`)).join(', ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What a persona is called says in Italian what they are; in another language that stands beside the name. */
function nameOf({ label }: Persona, language: string): string {
  return language === 'it' ? label : label.replace(/ – [^(]*?(?=$| \()/, '');
}

/**
 * Where it is no demonstration people come from their own organisation's sign-in, and back to this page. A page that
 * waits with what was typed is not left for it: they sign in beside it, and it goes on by itself.
 */
function OwnOrganisation({ wasSignedIn }: { readonly wasSignedIn: boolean }) {
  const { t } = useTranslation();
  const returnTo = wasSignedIn ? '/signed-in' : location.pathname + location.search;
  return (
    <p>
      <a
        className="btn btn-primary"
        href={`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`}
        {...(wasSignedIn ? { target: '_blank', rel: 'noopener' } : {})}
      >
        {t(wasSignedIn ? 'signIn.beside' : 'signIn.with')}
      </a>
    </p>
  );
}
