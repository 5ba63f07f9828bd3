import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Heading } from '../../parts/heading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Told } from '../../parts/told.tsx';
import { useMissing } from '../../parts/use-missing.tsx';
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
      {erase.error && <ProblemNotice error={erase.error} />}
      <Asking
        key={`form ${erased}`}
        isPending={erase.isPending}
        onErase={(personId, ground) => erase.mutate({ params: { personId }, body: { ground } })}
      />
    </>
  );
}

function Asking({
  isPending,
  onErase,
}: {
  readonly isPending: boolean;
  readonly onErase: (personId: string, ground: Ground) => void;
}) {
  const { t } = useTranslation('records');
  const [typed, setTyped] = useState('');
  const [ground, setGround] = useState<Ground>('request');
  const personId = typed.trim().toLowerCase();
  const code = personId.slice(-8);
  const wrong = isCode.test(personId) ? undefined : t('erasure.code.wrong');
  const missing = useMissing([{ name: 'code', label: t('erasure.code'), value: typed, wrong }]);
  return (
    <>
      {missing.summary}
      <Field id="code" label={t('erasure.code')} hint={t('erasure.code.hint')} error={missing.at('code')}>
        {(control) => (
          <input
            {...control}
            autoComplete="off"
            spellCheck={false}
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        )}
      </Field>
      <Choice
        legend={t('erasure.ground')}
        options={grounds.map((value) => ({ value, label: t(`ground.${value}`) }))}
        chosen={ground}
        onChoose={(value) => setGround(value as Ground)}
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
          isReady={() => missing.isComplete()}
          onDo={() => onErase(personId, ground)}
        />
      </div>
    </>
  );
}
