import { useTranslation } from 'react-i18next';
import { categoryTraits, serviceCategories, type ServiceCategory } from '../../../domain/provider-service.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useComuni } from '../../parts/use-comuni.ts';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { spoken } from '../../words/words.ts';

const empty = { organisationName: '', category: '', comune: '', contact: '', reason: '' };

/** Whom one would like to find among the providers; the organisation never learns by whom. */
export function SuggestForm() {
  const { t } = useTranslation('provider');
  const { items } = useComuni();
  const [form, { clear }] = useKeptForm('suggestion', empty, ['contact', 'reason']);
  const suggest = useWrite('suggestProvider', clear);
  const about = (name: keyof typeof empty) => ({
    form,
    formName: 'suggestion',
    name,
    label: t(`suggest.${name}`),
    wrong: t(`suggest.${name}.wrong`),
  });
  return (
    <>
      <p>{t('suggest.words')}</p>
      <p role="status">{suggest.isSuccess ? t('suggest.done') : ''}</p>
      <Form
        name="suggestion"
        form={form}
        problem={suggest.error}
        onSend={({ organisationName, category, comune, contact, reason }) =>
          suggest.mutate({
            body: {
              organisationName: organisationName.trim(),
              category: category as ServiceCategory,
              comuneIstat: comune || null,
              contact: contact.trim() || null,
              reason: reason.trim() || null,
            },
          })
        }
      >
        <div className="console-form">
          <TextField {...about('organisationName')} maxLength={200} />
          <SelectField
            {...about('category')}
            options={serviceCategories.map((value) => ({
              value,
              label: categoryTraits[value].words[spoken()],
            }))}
          />
          <SelectField
            key={items.length}
            {...about('comune')}
            optional
            options={items.map(({ istatCode, name }) => ({ value: istatCode, label: name }))}
          />
          <TextField {...about('contact')} hint={t('suggest.contact.hint')} optional maxLength={300} />
          <TextField {...about('reason')} optional rows={3} maxLength={2000} />
          <button type="submit" className="btn btn-primary" disabled={suggest.isPending}>
            {t('suggest.send')}
          </button>
        </div>
      </Form>
    </>
  );
}
