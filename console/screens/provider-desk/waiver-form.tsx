import { useTranslation } from 'react-i18next';
import { categoryTraits, type ServiceCategory } from '../../../domain/provider-service.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { romeToday } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { Saved } from '../provider/saved.tsx';
import type { Application } from '../provider/use-own-application.ts';

/** The commission lets somebody from farther away offer what nobody near offers, for a year at most. */
export function WaiverForm({ application: { id, services } }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const empty = { category: '', from: romeToday(), until: '', reason: '' };
  const [form, { clear }] = useKeptForm(`${id}/waiver`, empty);
  const grant = useWrite('grantWaiver', clear);
  const categories = [...new Set(services.map(({ category }) => category))];
  const about = (name: 'category' | 'from' | 'until' | 'reason') => ({
    form,
    formName: 'waiver',
    name,
    label: t(`waiver.${name}`),
    wrong: t(`waiver.${name}.wrong`),
  });
  if (categories.length === 0) return null;
  return (
    <section className="mt-4" aria-labelledby="waiver">
      <h2 id="waiver" className="h4">
        {t('waiver.title')}
      </h2>
      <p>{t('waiver.words')}</p>
      <Saved isSaved={grant.isSuccess} />
      <Form
        name="waiver"
        form={form}
        problem={grant.error}
        onSend={({ category, reason, ...days }) =>
          grant.mutate({
            params: { applicationId: id },
            body: { ...days, category: category as ServiceCategory, reason: reason.trim() },
          })
        }
      >
        <div className="console-form">
          <SelectField
            {...about('category')}
            options={categories.map((value) => ({ value, label: categoryTraits[value].words[spoken()] }))}
          />
          <TextField {...about('from')} type="date" />
          <TextField {...about('until')} type="date" />
          <TextField {...about('reason')} rows={3} maxLength={2000} />
          <button type="submit" className="btn btn-primary" disabled={grant.isPending}>
            {t('waiver.send')}
          </button>
        </div>
      </Form>
    </section>
  );
}
