import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { romeToday } from '../../words/format.ts';

/** Makes the batch of what was just looked at; somebody else approves it. */
export function DrawUpForm() {
  const { t } = useTranslation('fund');
  const navigate = useNavigate();
  const [form, { forget }] = useKeptForm('batch', { executionOn: romeToday() });
  const drawUp = useWrite('drawUpBatch', ({ id }) => {
    forget();
    void navigate(`/settlement/${id}`);
  });
  return (
    <Form name="batch" form={form} problem={drawUp.error} onSend={(body) => drawUp.mutate({ body })}>
      <TextField
        form={form}
        formName="batch"
        name="executionOn"
        type="date"
        label={t('drawUp.executionOn')}
        hint={t('drawUp.executionOn.hint')}
        wrong={t('drawUp.executionOn.wrong')}
        isRight={(typed) => typed >= romeToday()}
      />
      <button type="submit" className="btn btn-primary" disabled={drawUp.isPending}>
        {t('drawUp.send')}
      </button>
    </Form>
  );
}
