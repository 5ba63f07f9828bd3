import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../client/call.ts';
import { ProblemError } from '../client/problem.ts';
import { Field } from '../parts/field.tsx';
import { ProblemNotice } from '../parts/problem-notice.tsx';

/** The code that came by mail, good once: it opens a session, or leads to the identity provider that is to be linked. */
export function Invitation() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [code, setCode] = useState(codeInAddress);
  useEffect(() => {
    // A link that is followed while this page is open changes the address alone.
    const take = () => setCode((typed) => codeInAddress() || typed);
    addEventListener('hashchange', take);
    return () => removeEventListener('hashchange', take);
  }, []);
  const enter = useMutation({
    mutationFn: enterWith,
    onSuccess: () => {
      // It is used up: nobody finds it in the address or in the history.
      history.replaceState(null, '', location.pathname + location.search);
      void queries.invalidateQueries();
    },
  });
  const send = (event: SubmitEvent) => {
    event.preventDefault();
    enter.mutate(code.trim());
  };
  return (
    <section aria-labelledby="invitation" className="mt-5">
      <h2 id="invitation" className="h4">
        {t('invitation.title')}
      </h2>
      <form onSubmit={send}>
        {enter.error && <ProblemNotice error={enter.error} />}
        <Field label={t('invitation.code')} hint={t('invitation.hint')}>
          {(control) => (
            <input
              {...control}
              className="form-control"
              autoComplete="off"
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={enter.isPending}>
          {t('invitation.send')}
        </button>
      </form>
    </section>
  );
}

/** Staff of an alliance with an identity provider link their account there; everybody else enters with the code. */
async function enterWith(code: string): Promise<void> {
  try {
    await call('enterWithInvitation', { body: { code } });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.status !== 409) throw error;
    const { location: provider } = await call('startSignIn', { body: { code, returnTo: '/' } });
    location.assign(provider);
  }
}

/** A link in a mail ends with the code, after a sign that browsers send to nobody. */
function codeInAddress(): string {
  return location.hash.startsWith('#inv_') ? location.hash.slice(1) : '';
}
