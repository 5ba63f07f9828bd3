import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { taxLetters } from '../../../domain/provider-service.ts';
import { useWrite } from '../../client/use-write.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { Form } from '../../parts/form.tsx';
import type { TaxLetter } from './letters-shown.tsx';
import { Saved } from './saved.tsx';

interface Lettered {
  readonly id: string;
  readonly name: string;
  readonly taxLetters: readonly TaxLetter[];
}

/** The office says under which letters of art. 51 TUIR a service is offered. */
export function LettersForm({ service: { id, name, taxLetters: said } }: { readonly service: Lettered }) {
  const { t } = useTranslation('provider');
  const form = useForm({ values: { taxLetters: [...said] as string[] }, shouldFocusError: false });
  const set = useWrite('setTaxLetters');
  const formName = `letters-${id}`;
  return (
    <details>
      <summary className="py-1" aria-label={`${t('letters.set')}: ${name}`}>
        {t('letters.set')}
      </summary>
      <Saved isSaved={set.isSuccess} />
      <Form
        name={formName}
        form={form}
        problem={set.error}
        onSend={({ taxLetters: letters }) =>
          set.mutate({ params: { serviceId: id }, body: { taxLetters: letters as TaxLetter[] } })
        }
      >
        <ChecksField
          form={form}
          formName={formName}
          name="taxLetters"
          label={t('service.taxLetters')}
          hint={t('letters.hint')}
          wrong={t('letters.wrong')}
          options={taxLetters.map((value) => ({ value, label: t(`letter.${value}`) }))}
        />
        <button type="submit" className="btn btn-outline-primary" disabled={set.isPending}>
          {t('letters.send')}
        </button>
      </Form>
    </details>
  );
}
