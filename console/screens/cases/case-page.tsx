import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { CaseTabs, tabs } from './case-tabs.tsx';
import { DecisionTab } from './decision-tab.tsx';
import { DocumentsTab } from './documents-tab.tsx';
import { FormsTab } from './forms-tab.tsx';
import { IdentityBar } from './identity-bar.tsx';
import { NotesTab } from './notes-tab.tsx';
import { OpeningGate } from './opening.tsx';
import { PaymentsTab } from './payments-tab.tsx';
import { SummaryTab } from './summary-tab.tsx';
import { TimelineTab } from './timeline-tab.tsx';
import { ScreenStates } from '../../parts/screen-states.tsx';
import { useLeaveWarning } from '../../parts/use-leave-warning.ts';

export type Assessment = Answer<'getAssessment'>;

const content = {
  summary: SummaryTab,
  documents: DocumentsTab,
  forms: FormsTab,
  decision: DecisionTab,
  payments: PaymentsTab,
  timeline: TimelineTab,
};

/** A case as its caseworker sees it: where it stands always, what it holds once they said why they open it. */
export function CasePage({ id }: { readonly id: string }) {
  const { t } = useTranslation('cases');
  const [search] = useSearchParams();
  const found = useRead('getAssessment', { params: { assessmentId: id } });
  const tab = tabs.find((known) => known === search.get('tab')) ?? 'summary';
  const Content = tab === 'notes' ? undefined : content[tab];
  const note = useForm({ defaultValues: { text: '' }, shouldFocusError: false });
  useLeaveWarning(note.formState.isDirty);
  const awardId = found.data?.awardId ?? null;
  // Read before anything is drawn: what an award waits for takes another line, and would push what stands below.
  const award = useRead('getAward', { params: { awardId: awardId ?? '' } }, { enabled: awardId !== null });
  if (!found.data) return <ScreenStates of={found} />;
  if (awardId !== null && award.isPending) return <ScreenStates of={award} />;
  const assessment = found.data;
  return (
    <>
      <IdentityBar assessment={assessment} />
      <OpeningGate of={id}>
        {(reason) => (
          <>
            <CaseTabs chosen={tab} />
            <section aria-label={t(`tab.${tab}`)}>
              {Content ? (
                <Content assessment={assessment} reason={reason} />
              ) : (
                <NotesTab assessment={assessment} reason={reason} form={note} />
              )}
            </section>
          </>
        )}
      </OpeningGate>
    </>
  );
}
