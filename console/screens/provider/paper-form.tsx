import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProviderDocumentCategory } from '../../../domain/provider-service.ts';
import type { Call } from '../../client/call.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Form } from '../../parts/form.tsx';
import { messageOf, TextField } from '../../parts/text-field.tsx';
import { useFaults, useKeptForm } from '../../parts/use-kept-form.ts';
import { day, romeToday } from '../../words/format.ts';
import { Debts, debtsIn, noDebt, type TypedDebt } from './debts.tsx';

export type PaperSaid = Call<'submitDocument'>['body'];

/** How the last good day of each paper is known: asked for, asked for unless it has none, or known without asking. */
const ends: Readonly<Record<ProviderDocumentCategory, 'said' | 'saidOrOpen' | 'may' | 'known'>> = {
  durc: 'known',
  insurance: 'said',
  authorisation: 'saidOrOpen',
  minorsStaffDeclaration: 'may',
  riskAssessmentDeclaration: 'may',
};

/** A file and its days. A file that was received is not sent twice when its days are put right. */
export function PaperForm({
  category,
  until,
  error,
  isBusy,
  onUpload,
  onSend,
}: {
  readonly category: ProviderDocumentCategory;
  /** The last day of the one it replaces: null where that does not end, undefined where there is none. */
  readonly until?: string | null | undefined;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onUpload: (file: File) => Promise<string>;
  readonly onSend: (paper: PaperSaid) => void;
}) {
  const { t } = useTranslation('provider');
  const [file, setFile] = useState<File>();
  const [received, setReceived] = useState<{ readonly file: File; readonly id: string }>();
  const [debts, setDebts] = useState<readonly TypedDebt[]>([]);
  const [warnedOf, setWarnedOf] = useState<string>();
  const name = `paper-${category}`;
  const [form] = useKeptForm(name, { file: '', issuedOn: '', validUntil: '', hasEnd: 'yes', regular: 'yes' });
  useFaults(form, error, (place, message) => {
    if (place === 'issuedOn' || place === 'validUntil')
      return { field: place, words: t('paper.fault', { message }) };
    return place.startsWith('file') ? { field: 'file', words: t('paper.file.wrong') } : undefined;
  });
  const end = ends[category];
  const hasEnd = form.watch('hasEnd') === 'yes';
  const isRegular = form.watch('regular') === 'yes';
  const asksEnd = end === 'said' || end === 'may' || (end === 'saidOrOpen' && hasEnd);
  const send = async ({
    issuedOn,
    validUntil,
  }: {
    readonly issuedOn: string;
    readonly validUntil: string;
  }) => {
    const isShorter = asksEnd && validUntil !== '' && until !== undefined && (until ?? '9999') > validUntil;
    if (isShorter && warnedOf !== validUntil) return setWarnedOf(validUntil);
    try {
      const id = received?.file === file && received ? received.id : await onUpload(file!);
      setReceived({ file: file!, id });
      onSend({
        category,
        documentId: id,
        issuedOn,
        ...(asksEnd && validUntil ? { validUntil } : {}),
        ...(end === 'saidOrOpen' && !hasEnd ? { validUntil: null } : {}),
        ...(category === 'durc' && !isRegular ? { debts: debtsIn(debts) } : {}),
      });
    } catch {
      // What the upload was refused for is shown above the form: the write keeps it.
    }
  };
  return (
    <Form name={name} form={form} problem={error} onSend={(values) => void send(values)}>
      <div className="console-form">
        <Field
          id={`${name}-file`}
          label={t('paper.file')}
          hint={t('paper.file.hint')}
          error={messageOf(form, 'file')}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept="application/pdf,image/jpeg,image/png"
              {...form.register('file', { validate: () => file !== undefined || t('paper.file.missing') })}
              onChange={({ target }) => setFile(target.files?.[0])}
            />
          )}
        </Field>
        <TextField
          form={form}
          formName={name}
          name="issuedOn"
          label={t(category === 'durc' ? 'paper.verifiedOn' : 'paper.issuedOn')}
          wrong={t('paper.issuedOn.wrong')}
          type="date"
          max={romeToday()}
          isRight={(typed) => typed !== '' && typed <= romeToday()}
        />
        {end === 'saidOrOpen' && (
          <Choice
            legend={t('paper.hasEnd')}
            options={[
              { value: 'yes', label: t('paper.hasEnd.yes') },
              { value: 'no', label: t('paper.hasEnd.no') },
            ]}
            chosen={form.watch('hasEnd')}
            onChoose={(value) => form.setValue('hasEnd', value)}
          />
        )}
        {asksEnd && (
          <TextField
            form={form}
            formName={name}
            name="validUntil"
            label={t('paper.validUntil')}
            hint={end === 'may' ? t('paper.validUntil.year') : t('paper.validUntil.hint')}
            wrong={t('paper.validUntil.wrong')}
            type="date"
            optional={end === 'may'}
          />
        )}
        {category === 'durc' && (
          <Choice
            legend={t('paper.regular')}
            options={[
              { value: 'yes', label: t('paper.regular.yes') },
              { value: 'no', label: t('paper.regular.no') },
            ]}
            chosen={form.watch('regular')}
            onChoose={(value) => {
              form.setValue('regular', value);
              if (debts.length === 0) setDebts([noDebt]);
            }}
          />
        )}
        {category === 'durc' && !isRegular && <Debts debts={debts} onChange={setDebts} />}
        <p role="status" className={warnedOf ? 'console-missing' : 'visually-hidden'}>
          {warnedOf &&
            t(until ? 'paper.shorter' : 'paper.shorter.noEnd', {
              day: day(warnedOf),
              before: until && day(until),
            })}
        </p>
        <button type="submit" className="btn btn-primary" disabled={isBusy}>
          {t(warnedOf ? 'paper.shorter.yes' : 'paper.send')}
        </button>
      </div>
    </Form>
  );
}
