import { useTranslation } from 'react-i18next';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import { bare } from '../../words/bare.ts';
import { iban as grouped } from '../../words/format.ts';
import { Saved } from './saved.tsx';
import type { Application } from './use-own-application.ts';
import { useStepWrite } from './use-step-write.ts';

/** Where the provider is paid: any country that SEPA transfers reach. */
export function IbanForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const [form] = useKeptForm('provider-iban', { iban: grouped(application.iban ?? '') });
  const write = useStepWrite(application);
  const wrong = t('iban.wrong');
  useFaults(form, write.error, (_place, message) => ({ field: 'iban', words: t('iban.fault', { message }) }));
  return (
    <Form
      name="iban"
      form={form}
      problem={write.error}
      onSend={({ iban }) => write.say({ step: 'iban', iban: bare(iban) })}
    >
      <div className="console-form">
        <TextField
          form={form}
          formName="iban"
          name="iban"
          label={t('iban.label')}
          hint={t('iban.hint')}
          wrong={wrong}
          isRight={(typed) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(bare(typed))}
          maxLength={42}
        />
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t('step.send')}
        </button>
        <Saved isSaved={write.isSuccess} />
      </div>
    </Form>
  );
}
