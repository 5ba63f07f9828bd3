import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { CheckField } from '../../parts/check-field.tsx';
import { ComuneField, comuneIn, comuneValues } from '../../parts/comune-field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import { useVatNumberFault } from '../../parts/use-vat-number-fault.ts';
import { Saved } from './saved.tsx';
import type { Application } from './use-own-application.ts';
import { useStepWrite, type StepSaid } from './use-step-write.ts';

const legalForms = [
  'socialCooperative',
  'cooperative',
  'company',
  'soleTrader',
  'professional',
  'association',
  'foundation',
  'consortium',
  'publicBody',
  'religiousBody',
] as const;
type Identity = Extract<StepSaid, { readonly step: 'identity' }>;

/** Who may sign and who speaks is kept sealed and not shown again: it is typed anew when something is corrected. */
const ofPeople = ['contactName', 'signerName', 'taxCode', 'email'] as const;
const kept = { backAndForth: true };
const fieldOf: Readonly<Record<string, Exclude<keyof Typed, 'comune' | 'hasOnlyTaxCode'>>> = {
  organisationName: 'organisationName',
  vatNumber: 'vatNumber',
  legalForm: 'legalForm',
  cooperativeType: 'cooperativeType',
  comuneIstat: 'otherComune',
  contactName: 'contactName',
  'representative/name': 'signerName',
  'representative/taxCode': 'taxCode',
  'representative/email': 'email',
};

export function IdentityForm({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const { items } = useComuni();
  const [form, { forget }] = useKeptForm('provider-identity', emptyOf(application, items), ofPeople, kept);
  const write = useStepWrite(application, forget);
  useFaults(form, write.error, (place) => {
    const field = fieldOf[place];
    return field && { field, words: t(`identity.${field}.wrong`) };
  });
  const isCooperative = form.watch('legalForm') === 'socialCooperative';
  const about = (name: Exclude<keyof Typed, 'comune' | 'otherComune' | 'hasOnlyTaxCode'>) => ({
    form,
    formName: 'identity',
    name,
    label: t(`identity.${name}`),
    wrong: t(`identity.${name}.wrong`),
  });
  return (
    <Form
      name="identity"
      form={form}
      problem={write.error}
      onSend={(values) => write.say(identityIn(values, isCooperative))}
    >
      <div className="console-form">
        <TextField {...about('organisationName')} maxLength={200} />
        <NumberFields form={form} />
        <SelectField
          {...about('legalForm')}
          options={legalForms.map((value) => ({ value, label: t(`legalForm.${value}`) }))}
        />
        {isCooperative && (
          <SelectField
            {...about('cooperativeType')}
            hint={t('identity.cooperativeType.hint')}
            options={(['a', 'b', 'ab'] as const).map((value) => ({
              value,
              label: t(`cooperativeType.${value}`),
            }))}
          />
        )}
        <ComuneField form={form} formName="identity" label={t('identity.comune')} />
        <TextField {...about('contactName')} maxLength={200} autoComplete="name" />
        <h2 className="h5">{t('identity.representative')}</h2>
        <p>{t('identity.representative.words')}</p>
        <TextField {...about('signerName')} maxLength={200} />
        <TextField
          {...about('taxCode')}
          isRight={(typed) => /^[A-Za-z0-9]{16}$/.test(bare(typed))}
          maxLength={20}
        />
        <TextField
          {...about('email')}
          type="email"
          isRight={(typed) => /^\S+@\S+\.\S+$/.test(typed.trim())}
        />
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t('step.send')}
        </button>
        <Saved isSaved={write.isSuccess} />
      </div>
    </Form>
  );
}

type Typed = ReturnType<typeof emptyOf>;

/** The partita IVA or, of whoever has none, the tax code of the organisation: eleven digits, built alike. */
function NumberFields({ form }: { readonly form: UseFormReturn<Typed> }) {
  const { t } = useTranslation('provider');
  const faultOf = useVatNumberFault();
  const kind = form.watch('hasOnlyTaxCode') ? 'organisationTaxCode' : 'vatNumber';
  const at = { form, formName: 'identity' };
  return (
    <>
      <TextField
        {...at}
        name="vatNumber"
        label={t(`identity.${kind}`)}
        wrong={t('identity.vatNumber.wrong')}
        hint={t(`identity.${kind}.hint`)}
        faultOf={faultOf}
        inputMode="numeric"
      />
      <CheckField {...at} name="hasOnlyTaxCode" label={t('identity.hasOnlyTaxCode')} />
    </>
  );
}

function emptyOf(
  { organisationName, vatNumber, hasVatNumber, legalForm, cooperativeType, comuneIstat }: Application,
  comuni: readonly { readonly istatCode: string }[],
) {
  return {
    organisationName,
    vatNumber: vatNumber ?? '',
    hasOnlyTaxCode: !hasVatNumber,
    legalForm: legalForm ?? '',
    cooperativeType: cooperativeType ?? '',
    ...comuneValues(comuneIstat, comuni),
    contactName: '',
    signerName: '',
    taxCode: '',
    email: '',
  };
}

function identityIn(values: Typed, isCooperative: boolean): Identity {
  return {
    step: 'identity',
    organisationName: values.organisationName.trim(),
    vatNumber: bare(values.vatNumber),
    hasVatNumber: !values.hasOnlyTaxCode,
    legalForm: values.legalForm as Identity['legalForm'],
    cooperativeType: isCooperative ? (values.cooperativeType as Identity['cooperativeType']) : null,
    comuneIstat: comuneIn(values),
    contactName: values.contactName.trim(),
    representative: {
      name: values.signerName.trim(),
      taxCode: bare(values.taxCode).toUpperCase(),
      email: values.email.trim(),
    },
  };
}

function bare(typed: string): string {
  return typed.replaceAll(/\s/g, '');
}
