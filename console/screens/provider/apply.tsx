import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { LanguageSwitch } from '../../frame/language-switch.tsx';
import { Form } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { spoken } from '../../words/words.ts';

/** The open door: whoever wants to be a provider asks, without an account, and gets a link by mail. */
export default function Apply() {
  const { t } = useTranslation('provider');
  const [isSent, setSent] = useState(false);
  const alliances = useRead('listAlliances', {});
  // Only the demonstration answers.
  const demo = useRead('listPersonas', {}, { enabled: isSent });
  return (
    <main id="content" className="container py-4" tabIndex={-1}>
      <LanguageSwitch />
      <Heading>{t('apply.title')}</Heading>
      {isSent ? (
        <div role="status">
          <p>{t('apply.sent')}</p>
          <p>{t('apply.sent.then')}</p>
          {demo.data && <p>{t('apply.sent.demo')}</p>}
          <button type="button" className="btn btn-outline-primary" onClick={() => setSent(false)}>
            {t('apply.again')}
          </button>
        </div>
      ) : alliances.data ? (
        <Door alliances={alliances.data.items} onSent={() => setSent(true)} />
      ) : (
        <ReadStates of={alliances} />
      )}
      <p className="mt-5">
        <Link to="/">{t('apply.signIn')}</Link>
      </p>
    </main>
  );
}

function Door({
  alliances,
  onSent,
}: {
  readonly alliances: Answer<'listAlliances'>['items'];
  readonly onSent: () => void;
}) {
  const { t } = useTranslation('provider');
  const [search] = useSearchParams();
  const [only, ...others] = alliances;
  const asked = alliances.find(({ alliance }) => alliance === search.get('alliance'));
  const chosen = others.length === 0 ? only : asked;
  const form = useForm({
    defaultValues: { alliance: chosen?.alliance ?? '', organisationName: '', email: '' },
    shouldFocusError: false,
  });
  const apply = useWrite('applyAsProvider', onSent);
  useFaults(form, apply.error, (place) =>
    place === 'alliance' || place === 'organisationName' || place === 'email'
      ? { field: place, words: t(`apply.${place}.wrong`) }
      : undefined,
  );
  const about = (name: 'alliance' | 'organisationName' | 'email') => ({
    form,
    formName: 'apply',
    name,
    label: t(`apply.${name}`),
    hint: t(`apply.${name}.hint`),
    wrong: t(`apply.${name}.wrong`),
  });
  return (
    <>
      <p>{t('apply.words')}</p>
      {only && others.length === 0 && <p>{t('apply.only', { name: only.name })}</p>}
      <Form
        name="apply"
        form={form}
        problem={apply.error}
        onSend={({ alliance, organisationName, email }) =>
          apply.mutate({
            body: {
              alliance,
              organisationName: organisationName.trim(),
              email: email.trim(),
              locale: spoken(),
            },
          })
        }
      >
        <div className="console-form">
          <TextField {...about('organisationName')} maxLength={200} autoComplete="organization" />
          <TextField
            {...about('email')}
            type="email"
            autoComplete="email"
            isRight={(typed) => /^\S+@\S+\.\S+$/.test(typed.trim())}
          />
          {alliances.length !== 1 && (
            <SelectField
              {...about('alliance')}
              options={alliances.map((one) => ({ value: one.alliance, label: one.name }))}
            />
          )}
          <button type="submit" className="btn btn-primary" disabled={apply.isPending}>
            {t('apply.send')}
          </button>
        </div>
      </Form>
    </>
  );
}
