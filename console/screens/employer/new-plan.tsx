import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { objectiveCategories } from '../../../domain/welfare-plan.ts';
import type { Answer, Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { Warnings } from './plan-steps.tsx';

type NewTerms = Call<'writeWelfarePlan'>['body'];

const populations = ['everybody', ...objectiveCategories] as const;
const sources = ['collectiveAgreement', 'bindingRegulation', 'voluntary'] as const;
const carryOvers = ['nextPlan', 'employer', 'fund'] as const;
const familyModes = ['strict', 'lenient'] as const;

const empty = {
  name: '',
  source: '',
  population: '',
  populationValue: '',
  membersToday: '',
  validFrom: '',
  validUntil: '',
  voucherDays: '180',
  carryOver: '',
  familyMode: 'strict',
  graceDays: '30',
};
type Draft = typeof empty;

interface OfForm {
  readonly form: UseFormReturn<Draft>;
}

/** A plan is written as a draft: its terms stand only once it is made active. */
export default function NewPlan() {
  const { t } = useTranslation('employer');
  const navigate = useNavigate();
  const [form, { forget }] = useKeptForm<Draft>('new-plan', empty);
  const write = useWrite('writeWelfarePlan', ({ id, warnings }) => {
    forget();
    // Warnings are read before going on.
    if (warnings.length === 0) void navigate(`/plans/${id}`);
  });
  if (write.data && write.data.warnings.length > 0) return <Written of={write.data} />;
  return (
    <>
      <p className="no-print">
        <Link to="/plans">{t('plan.back')}</Link>
      </p>
      <Heading>{t('new.title')}</Heading>
      <p>{t('new.words')}</p>
      <Form
        name="plan"
        form={form}
        problem={write.error}
        onSend={(draft) => write.mutate({ body: writtenOf(draft) })}
      >
        <WhoFields form={form} />
        <TermFields form={form} />
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t('new.send')}
        </button>
      </Form>
    </>
  );
}

function Written({ of: { id, warnings } }: { readonly of: Answer<'writeWelfarePlan'> }) {
  const { t } = useTranslation('employer');
  return (
    <>
      <Heading>{t('new.title')}</Heading>
      <p role="status">{t('new.written')}</p>
      <Warnings of={warnings} />
      <Link className="btn btn-primary" to={`/plans/${id}`}>
        {t('new.goOn')}
      </Link>
    </>
  );
}

/** What it is called, where it comes from, and for whom it is. */
function WhoFields({ form }: OfForm) {
  const { t } = useTranslation('employer');
  const population = form.watch('population');
  const at = { form, formName: 'plan' };
  return (
    <>
      <TextField {...at} name="name" label={t('new.name')} wrong={t('new.name.wrong')} maxLength={200} />
      <ChoiceField
        {...at}
        name="source"
        label={t('plan.source')}
        wrong={t('new.source.wrong')}
        options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
      />
      <ChoiceField
        {...at}
        name="population"
        label={t('plan.population')}
        hint={t('new.population.hint')}
        wrong={t('new.population.wrong')}
        options={populations.map((value) => ({ value, label: t(`population.${value}`) }))}
      />
      {population !== '' && population !== 'everybody' && (
        <>
          <TextField
            {...at}
            name="populationValue"
            label={t('new.populationValue')}
            hint={t('new.populationValue.hint')}
            wrong={t('new.populationValue.wrong')}
            maxLength={200}
          />
          <TextField
            {...at}
            {...counted(0, 1_000_000)}
            name="membersToday"
            label={t('new.membersToday')}
            hint={t('new.membersToday.hint')}
            wrong={t('new.membersToday.wrong')}
            optional
          />
        </>
      )}
    </>
  );
}

/** From when until when, and what becomes of what is not spent. */
function TermFields({ form }: OfForm) {
  const { t } = useTranslation('employer');
  const about = (name: 'validFrom' | 'validUntil' | 'voucherDays' | 'graceDays') => ({
    form,
    formName: 'plan',
    name,
    wrong: t(`new.${name}.wrong`),
  });
  return (
    <>
      <TextField {...about('validFrom')} label={t('new.validFrom')} type="date" />
      <TextField
        {...about('validUntil')}
        label={t('new.validUntil')}
        hint={t('new.validUntil.hint')}
        type="date"
        isRight={(typed) => typed !== '' && typed >= form.getValues('validFrom')}
      />
      <TextField
        {...about('voucherDays')}
        {...counted(1, 1000)}
        label={t('plan.voucherDays')}
        hint={t('new.voucherDays.hint')}
      />
      <TextField
        {...about('graceDays')}
        {...counted(0, 366)}
        label={t('plan.graceDays')}
        hint={t('new.graceDays.hint')}
      />
      <LeftOverFields form={form} />
    </>
  );
}

function LeftOverFields({ form }: OfForm) {
  const { t } = useTranslation('employer');
  return (
    <>
      <ChoiceField
        form={form}
        formName="plan"
        name="familyMode"
        label={t('plan.familyMode')}
        hint={t('new.familyMode.hint')}
        wrong={t('new.familyMode.wrong')}
        options={familyModes.map((value) => ({ value, label: <Reading of={value} /> }))}
      />
      <ChoiceField
        form={form}
        formName="plan"
        name="carryOver"
        label={t('plan.carryOver')}
        hint={t('new.carryOver.hint')}
        wrong={t('new.carryOver.wrong')}
        options={carryOvers.map((value) => ({ value, label: t(`carryOver.${value}`) }))}
      />
    </>
  );
}

/** What follows from choosing it is read where it is chosen. */
function Reading({ of: mode }: { readonly of: (typeof familyModes)[number] }) {
  const { t } = useTranslation('employer');
  return (
    <>
      {t(`family.${mode}`)}
      <small className="d-block">{t(`family.${mode}.words`)}</small>
    </>
  );
}

/** A whole number; typed, for arrows beside a number change it by accident. */
const counted = (least: number, most: number) => ({
  inputMode: 'numeric' as const,
  maxLength: 7,
  isRight: (typed: string) => /^\d+$/.test(typed.trim()) && Number(typed) >= least && Number(typed) <= most,
});

function writtenOf(draft: Draft): NewTerms {
  const isOfAll = draft.population === 'everybody';
  return {
    name: draft.name.trim(),
    source: draft.source as NewTerms['source'],
    population: draft.population as NewTerms['population'],
    validFrom: draft.validFrom,
    validUntil: draft.validUntil,
    voucherDays: Number(draft.voucherDays),
    graceDays: Number(draft.graceDays),
    familyMode: draft.familyMode as 'strict' | 'lenient',
    carryOver: draft.carryOver as NewTerms['carryOver'],
    ...(isOfAll ? {} : { populationValue: draft.populationValue.trim() }),
    ...(isOfAll || draft.membersToday === '' ? {} : { membersToday: Number(draft.membersToday) }),
  };
}
