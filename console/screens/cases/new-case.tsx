import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Heading } from '../../parts/heading.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { unfinishedPlaces } from '../../session/unfinished.ts';
import { CheckTopic } from './check-topic.tsx';
import { areAnswered, emptyDraft, type CaseDraft } from './draft.ts';
import type { Drafts } from './drafts.ts';
import { HouseholdTopic } from './household-topic.tsx';
import { NeedsTopic } from './needs-topic.tsx';
import { PeopleTopic } from './people-topic.tsx';

const topics = ['household', 'people', 'needs', 'check'] as const;
type Topic = (typeof topics)[number];

const pages = { household: HouseholdTopic, people: PeopleTopic, needs: NeedsTopic };

export interface TopicPage {
  readonly draft: CaseDraft;
  /** What was begun for other households and is not finished. */
  readonly aside: readonly CaseDraft[];
  readonly keep: (next: CaseDraft) => void;
  readonly onDrafts: (next: Drafts) => void;
  /** On to the topic after this one, with what was answered. */
  readonly onDone: (next: CaseDraft) => void;
}

/**
 * An application at the desk, one topic a page. What is typed stays in this tab as typed, so that a refresh or a lapsed
 * session loses nothing; it names people and providers by reference only. Whoever is interrupted by somebody else begins
 * for them beside it: what was begun before is put aside.
 */
export default function NewCase() {
  const { t } = useTranslation('cases');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [draft, keep, discard] = useDraft(unfinishedPlaces.inHand, emptyDraft);
  const [aside, keepAside] = useDraft<readonly CaseDraft[]>(unfinishedPlaces.aside, []);
  const topic = topicOf(search.get('topic'), draft);
  const number = topics.indexOf(topic) + 1;
  const onDone = (next: CaseDraft) => {
    keep(next);
    void navigate(`?topic=${topics[number] ?? 'check'}`);
  };
  const onDrafts = (next: Drafts) => {
    keep(next.draft);
    keepAside(next.aside);
  };
  return (
    <>
      <Heading key={topic} title={t(`topic.${topic}`)}>
        {t('new.title')}
      </Heading>
      <p role="status">{t('new.step', { number, of: topics.length, topic: t(`topic.${topic}`) })}</p>
      {topic === 'check' ? (
        <CheckTopic draft={draft} onSent={discard} />
      ) : (
        <Page page={topic} draft={draft} aside={aside} keep={keep} onDrafts={onDrafts} onDone={onDone} />
      )}
    </>
  );
}

function Page({ page, ...given }: TopicPage & { readonly page: keyof typeof pages }) {
  const Topic = pages[page];
  return <Topic {...given} />;
}

/** A topic is reached once those before it are answered. */
function topicOf(asked: string | null, { householdId, beneficiaryId, applicantId, needs }: CaseDraft): Topic {
  if (!householdId) return 'household';
  const found = topics.find((topic) => topic === asked) ?? 'household';
  if (found === 'household') return found;
  if (!beneficiaryId || !applicantId) return 'people';
  return found === 'check' && !areAnswered(needs) ? 'needs' : found;
}
