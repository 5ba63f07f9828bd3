import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { usePartForm } from '../../parts/use-part-form.ts';
import { useSession } from '../../session/session-context.ts';
import { areAnswered, bodyOf, emptyNeed, type TypedNeed } from '../cases/draft.ts';
import { leadToTopic } from '../cases/lead-to-topic.tsx';
import { NeedsForm } from '../cases/needs-form.tsx';
import { NeedsTable } from '../cases/needs-table.tsx';
import { usePeople, usePersonWords } from './people.ts';
import { tellApart, type Someone } from './tell-apart.ts';
import { Waiting } from './waiting.tsx';

const topics = ['whom', 'needs', 'check'] as const;

interface Draft {
  readonly beneficiaryId: string;
  readonly needs: readonly TypedNeed[];
}

/** Asks the Fund for something, for oneself or for whom one acts: one topic a page, then everything once more. */
export default function NewApplication() {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const [search] = useSearchParams();
  const everybody = usePeople();
  const people = everybody.filter(({ as }) => as !== 'relative');
  const households = useList('listHouseholds', {});
  const [draft, keep, discard] = useDraft<Draft>('application', {
    beneficiaryId: search.get('for') ?? me.personId ?? '',
    needs: [emptyNeed],
  });
  const topic = topicOf(search.get('topic'), draft);
  if (!households.items)
    return <Waiting title={t('new.title')} error={households.error} onAgain={households.refetch} />;
  const { items } = households;
  const householdOf = (beneficiaryId: string) =>
    items.find(({ members }) =>
      members.some(({ personId, leftOn }) => personId === beneficiaryId && leftOn === null),
    );
  const household = householdOf(draft.beneficiaryId);
  const today = household?.members.filter(({ leftOn }) => leftOn === null) ?? [];
  const { known: members, unnamed } = tellApart(
    everybody,
    today.map(({ personId }) => personId),
  );
  return (
    <>
      <p>
        <Link to="/my-applications">{t('application.back')}</Link>
      </p>
      <Heading key={topic}>
        {t('new.title')}: {t(`new.${topic}`)}
      </Heading>
      <p>{t('new.step', { number: topics.indexOf(topic) + 1, of: topics.length })}</p>
      {topic === 'whom' && (
        <Whom
          people={people}
          draft={draft}
          keep={keep}
          hasHousehold={(personId) => householdOf(personId) !== undefined}
        />
      )}
      {topic === 'needs' && unnamed > 0 && <p>{t('new.unnamed', { number: unnamed })}</p>}
      {topic === 'needs' && <Needs members={members} draft={draft} keep={keep} />}
      {topic === 'check' && (
        <Check members={members} draft={draft} householdId={household?.id ?? ''} onSent={discard} />
      )}
    </>
  );
}

/** The answers are checked once all of them are there. */
function topicOf(asked: string | null, { needs }: Draft): (typeof topics)[number] {
  const found = topics.find((known) => known === asked) ?? 'whom';
  return found === 'check' && !areAnswered(needs) ? 'needs' : found;
}

interface Page {
  readonly draft: Draft;
  readonly keep: (draft: Draft) => void;
}

function Whom({
  people,
  draft,
  keep,
  hasHousehold,
}: Page & { readonly people: readonly Someone[]; readonly hasHousehold: (personId: string) => boolean }) {
  const { t } = useTranslation('person');
  const words = usePersonWords();
  const navigate = useNavigate();
  const form = usePartForm({ beneficiaryId: draft.beneficiaryId }, (chosen) =>
    keep({ ...draft, ...chosen.getValues() }),
  );
  return (
    <Form name="whom" form={form} problem={null} onSend={() => void navigate('?topic=needs')}>
      <ChoiceField
        form={form}
        formName="whom"
        name="beneficiaryId"
        label={t('new.for')}
        hint={t('new.for.hint')}
        wrong={t('new.noHousehold')}
        isRight={hasHousehold}
        options={people.map((person) => ({ value: person.id, label: words(person) }))}
      />
      <button type="submit" className="btn btn-primary">
        {t('new.goOn')}
      </button>
    </Form>
  );
}

function Needs({ members, draft, keep }: Page & { readonly members: readonly Someone[] }) {
  const { t } = useTranslation('person');
  const navigate = useNavigate();
  const words = usePersonWords();
  return (
    <NeedsForm
      needs={draft.needs}
      people={members.map((person) => ({
        id: person.id,
        name: words(person),
        birthDate: null,
        comuneIstat: null,
      }))}
      onChange={(needs) => keep({ ...draft, needs })}
      onDone={() => void navigate('?topic=check')}
      back={<Link to="?topic=whom">{t('new.back')}</Link>}
    />
  );
}

function Check({
  members,
  draft,
  householdId,
  onSent,
}: {
  readonly members: readonly Someone[];
  readonly draft: Draft;
  readonly householdId: string;
  readonly onSent: () => void;
}) {
  const { t } = useTranslation('person');
  const { me } = useSession();
  const navigate = useNavigate();
  const words = usePersonWords();
  const { beneficiaryId, needs } = draft;
  const applicantId = me.personId ?? '';
  const open = useWrite('openAssessment', ({ assessmentId }) => {
    onSent();
    void navigate(`/my-applications/${assessmentId}`, { replace: true, state: { sent: 'application' } });
  });
  const nameOf = (id: string) => {
    const person = members.find((member) => member.id === id);
    return person ? words(person) : t('relative.unknown');
  };
  const relations = useList('listRelations', { query: applicantId ? { representativeId: applicantId } : {} });
  const acting = relations.items?.find(
    ({ personId, representativeId, inForce }) =>
      inForce && personId === beneficiaryId && representativeId === applicantId,
  );
  const body = bodyOf(
    { householdId, beneficiaryId, applicantId, relationId: acting?.id ?? '', needs },
    'online',
  );
  return (
    <>
      {open.error && <ProblemNotice error={open.error} leadTo={leadToTopic('whom')} />}
      {relations.error && <ProblemNotice error={relations.error} onAgain={() => void relations.refetch()} />}
      <dl className="console-facts">
        <dt>{t('application.for')}</dt>
        <dd>
          {nameOf(beneficiaryId)} <Link to="?topic=whom">{t('new.change')}</Link>
        </dd>
      </dl>
      <NeedsTable
        needs={body.needs.map((need, position) => ({
          ...need,
          id: String(position),
          position,
          coveredUnits: need.coveredUnits ?? 0,
          for: nameOf(need.forPersonId),
        }))}
      />
      <p>
        <Link to="?topic=needs">{t('new.changeNeeds')}</Link>
      </p>
      <p>{t('new.next')}</p>
      <button
        type="button"
        className="btn btn-primary"
        disabled={open.isPending || !relations.items}
        onClick={() => open.mutate({ body })}
      >
        {t(open.isPending ? 'order.sending' : 'new.send')}
      </button>
    </>
  );
}
