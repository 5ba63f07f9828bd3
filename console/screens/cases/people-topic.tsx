import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { call } from '../../client/call.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { usePartForm } from '../../parts/use-part-form.ts';
import { day } from '../../words/format.ts';
import { isAdult, personKnown, useHouseholdPeople, type KnownPerson } from './household-people.ts';
import type { TopicPage } from './new-case.tsx';
import type { Reason } from './opening.tsx';

/** Whoever may sign for somebody today, by which document. */
function useRepresentatives(personId: string, reason: Reason) {
  return useQuery({
    queryKey: ['representatives', personId, reason],
    enabled: personId !== '',
    staleTime: Infinity,
    queryFn: async () => {
      const { items } = await call('listRelations', { query: { personId } });
      const today = items.filter((relation) => relation.inForce && relation.personId === personId);
      return Promise.all(
        today.map(async ({ id, kind, representativeId }) => ({
          relationId: id,
          kind,
          person: await personKnown(representativeId, reason),
        })),
      );
    },
  });
}

/** Whoever is missing among those who may file is recorded with the person: what was answered here stays. */
function WhoRepresents({ of, isNobody }: { readonly of: KnownPerson; readonly isNobody: boolean }) {
  const { t } = useTranslation('cases');
  return (
    <p>
      {isNobody && t('filer.minor', { name: of.name })}{' '}
      <Link to={`/people/${of.id}`}>{t('filer.record', { name: of.name })}</Link>
    </p>
  );
}

/** What is there is not opened, and put on record, once more. */
function readFailed(readings: readonly { readonly error: unknown; refetch(): unknown }[]): void {
  for (const reading of readings) if (reading.error) void reading.refetch();
}

interface Chosen {
  readonly beneficiaryId: string;
  /** The person, or the relation by which another acts for them. */
  readonly filer: string;
}

/** Who it is for and who files it: the person, or whoever has a document that lets them. */
export function PeopleTopic({ draft, keep, onDone }: TopicPage) {
  const { t } = useTranslation('cases');
  const people = useHouseholdPeople(draft.householdId, draft.reason);
  const representatives = useRepresentatives(draft.beneficiaryId, draft.reason);
  const chosenOf = ({ beneficiaryId, filer }: Chosen) => {
    const acting = representatives.data?.find(({ relationId }) => relationId === filer);
    const applicantId = acting ? acting.person.id : filer;
    return { ...draft, beneficiaryId, applicantId, relationId: acting ? filer : '' };
  };
  const form = usePartForm<Chosen>(
    { beneficiaryId: draft.beneficiaryId, filer: draft.relationId || draft.applicantId },
    (chosen, changed) => {
      const values = chosen.getValues();
      // Whoever files for one person does not for another.
      if (changed === 'beneficiaryId' && values.filer) chosen.setValue('filer', '');
      else keep(chosenOf(values));
    },
  );
  const at = { form, formName: 'people' };
  const error = people.error ?? representatives.error;
  if (error) return <ProblemNotice error={error} onAgain={() => readFailed([people, representatives])} />;
  if (!people.data) return <Loading />;
  const beneficiary = people.data.find(({ id }) => id === draft.beneficiaryId);
  const filers = [
    ...(beneficiary && isAdult(beneficiary)
      ? [{ value: beneficiary.id, label: t('filer.self', { name: beneficiary.name }) }]
      : []),
    ...(representatives.data ?? []).map(({ relationId, kind, person }) => ({
      value: relationId,
      label: t('filer.acting', { name: person.name, as: t(`relation.${kind}`) }),
    })),
  ];
  return (
    <Form name="people" form={form} problem={null} onSend={(values) => onDone(chosenOf(values))}>
      <ChoiceField
        {...at}
        name="beneficiaryId"
        label={t('beneficiary.who')}
        wrong={t('beneficiary.missing')}
        options={people.data.map(({ id, name, birthDate }) => ({
          value: id,
          label: birthDate ? t('born', { name, day: day(birthDate) }) : t('born.unknown', { name }),
        }))}
      />
      {draft.beneficiaryId && (
        <ChoiceField
          {...at}
          name="filer"
          label={t('filer')}
          hint={t('filer.hint')}
          wrong={t('filer.missing')}
          options={filers}
        />
      )}
      {beneficiary && representatives.data && (
        <WhoRepresents of={beneficiary} isNobody={filers.length === 0} />
      )}
      <button type="submit" className="btn btn-primary">
        {t('goOn')}
      </button>
    </Form>
  );
}
