import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';

const USUAL_DAYS = '90';

/** A token for a program of one's own, with no more roles than one has; its secret is shown once. */
export function NewToken() {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const form = useForm({ defaultValues: { label: '', validDays: USUAL_DAYS }, shouldFocusError: false });
  const create = useWrite('createToken');
  const at = { form, formName: 'token' };
  return (
    <section aria-labelledby="new-token" className="mt-5">
      <h2 id="new-token" className="h4">
        {t('tokens.new')}
      </h2>
      {create.data && (
        <div className="console-missing" role="alert">
          <p className="mb-1">
            {t(create.data.secret ? 'tokens.secret' : 'tokens.secretLost', {
              until: moment(create.data.expiresAt),
            })}
          </p>
          {create.data.secret && <p className="console-code h5 mb-0">{create.data.secret}</p>}
        </div>
      )}
      <Form
        name="token"
        form={form}
        problem={create.error}
        className="console-form"
        onSend={({ label, validDays }) =>
          create.mutate({ body: { label, roles: [...me.roles], validDays: Number(validDays) } })
        }
      >
        <TextField
          {...at}
          name="label"
          label={t('tokens.label')}
          hint={t('tokens.label.hint')}
          wrong={t('tokens.label.wrong')}
        />
        <TextField
          {...at}
          name="validDays"
          label={t('tokens.days')}
          wrong={t('tokens.days.wrong')}
          inputMode="numeric"
        />
        <button type="submit" className="btn btn-primary" disabled={create.isPending}>
          {t('tokens.create')}
        </button>
      </Form>
    </section>
  );
}
