import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { ProblemError } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Form } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { useLeaveWarning } from '../../parts/use-leave-warning.ts';
import { BackFrom, useForCase } from './for-case.tsx';
import { nobody, PersonFields, sentPerson } from './person-fields.tsx';

const knownHow = ['papersSeen', 'personAsked', 'knownApart'] as const;

/** Enters somebody; whoever may be there already is shown first. Their name is kept nowhere until it is sent. */
export default function NewPerson() {
  const { t } = useTranslation('records');
  const go = useNavigate();
  const { searched, afterPerson } = useForCase();
  const form = useForm({ defaultValues: { ...nobody, ...searched }, shouldFocusError: false });
  useLeaveWarning(form.formState.isDirty);
  const [apart, setApart] = useState<(typeof knownHow)[number] | ''>('');
  const create = useWrite('createPerson', ({ id }) => void go(afterPerson(id)));
  const matches = create.error instanceof ProblemError ? (create.error.problem.matchIds ?? []) : [];
  const isPossible =
    create.error instanceof ProblemError && create.error.problem.type.endsWith('possible-duplicate');
  return (
    <>
      <BackFrom list="/people" label={t('back.people')} />
      <Heading>{t('people.new')}</Heading>
      <Form
        name="person"
        form={form}
        problem={matches.length > 0 ? null : create.error}
        className="console-form"
        onSend={(person) =>
          create.mutate({ body: { ...sentPerson(person), ...(apart ? { notADuplicate: apart } : {}) } })
        }
      >
        {matches.length > 0 && (
          <section className="console-missing" role="alert">
            <h2 className="h5">{t(isPossible ? 'twins.title' : 'twins.sure')}</h2>
            <ul>
              {matches.map((id, index) => (
                <li key={id}>
                  <Link to={`/people/${id}`} target="_blank">
                    {t('twins.open', { number: index + 1 })}
                  </Link>
                </li>
              ))}
            </ul>
            {isPossible && (
              <Choice
                legend={t('twins.apart')}
                options={knownHow.map((value) => ({ value, label: t(`twins.${value}`) }))}
                chosen={apart}
                onChoose={(value) => setApart(value as (typeof knownHow)[number])}
              />
            )}
          </section>
        )}
        <PersonFields form={form} formName="person" />
        <button type="submit" className="btn btn-primary" disabled={create.isPending}>
          {t(create.isPending ? 'sending' : 'people.enter')}
        </button>
      </Form>
    </>
  );
}
