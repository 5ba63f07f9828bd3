import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import {
  complaintSubjectNames,
  complaintSubjects,
  type ComplaintSubject,
} from '../../../domain/provider-complaint.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { useFaults } from '../../parts/use-faults.tsx';
import { spoken } from '../../words/words.ts';

/** Somebody who did not decide the matter answers. */
export default function NewComplaint() {
  const { t } = useTranslation('serving');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  // Led here from a decision, the address says which.
  const decision = { about: search.get('about') ?? '', subjectId: search.get('subject') };
  const [draft, keep, discard] = useDraft(`complaint/${search.toString()}`, {
    about: complaintSubjectNames.find((known) => known === decision.about) ?? '',
    reasons: '',
  });
  const file = useWrite('fileComplaint', ({ complaintId }) => {
    discard();
    void navigate(`/complaints/${complaintId}`, { replace: true });
  });
  const faults = useFaults(
    {
      about: { isWrong: draft.about === '', words: t('complaint.new.about.missing') },
      reasons: { isWrong: draft.reasons.trim() === '', words: t('complaint.reasons.missing') },
    },
    file.error,
  );
  return (
    <>
      <p>
        <Link to="/complaints">{t('complaint.back')}</Link>
      </p>
      <Heading>{t('complaint.new.title')}</Heading>
      <p>{t('complaint.new.words')}</p>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!faults.isSound()) return;
          const { about, reasons } = draft;
          const subjectId = about === decision.about ? decision.subjectId : null;
          file.mutate({ body: { about: about as ComplaintSubject, reasons, subjectId } });
        }}
      >
        {faults.summary}
        <Choice
          legend={t('complaint.new.about')}
          {...faults.field('about')}
          options={complaintSubjectNames.map((value) => ({
            value,
            label: (
              <span className="console-sentence d-inline-block">{complaintSubjects[value][spoken()]}</span>
            ),
          }))}
          chosen={draft.about}
          onChoose={(about) => keep({ ...draft, about })}
        />
        <Field label={t('complaint.reasons')} hint={t('complaint.reasons.hint')} {...faults.field('reasons')}>
          {(control) => (
            <textarea
              {...control}
              rows={7}
              maxLength={4000}
              value={draft.reasons}
              onChange={(event) => keep({ ...draft, reasons: event.target.value })}
            />
          )}
        </Field>
        <button type="submit" className="btn btn-primary" disabled={file.isPending}>
          {t('complaint.new.do')}
        </button>
      </form>
    </>
  );
}
