import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form, isComplete } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { Told } from '../../parts/told.tsx';
import { ErasureTold } from './erasure-told.tsx';

type Ground = Call<'erasePerson'>['body']['ground'];

const grounds: readonly Ground[] = ['request', 'retentionOver'];
const isCode = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Erases somebody for good, by the code that whoever keeps their record gave: an administrator reads none. */
export default function Erasure() {
  const { t } = useTranslation('records');
  const erase = useWrite('erasePerson');
  const erased = erase.data?.id;
  return (
    <>
      <p className="mb-2">
        <Link to="/accounts">{t('back.accounts')}</Link>
      </p>
      <Heading>{t('erasure.title')}</Heading>
      {erased && <Told key={erased}>{t('erasure.done', { code: erased.slice(-8) })}</Told>}
      <p>{t('erasure.intro')}</p>
      <ErasureTold />
      <Asking
        key={`form ${erased}`}
        write={erase}
        onErase={(personId, ground) => erase.mutate({ params: { personId }, body: { ground } })}
      />
    </>
  );
}

const empty: { personId: string; ground: Ground } = { personId: '', ground: 'request' };

function Asking({
  write: { error, isPending },
  onErase,
}: {
  readonly write: { readonly error: Error | null; readonly isPending: boolean };
  readonly onErase: (personId: string, ground: Ground) => void;
}) {
  const { t } = useTranslation('records');
  const form = useForm({ defaultValues: empty, shouldFocusError: false });
  const personId = codeIn(form.watch('personId'));
  const code = personId.slice(-8);
  const at = { form, formName: 'erasure' };
  return (
    <Form name="erasure" form={form} problem={error}>
      <TextField
        {...at}
        name="personId"
        label={t('erasure.code')}
        hint={t('erasure.code.hint')}
        wrong={t('erasure.code.wrong')}
        isRight={(typed) => isCode.test(codeIn(typed))}
        spellCheck={false}
        maxLength={60}
      />
      <ChoiceField
        {...at}
        name="ground"
        label={t('erasure.ground')}
        options={grounds.map((value) => ({ value, label: t(`ground.${value}`) }))}
      />
      <div className="console-actions">
        <AskedTwice
          // Another code is another question.
          key={personId}
          label={t('erasure.send')}
          about={code}
          sure={t('erasure.sure', { code })}
          yes={t('erasure.yes')}
          isPending={isPending}
          isReady={() => isComplete(form)}
          onDo={() => onErase(personId, form.getValues('ground'))}
        />
      </div>
    </Form>
  );
}

function codeIn(typed: string): string {
  return typed.trim().toLowerCase();
}
