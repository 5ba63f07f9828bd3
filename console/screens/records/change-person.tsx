import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { useLeaveWarning } from '../../parts/use-leave-warning.ts';
import { PersonFields, sentPerson, type TypedPerson } from './person-fields.tsx';
import type { Person } from './person.tsx';

/** Corrects a record: only what was changed is sent. */
export function ChangePerson({ person, onDone }: { readonly person: Person; readonly onDone: () => void }) {
  const { t } = useTranslation('records');
  const form = useForm({ defaultValues: typedOf(person), shouldFocusError: false });
  const { isDirty, dirtyFields } = form.formState;
  const change = useWrite('changePerson', onDone);
  useLeaveWarning(isDirty);
  return (
    <Form
      name="person"
      form={form}
      problem={change.error}
      className="console-form"
      onSend={(typed) => {
        if (!isDirty) return onDone();
        const changed = Object.entries(sentPerson(typed)).filter(([field]) =>
          Object.hasOwn(dirtyFields, field),
        );
        change.mutate({ params: { personId: person.id }, body: Object.fromEntries(changed) });
      }}
    >
      <PersonFields form={form} formName="person" />
      <div className="console-actions">
        <button type="submit" className="btn btn-primary" disabled={change.isPending}>
          {t(change.isPending ? 'sending' : 'save')}
        </button>
        <button type="button" className="btn btn-outline-primary" onClick={onDone}>
          {t('notNow')}
        </button>
      </div>
    </Form>
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
