import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { Choice } from '../../parts/choice.tsx';
import { Form } from '../../parts/form.tsx';
import { SigningCode } from '../../parts/signing-code.tsx';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import type { Declared } from './declaration-field.tsx';
import { Obligations } from './obligations.tsx';
import { PreparedPaper } from './prepared-paper.tsx';
import type { Signing } from './signing.tsx';

type Consent = Call<'prepareCharterPaper'>['body'];
type Way = 'code' | 'file';
export type SignValues = Record<string, string | boolean>;

/** Each obligation is accepted by itself, what is asked is declared, and then it is signed, by a code or by a file. */
export function SignForm({ signing }: { readonly signing: Signing }) {
  const { t } = useTranslation('charter');
  const { id, obligations, codeSuffices, declaredBefore, textHash, paperPreparedAt } = signing;
  const asked = [...new Set(obligations.flatMap(({ declarations }) => declarations))];
  const [way, setWay] = useState<Way>(codeSuffices && !paperPreparedAt ? 'code' : 'file');
  const [form, { forget }] = useKeptForm<SignValues>(
    `signing-${id}`,
    {
      ...Object.fromEntries(obligations.map(({ key }) => [`accept_${key}`, false])),
      ...Object.fromEntries(asked.map((field) => [field, String(declaredBefore?.[field] ?? '')])),
      typedName: '',
      code: '',
    },
    ['typedName', 'code'],
  );
  const params = { signingId: id };
  const ask = useWrite('requestSigningCode');
  const sign = useWrite('signCharter', forget);
  const prepare = useWrite('prepareCharterPaper');
  const error = way === 'code' ? sign.error : prepare.error;
  useFaults(form, error, (place, message) => {
    const [group, name = ''] = place.split('/');
    const obligation = obligations.find(({ key }) => key === name);
    if (group === 'obligations' && obligation)
      return { field: `accept_${name}`, words: t('obligation.wrong', { text: obligation.text }) };
    if (group === 'declarations')
      return {
        field: name,
        words: t('declaration.fault', { what: t(`declare.${name as Declared}`), message }),
      };
    return undefined;
  });
  const send = (values: SignValues) => {
    const consent = consentIn(values, signing, asked);
    if (way === 'file') return prepare.mutate({ params, body: consent });
    const typed = { typedName: String(values['typedName']).trim(), code: String(values['code']).trim() };
    sign.mutate({ params, body: { ...consent, textHash, ...typed } });
  };
  return (
    <>
      <Form name="signing" form={form} problem={error} onSend={send}>
        <h2 className="h4">{t('sign.accept')}</h2>
        <p>{t('sign.accept.words')}</p>
        {declaredBefore && <p>{t('sign.declaredBefore')}</p>}
        <Obligations form={form} obligations={obligations} />
        <h2 className="h4">{t('sign.how')}</h2>
        {codeSuffices ? (
          <Choice
            legend={t('sign.way')}
            options={[
              { value: 'code', label: t('sign.way.code') },
              { value: 'file', label: t('sign.way.file') },
            ]}
            chosen={way}
            onChoose={(value) => setWay(value as Way)}
          />
        ) : (
          <p>{t('sign.fileOnly')}</p>
        )}
        {way === 'code' && (
          <SigningCode form={form} formName="signing" asking={ask} onAsk={() => ask.mutate({ params })} />
        )}
        <button type="submit" className="btn btn-primary" disabled={sign.isPending || prepare.isPending}>
          {t(way === 'code' ? 'sign.send' : paperPreparedAt ? 'paper.again' : 'paper.prepare')}
        </button>
      </Form>
      {way === 'file' && paperPreparedAt && <PreparedPaper signing={signing} onSigned={forget} />}
    </>
  );
}

const numbers: readonly string[] = ['headcount', 'law68Base', 'disabledWorkersEmployed'];

function consentIn(
  values: SignValues,
  { textHash, obligations }: Signing,
  asked: readonly Declared[],
): Consent {
  const said = asked.map((field) => {
    const typed = String(values[field]).trim();
    return [field, numbers.includes(field) ? Number(typed) : typed.toUpperCase()] as const;
  });
  return {
    textHash,
    obligations: obligations.filter(({ key }) => values[`accept_${key}`] === true).map(({ key }) => key),
    declarations: Object.fromEntries(said),
  };
}
