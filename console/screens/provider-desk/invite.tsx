import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { Heading } from '../../parts/heading.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { spoken } from '../../words/words.ts';

/** Invites an organisation, of one's own accord or upon a suggestion: who suggested is not named. */
export default function Invite() {
  const { t } = useTranslation('provider');
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const suggestionId = search.get('suggestion');
  const form = useForm({ defaultValues: { organisationName: '', email: '' }, shouldFocusError: false });
  const invite = useWrite(
    'inviteProvider',
    ({ applicationId }) => void navigate(`/applications/${applicationId}`),
  );
  return (
    <>
      <p>
        <Link to="/applications">{t('desk.back')}</Link>
      </p>
      <Heading>{t('invite.title')}</Heading>
      <p>{t(suggestionId ? 'invite.suggested' : 'invite.words')}</p>
      <Form
        name="invite"
        form={form}
        problem={invite.error}
        onSend={({ organisationName, email }) =>
          invite.mutate({
            body: {
              organisationName: organisationName.trim(),
              email: email.trim(),
              locale: spoken(),
              ...(suggestionId ? { suggestionId } : {}),
            },
          })
        }
      >
        <div className="console-form">
          <TextField
            form={form}
            formName="invite"
            name="organisationName"
            label={t('apply.organisationName')}
            wrong={t('apply.organisationName.wrong')}
            maxLength={200}
          />
          <TextField
            form={form}
            formName="invite"
            name="email"
            type="email"
            label={t('invite.email')}
            wrong={t('apply.email.wrong')}
            isRight={(typed) => /^\S+@\S+\.\S+$/.test(typed.trim())}
          />
          <button type="submit" className="btn btn-primary" disabled={invite.isPending}>
            {t('invite.send')}
          </button>
        </div>
      </Form>
    </>
  );
}
