import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../../session/session-context.ts';
import { day } from '../../words/format.ts';
import { Corrections } from './corrections.tsx';
import { addressOf } from './step-address.ts';
import { StepTag } from './step-state.tsx';
import type { Application, Step } from './use-own-application.ts';
import { Late } from './waiting-for.tsx';

/** Each step: where it stands, whose it is, what to do, and the way there. */
export function StepList({ application }: { readonly application: Application }) {
  return (
    <ol className="console-rows">
      {application.steps.map((step) => (
        <StepRow key={step.step} step={step} application={application} />
      ))}
    </ol>
  );
}

function StepRow({ step, application }: { readonly step: Step; readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const address = addressOf(step, application, me.roles);
  return (
    <li>
      <h3 className="h5 mb-1 console-sentence">{step.title}</h3>
      <p className="mb-1">
        <StepTag step={step} /> {step.state !== 'done' && t('step.owner', { who: t(`owner.${step.owner}`) })}
        {step.dueOn && ` ${t('waiting.until', { day: day(step.dueOn) })}`} <Late step={step} />
      </p>
      <p className="mb-2">{step.next}</p>
      <Corrections step={step} />
      {address && (
        <Link
          className="btn btn-outline-primary btn-sm"
          to={address}
          aria-label={`${t('step.open')}: ${step.title}`}
        >
          {t('step.open')}
        </Link>
      )}
    </li>
  );
}
