import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { messageAt } from '../../client/problem.ts';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';

const USUAL_DAYS = '90';

/** A token for a program of one's own, with no more roles than one has; its secret is shown once. */
export function NewToken() {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const [label, setLabel] = useState('');
  const [days, setDays] = useState(USUAL_DAYS);
  const create = useWrite('createToken');
  return (
    <section aria-labelledby="new-token" className="mt-5">
      <h2 id="new-token" className="h4">
        {t('tokens.new')}
      </h2>
      {create.data && (
        <div className="console-missing" role="alert">
          <p className="mb-1">
            {t(create.data.secret ? 'tokens.secret' : 'tokens.secretLost', {
              until: moment(create.data.expiresAt),
            })}
          </p>
          {create.data.secret && <p className="console-code h5 mb-0">{create.data.secret}</p>}
        </div>
      )}
      <form
        noValidate
        className="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate({ body: { label, roles: [...me.roles], validDays: Number(days) } });
        }}
      >
        {create.error && <ProblemNotice error={create.error} />}
        <Field
          label={t('tokens.label')}
          hint={t('tokens.label.hint')}
          error={messageAt(create.error, 'label') && t('tokens.label.wrong')}
        >
          {(control) => (
            <input
              {...control}
              autoComplete="off"
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </Field>
        <Field
          label={t('tokens.days')}
          error={messageAt(create.error, 'validDays') && t('tokens.days.wrong')}
        >
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              autoComplete="off"
              value={days}
              onChange={(event) => setDays(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={create.isPending}>
          {t('tokens.create')}
        </button>
      </form>
    </section>
  );
}
