import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ErrorSummary } from '../../parts/error-summary.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useLeaveWarning } from '../../parts/use-leave-warning.ts';
import { faultsByField } from './errors.ts';
import { PersonFields, sentPerson, type TypedPerson } from './person-fields.tsx';
import type { Person } from './person.tsx';
import { useFieldWords } from './use-field-words.ts';

/** Corrects a record: only what was changed is sent. */
export function ChangePerson({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const { t } = useTranslation('records');
  const before = typedOf(person);
  const [typed, setTyped] = useState(before);
  const [asked, setAsked] = useState(0);
  const change = useWrite('changePerson', onDone);
  const faults = faultsByField(change.error, useFieldWords());
  const changed = Object.fromEntries(
    Object.entries(sentPerson(typed)).filter(
      ([field]) => typed[field as keyof TypedPerson] !== before[field as keyof TypedPerson],
    ),
  );
  useLeaveWarning(Object.keys(changed).length > 0);
  return (
    <form
      noValidate
      className="console-form"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(asked + 1);
        if (Object.keys(changed).length === 0) return onDone();
        change.mutate({ params: { personId: person.id }, body: changed });
      }}
    >
      {faults.size > 0 && (
        <ErrorSummary title={t('wrong.title')} faults={[...new Set(faults.values())]} asked={asked} />
      )}
      {change.error && faults.size === 0 && <ProblemNotice error={change.error} />}
      <PersonFields person={typed} faults={faults} onChange={setTyped} />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={change.isPending}>
          {t(change.isPending ? 'sending' : 'save')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onDone}>
          {t('notNow')}
        </button>
      </div>
    </form>
  );
}

function typedOf({ identity, birthDate, comuneIstat, channel, locale }: Person): TypedPerson {
  const { givenName = '', familyName = '', taxCode, email, phone, address } = identity ?? {};
  return {
    givenName,
    familyName,
    birthDate: birthDate ?? '',
    taxCode: taxCode ?? '',
    comuneIstat: comuneIstat ?? '',
    email: email ?? '',
    phone: phone ?? '',
    address: address ?? '',
    channel,
    locale: locale === 'en' ? 'en' : 'it',
  };
}
