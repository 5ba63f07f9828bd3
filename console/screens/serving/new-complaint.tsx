import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { complaintSubjectNames, complaintSubjects } from '../../../domain/provider-complaint.ts';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { spoken } from '../../words/words.ts';

/** Somebody who did not decide the matter answers. */
export default function NewComplaint() {
  const { t } = useTranslation('serving');
  const navigate = useNavigate();
  const [search] = useSearchParams();
  // Led here from a decision, the address says which.
  const decision = { about: search.get('about') ?? '', subjectId: search.get('subject') };
  const [form, { forget }] = useKeptForm(`complaint/${search.toString()}`, {
    about: complaintSubjectNames.find((known) => known === decision.about) ?? ('' as const),
    reasons: '',
  });
  const file = useWrite('fileComplaint', ({ complaintId }) => {
    forget();
    void navigate(`/complaints/${complaintId}`, { replace: true });
  });
  return (
    <>
      <p>
        <Link to="/complaints">{t('complaint.back')}</Link>
      </p>
      <Heading>{t('complaint.new.title')}</Heading>
      <p>{t('complaint.new.words')}</p>
      <Form
        name="complaint"
        form={form}
        problem={file.error}
        onSend={({ about, reasons }) => {
          const subjectId = about === decision.about ? decision.subjectId : null;
          if (about) file.mutate({ body: { about, reasons, subjectId } });
        }}
      >
        <ChoiceField
          form={form}
          formName="complaint"
          name="about"
          label={t('complaint.new.about')}
          wrong={t('complaint.new.about.missing')}
          options={complaintSubjectNames.map((value) => ({
            value,
            label: (
              <span className="console-sentence d-inline-block">{complaintSubjects[value][spoken()]}</span>
            ),
          }))}
        />
        <TextField
          form={form}
          formName="complaint"
          name="reasons"
          label={t('complaint.reasons')}
          hint={t('complaint.reasons.hint')}
          wrong={t('complaint.reasons.missing')}
          rows={7}
          maxLength={4000}
        />
        <button type="submit" className="btn btn-primary" disabled={file.isPending}>
          {t('complaint.new.do')}
        </button>
      </Form>
    </>
  );
}
