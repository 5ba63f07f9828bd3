import { useForm, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { familyRelations } from '../../../domain/family.ts';
import { useWrite } from '../../client/use-write.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { CheckField } from '../../parts/check-field.tsx';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { romeToday } from '../../words/format.ts';
import { asksHome, declaredOf, type TypedRelative } from './typed-relative.ts';
import type { FamilyChange } from './declarations.tsx';

/** Declares one relative: what is declared of them later takes its place from its own first day on. */
export function DeclareForm({
  employeeId,
  relatives,
  onDeclared,
}: {
  readonly employeeId: string;
  /** Whom the declaration may be about; of one alone nothing is to be chosen. */
  readonly relatives: readonly { readonly value: string; readonly label: string }[];
  readonly onDeclared: (change: FamilyChange) => void;
}) {
  const { t } = useTranslation('family');
  const form = useForm<TypedRelative>({ defaultValues: emptyFor(relatives), shouldFocusError: false });
  const declare = useWrite('declareFamily', onDeclared);
  const at = { form, formName: 'relative' };
  return (
    <Form
      name="relative"
      form={form}
      problem={declare.error}
      className="console-form mt-3"
      onSend={(typed) => declare.mutate({ params: { personId: employeeId }, body: declaredOf(typed) })}
    >
      <p>{t('declare.words')}</p>
      <SelectField {...at} name="relativeId" label={t('who')} wrong={t('who.wrong')} options={relatives} />
      <ChoiceField
        {...at}
        name="relation"
        label={t('relation')}
        wrong={t('relation.wrong')}
        options={familyRelations.map((value) => ({ value, label: t(`relation.${value}`) }))}
      />
      <Home form={form} />
      <CheckField {...at} name="fiscallyDependent" label={t('dependent')} wrong={t('dependent')} />
      <AmountField
        {...at}
        name="income"
        optional
        label={t('income')}
        hint={t('income.hint')}
        leastCents={0}
      />
      <CheckField
        {...at}
        name="nonSelfSufficient"
        label={t('notSelfSufficient')}
        wrong={t('notSelfSufficient')}
      />
      <TextField
        {...at}
        name="validFrom"
        type="date"
        label={t('firstDay')}
        hint={t('firstDay.hint')}
        wrong={t('day.wrong')}
      />
      <TextField
        {...at}
        name="validUntil"
        type="date"
        optional
        label={t('lastDay')}
        hint={t('lastDay.open')}
        wrong={t('lastDay.wrong')}
      />
      <button type="submit" className="btn btn-primary" disabled={declare.isPending}>
        {t('declare.send')}
      </button>
    </Form>
  );
}

/** Of others than spouse and children the law asks where they live. */
function Home({ form }: { readonly form: UseFormReturn<TypedRelative> }) {
  const { t } = useTranslation('family');
  if (!asksHome(form.watch('relation'))) return null;
  const at = { form, formName: 'relative' };
  return (
    <>
      <ChoiceField
        {...at}
        name="cohabiting"
        label={t('cohabiting')}
        wrong={t('cohabiting.wrong')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(`cohabiting.${value}`) }))}
      />
      <CheckField {...at} name="alimony" label={t('alimony')} wrong={t('alimony')} />
    </>
  );
}

function emptyFor(relatives: readonly { readonly value: string }[]): TypedRelative {
  return {
    relativeId: relatives.length === 1 ? relatives[0]!.value : '',
    relation: '',
    cohabiting: '',
    alimony: false,
    fiscallyDependent: false,
    nonSelfSufficient: false,
    income: '',
    validFrom: romeToday(),
    validUntil: '',
  };
}
