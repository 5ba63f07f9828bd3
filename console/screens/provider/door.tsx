import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults } from '../../parts/use-kept-form.ts';
import { spoken } from '../../words/words.ts';

interface Asked {
  readonly alliance: string;
  readonly organisationName: string;
  readonly email: string;
}

/** Asks for a link: to begin with an application, or to go on with one. */
export function Door({
  alliances,
  onSent,
}: {
  readonly alliances: Answer<'listAlliances'>['items'];
  readonly onSent: () => void;
}) {
  const { t } = useTranslation('provider');
  const [search] = useSearchParams();
  const isBegun = search.has('begun');
  const [only, ...others] = alliances;
  const asked = alliances.find(({ alliance }) => alliance === search.get('alliance'));
  const chosen = others.length === 0 ? only : asked;
  const form = useForm<Asked>({
    defaultValues: { alliance: chosen?.alliance ?? '', organisationName: '', email: '' },
    shouldFocusError: false,
  });
  const { send, error, isPending } = useAsking(isBegun, onSent);
  useFaults(form, error, (place) =>
    place === 'alliance' || place === 'organisationName' || place === 'email'
      ? { field: place, words: t(`apply.${place}.wrong`) }
      : undefined,
  );
  const about = (name: keyof Asked) => ({
    form,
    formName: 'apply',
    name,
    label: t(`apply.${name}`),
    hint: t(isBegun && name === 'email' ? 'apply.email.begun' : `apply.${name}.hint`),
    wrong: t(`apply.${name}.wrong`),
  });
  return (
    <>
      <p>{t('apply.words')}</p>
      {only && others.length === 0 && <p>{t('apply.only', { name: only.name })}</p>}
      <Form name="apply" form={form} problem={error} onSend={send}>
        <div className="console-form">
          <Which isBegun={isBegun} />
          {!isBegun && (
            <TextField {...about('organisationName')} maxLength={200} autoComplete="organization" />
          )}
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
          <button type="submit" className="btn btn-primary" disabled={isPending}>
            {t('apply.send')}
          </button>
        </div>
      </Form>
    </>
  );
}

/** Whoever goes on need not say again who they are. */
function Which({ isBegun }: { readonly isBegun: boolean }) {
  const { t } = useTranslation('provider');
  const [, setSearch] = useSearchParams();
  const choose = (value: string) =>
    setSearch(
      (now) => {
        const { begun: _begun, ...rest } = Object.fromEntries(now);
        return value === 'begun' ? { ...rest, begun: '' } : rest;
      },
      { replace: true },
    );
  return (
    <Choice
      legend={t('apply.which')}
      options={[
        { value: 'new', label: t('apply.new') },
        { value: 'begun', label: t('apply.begun') },
      ]}
      chosen={isBegun ? 'begun' : 'new'}
      onChoose={choose}
    />
  );
}

function useAsking(isBegun: boolean, onSent: () => void) {
  const apply = useWrite('applyAsProvider', onSent);
  const resume = useWrite('requestApplicationLink', onSent);
  const send = ({ alliance, organisationName, email }: Asked) => {
    const to = { alliance, email: email.trim() };
    if (isBegun) return resume.mutate({ body: to });
    apply.mutate({ body: { ...to, organisationName: organisationName.trim(), locale: spoken() } });
  };
  const error = isBegun ? resume.error : apply.error;
  return { send, error, isPending: apply.isPending || resume.isPending };
}
