import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { day } from '../../words/format.ts';
import { Corrections } from '../provider/corrections.tsx';
import { StepTag } from '../provider/step-state.tsx';
import type { Application } from '../provider/use-own-application.ts';
import { Late } from '../provider/waiting-for.tsx';

/** Each step in a line: where it stands, whose it is, until when. */
export function DeskSteps({
  application: { steps, charterSigningId },
}: {
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  return (
    <section>
      <h2 id="steps" className="h4">
        {t('steps.title')}
      </h2>
      <div className="console-table" role="region" aria-labelledby="steps" tabIndex={0}>
        <table className="table">
          <caption className="visually-hidden">{t('steps.title')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('desk.step')}</th>
              <th scope="col">{t('desk.state')}</th>
              <th scope="col">{t('desk.owner')}</th>
              <th scope="col">{t('desk.due')}</th>
            </tr>
          </thead>
          <tbody>
            {steps.map((step) => (
              <tr key={step.step}>
                <th scope="row">
                  <span className="d-inline-block console-sentence">{step.title}</span>
                  <Corrections step={step} />
                  {step.step === 'charter' && charterSigningId && (
                    <>
                      {' · '}
                      <Link to={`/signings/${charterSigningId}`}>{t('desk.signing')}</Link>
                    </>
                  )}
                </th>
                <td>
                  <StepTag step={step} />
                </td>
                <td>{t(`owner.${step.owner}`)}</td>
                <td>
                  {step.dueOn && day(step.dueOn)} <Late step={step} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
