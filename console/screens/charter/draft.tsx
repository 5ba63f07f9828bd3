import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useSession } from '../../session/session-context.ts';
import { romeToday } from '../../words/format.ts';
import type { Version } from './charter.tsx';
import { ReviseDraft } from './revise-draft.tsx';

/** A draft is changed by whoever wrote it, and published by somebody else; whoever signed the version before is then invited. */
export function Draft({ version }: { readonly version: Version }) {
  const { me } = useSession();
  const isAuthor = version.authorId === me.accountId;
  return (
    <>
      {isAuthor && <ReviseDraft key={version.id} version={version} />}
      <Publish version={version} isAuthor={isAuthor} />
    </>
  );
}

function Publish({
  version: { id, graceDays },
  isAuthor,
}: {
  readonly version: Version;
  readonly isAuthor: boolean;
}) {
  const { t } = useTranslation('charter');
  const publish = useWrite('publishCharterVersion');
  const form = useForm({ defaultValues: { effectiveOn: romeToday() }, shouldFocusError: false });
  return (
    <section className="mt-4 console-form" aria-labelledby="publish">
      <h2 id="publish" className="h4">
        {t('publish.title')}
      </h2>
      {isAuthor ? (
        <p>{t('publish.another')}</p>
      ) : (
        <Form
          name="publish"
          form={form}
          problem={publish.error}
          onSend={({ effectiveOn }) =>
            publish.mutate({ params: { charterVersionId: id }, body: { effectiveOn } })
          }
        >
          <p>{t('publish.words', { count: graceDays })}</p>
          <TextField
            form={form}
            formName="publish"
            name="effectiveOn"
            type="date"
            label={t('publish.effectiveOn')}
            wrong={t('publish.effectiveOn.wrong')}
          />
          <button type="submit" className="btn btn-primary" disabled={publish.isPending}>
            {t('publish.send')}
          </button>
        </Form>
      )}
    </section>
  );
}
