import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { answers, counts } from './declared.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import { romeToday } from '../../words/format.ts';
import { Saved } from './saved.tsx';
import type { Application } from './use-own-application.ts';
import { useStepWrite } from './use-step-write.ts';

const yesOrNo = ['yes', 'no'] as const;

const empty = {
  collectiveAgreementCode: '',
  employees: '',
  law68Base: '',
  disabledWorkersEmployed: '',
  protectedWorkersEmployed: '',
  riskAssessmentOn: '',
  minorsStaffCertified: '',
  exploitationConviction: '',
  judicialControl: '',
};
type Field = keyof typeof empty;

type Declared = NonNullable<Answer<'getCandidateDeclarations'>['declarations']>;

/** What is declared of contract, staff, safety and legality: what was declared before stands there to be corrected. */
export function DeclarationsForm({ application }: { readonly application: Application }) {
  const before = useRead('getCandidateDeclarations', { params: { applicationId: application.id } });
  if (before.error) return <ProblemNotice error={before.error} onAgain={() => void before.refetch()} />;
  if (!before.data) return <Loading />;
  const { declarations } = before.data;
  return <Declaring application={application} before={declarations ? typed(declarations) : empty} />;
}

/** As it stands in the fields. Who of the staff works with minors may be nobody: that is neither a yes nor a no. */
function typed(declared: Declared): typeof empty {
  const answer = (is: boolean | null) => (is === null ? 'nobody' : is ? 'yes' : 'no');
  return {
    collectiveAgreementCode: declared.collectiveAgreementCode,
    employees: String(declared.employees),
    law68Base: String(declared.law68Base),
    disabledWorkersEmployed: String(declared.disabledWorkersEmployed),
    protectedWorkersEmployed: String(declared.protectedWorkersEmployed),
    riskAssessmentOn: declared.riskAssessmentOn,
    minorsStaffCertified: answer(declared.minorsStaffCertified),
    exploitationConviction: answer(declared.exploitationConviction),
    judicialControl: answer(declared.judicialControl),
  };
}

function Declaring({
  application,
  before,
}: {
  readonly application: Application;
  readonly before: typeof empty;
}) {
  const { t } = useTranslation('provider');
  const [form, { forget }] = useKeptForm('provider-declarations', before);
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
          minorsStaffCertified:
            values.minorsStaffCertified === 'nobody' ? null : values.minorsStaffCertified === 'yes',
          exploitationConviction: values.exploitationConviction === 'yes',
          judicialControl: values.judicialControl === 'yes',
        })
      }
    >
      <div className="console-form">
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
          <ChoiceField
            key={name}
            {...about(name)}
            label={t(`declarations.${name}.is`)}
            options={(name === 'minorsStaffCertified' ? [...yesOrNo, 'nobody' as const] : yesOrNo).map(
              (value) => ({ value, label: t(`declared.${value}`) }),
            )}
          />
        ))}
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t('step.send')}
        </button>
        <Saved isSaved={write.isSuccess} />
      </div>
    </Form>
  );
}
