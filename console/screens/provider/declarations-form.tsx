import { useTranslation } from 'react-i18next';
import { CheckField } from '../../parts/check-field.tsx';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import { romeToday } from '../../words/format.ts';
import { Saved } from './saved.tsx';
import type { Application } from './use-own-application.ts';
import { useStepWrite } from './use-step-write.ts';

const counts = ['employees', 'law68Base', 'disabledWorkersEmployed', 'protectedWorkersEmployed'] as const;
const answers = ['minorsStaffCertified', 'exploitationConviction', 'judicialControl'] as const;

const empty = {
  collectiveAgreementCode: '',
  employees: '',
  law68Base: '',
  disabledWorkersEmployed: '',
  protectedWorkersEmployed: '',
  riskAssessmentOn: '',
  minorsStaffCertified: false,
  exploitationConviction: false,
  judicialControl: false,
};
type Field = keyof typeof empty;

/** What is declared of contract, staff, safety and legality; kept sealed, and not shown again. */
export function DeclarationsForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const [form, { forget }] = useKeptForm('provider-declarations', empty);
  const write = useStepWrite(application, forget);
  useFaults(form, write.error, (place) =>
    place in empty ? { field: place as Field, words: t(`declarations.${place as Field}.wrong`) } : undefined,
  );
  const about = (name: Field) => ({
    form,
    formName: 'declarations',
    name,
    label: t(`field.${name}`),
    wrong: t(`declarations.${name}.wrong`),
  });
  return (
    <Form
      name="declarations"
      form={form}
      problem={write.error}
      onSend={(values) =>
        write.say({
          step: 'declarations',
          ...values,
          collectiveAgreementCode: values.collectiveAgreementCode.trim().toUpperCase(),
          employees: Number(values.employees),
          law68Base: Number(values.law68Base),
          disabledWorkersEmployed: Number(values.disabledWorkersEmployed),
          protectedWorkersEmployed: Number(values.protectedWorkersEmployed),
        })
      }
    >
      <div className="console-form">
        <Saved isSaved={write.isSuccess} />
        <TextField
          {...about('collectiveAgreementCode')}
          hint={t('declarations.collectiveAgreementCode.hint')}
          isRight={(typed) => /^[A-Za-z0-9]{4}$/.test(typed.trim())}
          maxLength={4}
        />
        {counts.map((name) => (
          <TextField
            key={name}
            {...about(name)}
            {...(name === 'law68Base' ? { hint: t('declarations.law68Base.hint') } : {})}
            inputMode="numeric"
            isRight={(typed) => /^\d{1,6}$/.test(typed.trim())}
          />
        ))}
        <TextField
          {...about('riskAssessmentOn')}
          type="date"
          max={romeToday()}
          isRight={(typed) => typed !== '' && typed <= romeToday()}
        />
        {answers.map((name) => (
          <CheckField key={name} {...about(name)} label={t(`declarations.${name}.is`)} />
        ))}
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t('step.send')}
        </button>
      </div>
    </Form>
  );
}
