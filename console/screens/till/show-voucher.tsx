import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { readCode } from '../../../domain/voucher-code.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { Camera } from './camera.tsx';
import { asPrinted, signsMissing } from './code.ts';
import { Field } from '../../parts/field.tsx';
import { FocusedHeading } from '../../parts/focused-heading.tsx';
import { Refused } from './refused.tsx';
import type { Standing } from '../../parts/till-user-fields.tsx';

/** A voucher is scanned, or its twelve signs are typed: the second always works. */
export function ShowVoucher({
  standing,
  typed,
  onType,
  onHeld,
  onRefused,
}: {
  readonly standing: Standing;
  readonly typed: string;
  readonly onType: (typed: string) => void;
  readonly onHeld: (holdId: string) => void;
  readonly onRefused: (error: unknown) => void;
}) {
  const { t } = useTranslation('till');
  const [isScanning, setScanning] = useState(false);
  const hold = useWrite('holdVoucher', ({ id }) => onHeld(id));
  const send = (shown: { readonly secret: string } | { readonly code: string }) => {
    if (!hold.isPending) hold.mutate({ body: { ...standing, ...shown } }, { onError: onRefused });
  };
  const again = () => {
    if (hold.variables) hold.mutate(hold.variables, { onError: onRefused });
  };
  const read = (secret: string) => {
    setScanning(false);
    send({ secret });
  };
  return (
    <section aria-labelledby="show" className="console-form">
      <FocusedHeading id="show">{t('show.title')}</FocusedHeading>
      {hold.error && <Refused error={hold.error} onAgain={again} />}
      {hold.isPending && <Loading />}
      {isScanning ? (
        <Camera onRead={read} onClose={() => setScanning(false)} />
      ) : (
        <button
          type="button"
          className="btn btn-primary till-large"
          disabled={hold.isPending}
          onClick={() => setScanning(true)}
        >
          {t('show.scan')}
        </button>
      )}
      <p className="till-or">{t('show.or')}</p>
      <TypedCode typed={typed} isBusy={hold.isPending} onType={onType} onSend={(code) => send({ code })} />
    </section>
  );
}

function TypedCode({
  typed,
  isBusy,
  onType,
  onSend,
}: {
  readonly typed: string;
  readonly isBusy: boolean;
  readonly onType: (typed: string) => void;
  readonly onSend: (code: string) => void;
}) {
  const { t } = useTranslation('till');
  const [isAsked, setAsked] = useState(false);
  const missing = signsMissing(typed);
  const code = readCode(typed);
  const isWhole = missing === 0;
  const wrong = code
    ? undefined
    : isWhole
      ? t('code.wrong')
      : isAsked
        ? t('code.missing', { count: missing })
        : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (code) return onSend(code);
    setAsked(true);
    document.getElementById('code')?.focus();
  };
  return (
    <form noValidate onSubmit={submit}>
      <Field id="code" label={t('code.label')} hint={t('code.hint')} error={wrong}>
        {(described) => (
          <input
            {...described}
            className="form-control till-code"
            value={typed}
            autoCapitalize="characters"
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            onChange={({ target }) => {
              setAsked(false);
              onType(asPrinted(target.value));
            }}
          />
        )}
      </Field>
      <p role="status" className={code ? 'console-hint' : 'visually-hidden'}>
        {code ? t('code.right') : isWhole ? t('code.wrong.short') : ''}
      </p>
      <button type="submit" className="btn btn-primary till-large" disabled={isBusy}>
        {t('code.send')}
      </button>
    </form>
  );
}
