import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { objectiveCategories } from '../../../domain/welfare-plan.ts';
import type { Answer, Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Heading } from '../../parts/heading.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';
import { CountField, TextField } from './plan-fields.tsx';
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

/** A plan is written as a draft: its terms stand only once it is made active. */
export default function NewPlan() {
  const { t } = useTranslation('employer');
  const navigate = useNavigate();
  const [draft, keep, discard] = useDraft<Draft>('new-plan', empty);
  const write = useWrite('writeWelfarePlan', ({ id, warnings }) => {
    discard();
    // Warnings are read before going on.
    if (warnings.length === 0) void navigate(`/plans/${id}`);
  });
  const faults = useFaults(useChecked(draft), write.error);
  const form = { draft, set: (change: Partial<Draft>) => keep({ ...draft, ...change }), at: faults.field };
  if (write.data && write.data.warnings.length > 0) return <Written of={write.data} />;
  return (
    <>
      <p className="no-print">
        <Link to="/plans">{t('plan.back')}</Link>
      </p>
      <Heading>{t('new.title')}</Heading>
      <p>{t('new.words')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (faults.isSound()) write.mutate({ body: writtenOf(draft) });
        }}
      >
        {faults.summary}
        <WhoFields {...form} />
        <TermFields {...form} />
        <button type="submit" className="btn btn-primary" disabled={write.isPending}>
          {t('new.send')}
        </button>
      </form>
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

interface Form {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
  readonly at: (name: keyof Draft) => { readonly id: string; readonly error: string | undefined };
}

const fieldOf = ({ draft, set, at }: Form, name: keyof Draft) => ({
  ...at(name),
  value: draft[name],
  onChange: (value: string) => set({ [name]: value }),
});

const choiceOf = ({ draft, set, at }: Form, name: keyof Draft) => ({
  ...at(name),
  chosen: draft[name],
  onChoose: (value: string) => set({ [name]: value }),
});

/** What it is called, where it comes from, and for whom it is. */
function WhoFields(form: Form) {
  const { t } = useTranslation('employer');
  const { population } = form.draft;
  return (
    <>
      <TextField label={t('new.name')} {...fieldOf(form, 'name')} />
      <Choice
        legend={t('plan.source')}
        options={sources.map((value) => ({ value, label: t(`source.${value}`) }))}
        {...choiceOf(form, 'source')}
      />
      <Choice
        legend={t('plan.population')}
        hint={t('new.population.hint')}
        options={populations.map((value) => ({ value, label: t(`population.${value}`) }))}
        {...choiceOf(form, 'population')}
      />
      {population !== '' && population !== 'everybody' && (
        <>
          <TextField
            label={t('new.populationValue')}
            hint={t('new.populationValue.hint')}
            {...fieldOf(form, 'populationValue')}
          />
          <CountField
            label={t('new.membersToday')}
            hint={t('new.membersToday.hint')}
            optional
            {...fieldOf(form, 'membersToday')}
          />
        </>
      )}
    </>
  );
}

/** From when until when, and what becomes of what is not spent. */
function TermFields(form: Form) {
  const { t } = useTranslation('employer');
  return (
    <>
      <TextField label={t('new.validFrom')} type="date" {...fieldOf(form, 'validFrom')} />
      <TextField
        label={t('new.validUntil')}
        hint={t('new.validUntil.hint')}
        type="date"
        {...fieldOf(form, 'validUntil')}
      />
      <CountField
        label={t('plan.voucherDays')}
        hint={t('new.voucherDays.hint')}
        {...fieldOf(form, 'voucherDays')}
      />
      <CountField
        label={t('plan.graceDays')}
        hint={t('new.graceDays.hint')}
        {...fieldOf(form, 'graceDays')}
      />
      <Choice
        legend={t('plan.familyMode')}
        options={familyModes.map((value) => ({ value, label: t(`family.${value}`) }))}
        {...choiceOf(form, 'familyMode')}
      />
      <Choice
        legend={t('plan.carryOver')}
        hint={t('new.carryOver.hint')}
        options={carryOvers.map((value) => ({ value, label: t(`carryOver.${value}`) }))}
        {...choiceOf(form, 'carryOver')}
      />
    </>
  );
}

function useChecked(draft: Draft) {
  const { t } = useTranslation('employer');
  const isOfAll = draft.population === 'everybody' || draft.population === '';
  const count = (text: string, least: number, most: number) =>
    /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
  return {
    name: { isWrong: draft.name.trim() === '', words: t('new.name.wrong') },
    source: { isWrong: draft.source === '', words: t('new.source.wrong') },
    population: { isWrong: draft.population === '', words: t('new.population.wrong') },
    populationValue: {
      isWrong: !isOfAll && draft.populationValue.trim() === '',
      words: t('new.populationValue.wrong'),
    },
    membersToday: {
      isWrong: !isOfAll && draft.membersToday !== '' && !count(draft.membersToday, 0, 1_000_000),
      words: t('new.membersToday.wrong'),
    },
    validFrom: { isWrong: draft.validFrom === '', words: t('new.validFrom.wrong') },
    validUntil: {
      isWrong: draft.validUntil === '' || draft.validUntil < draft.validFrom,
      words: t('new.validUntil.wrong'),
    },
    voucherDays: { isWrong: !count(draft.voucherDays, 1, 1000), words: t('new.voucherDays.wrong') },
    graceDays: { isWrong: !count(draft.graceDays, 0, 366), words: t('new.graceDays.wrong') },
    familyMode: { isWrong: draft.familyMode === '', words: t('new.familyMode.wrong') },
    carryOver: { isWrong: draft.carryOver === '', words: t('new.carryOver.wrong') },
  };
}

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
