import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Field } from '../../parts/field.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import { Opener } from '../../parts/opener.tsx';

const lines = ['address', 'postalCode', 'comune', 'province', 'taxRegime'] as const;
const patterns = {
  address: /\S/,
  postalCode: /^\d{5}$/,
  comune: /\S/,
  province: /^[A-Za-z]{2}$/,
  taxRegime: /^[Rr][Ff](0[1-9]|1[0-9]|20)$/,
} as const satisfies Record<(typeof lines)[number], RegExp>;

/** The seat and tax regime that stand in the drafts: entered once, and anew when they change. */
export function IssuerForm() {
  const { t } = useTranslation('till');
  const [isOpen, setOpen] = useState(false);
  const [isDone, setDone] = useState(false);
  return (
    <section aria-labelledby="issuer" className="mt-5">
      <h2 id="issuer" className="h4">
        {t('issuer.title')}
      </h2>
      <p>{t('issuer.words')}</p>
      <p role="status">{isDone ? t('issuer.done') : ''}</p>
      <Opener label={t('issuer.open')} isOpen={isOpen} onSet={setOpen} />
      {isOpen && (
        <Fields
          onDone={() => {
            setDone(true);
            setOpen(false);
          }}
        />
      )}
    </section>
  );
}

function Fields({ onDone }: { readonly onDone: () => void }) {
  const { t } = useTranslation('till');
  const form = useForm({
    defaultValues: {
      address: '',
      postalCode: '',
      comune: '',
      province: '',
      taxRegime: '',
      stampExempt: false,
    },
    shouldFocusError: false,
  });
  const enter = useWrite('setInvoiceIssuer', onDone);
  return (
    <div className="console-form mt-3">
      <Form
        name="issuer"
        form={form}
        problem={enter.error}
        onSend={({ province, taxRegime, ...rest }) =>
          enter.mutate({
            body: { ...rest, province: province.toUpperCase(), taxRegime: taxRegime.toUpperCase() },
          })
        }
      >
        {lines.map((line) => (
          <Field
            key={line}
            id={`issuer-${line}`}
            label={t(`issuer.${line}`)}
            {...(line === 'taxRegime' ? { hint: t('issuer.taxRegime.hint') } : {})}
            error={wrongWith(form.formState.errors, enter.error, line)}
          >
            {(described) => (
              <input
                {...described}
                className="form-control"
                maxLength={60}
                {...form.register(line, {
                  validate: (typed) => patterns[line].test(typed.trim()) || t(`issuer.${line}.wrong`),
                  setValueAs: (typed: string) => typed.trim(),
                })}
              />
            )}
          </Field>
        ))}
        <label className="console-option mb-3">
          <input type="checkbox" {...form.register('stampExempt')} />
          <span>{t('issuer.stampExempt')}</span>
        </label>
        <button type="submit" className="btn btn-primary" disabled={enter.isPending}>
          {t('issuer.send')}
        </button>
      </Form>
    </div>
  );
}
