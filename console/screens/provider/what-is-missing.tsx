import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../session/session-context.ts';
import { ownStepsOf } from './own-steps.ts';
import { addressOf } from './step-address.ts';
import type { Application } from './use-own-application.ts';

/** What whoever reads this has to do themselves now, each with the way there. */
export function WhatIsMissing({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const mine = ownStepsOf(application, me.roles);
  if (application.closedAt) return null;
  if (mine.length === 0) return <p>{t('missing.nothing')}</p>;
  return (
    <section className="console-missing" aria-labelledby="missing">
      <h2 id="missing" className="h5">
        {t('missing.title')}
      </h2>
      <ul className="mb-0">
        {mine.map((step) => (
          <li key={step.step} className="py-1">
            <Link
              to={addressOf(step, application, me.roles) ?? ''}
              className="d-inline-block console-sentence"
            >
              {step.title}
            </Link>
            {step.step === 'documents' && <Papers application={application} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Papers({ application: { documentsMissing } }: { readonly application: Application }) {
  if (documentsMissing.length === 0) return null;
  return (
    <ul>
      {documentsMissing.map(({ category, title }) => (
        <li key={category} className="py-1">
          <Link to={`/application/documents?paper=${category}`}>{title}</Link>
        </li>
      ))}
    </ul>
  );
}
