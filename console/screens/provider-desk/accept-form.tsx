import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { providerDocumentWords, type ProviderDocumentCategory } from '../../../domain/provider-service.ts';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { CheckField } from '../../parts/check-field.tsx';
import { Form } from '../../parts/form.tsx';
import { spoken } from '../../words/words.ts';
import type { Application } from '../provider/use-own-application.ts';
import type { Opened } from './use-opened.ts';

/**
 * Accepts once every new paper was looked at, and neither while the rules say no nor while a service has no letters:
 * then it says so instead.
 */
export function AcceptForm({
  application: { id, documents, services },
  opened,
}: {
  readonly application: Application;
  readonly opened: Opened;
}) {
  const { t } = useTranslation('provider');
  const params = { applicationId: id };
  const said = useRead('listProviderDecisions', { params });
  const form = useForm<Partial<Record<ProviderDocumentCategory, boolean>>>({
    defaultValues: {},
    shouldFocusError: false,
  });
  const accept = useWrite('reviewProvider');
  const current = said.data?.items.filter(({ superseded }) => !superseded) ?? [];
  if (current.some(({ compliant }) => compliant !== true)) return <p>{t('review.accept.not')}</p>;
  const bare = services.filter(({ taxLetters }) => taxLetters.length === 0).map(({ name }) => name);
  if (bare.length > 0) return <p>{t('review.accept.letters', { services: bare.join(', ') })}</p>;
  const unread = documents.filter(({ state }) => state === 'received');
  return (
    <Form
      name="accept"
      form={form}
      problem={accept.error}
      onSend={(seen) =>
        accept.mutate({
          params,
          body: {
            outcome: 'accept',
            checkedDocumentIds: unread
              .filter(({ category, documentId }) => seen[category] && opened.has(documentId))
              .map(({ documentId }) => documentId!),
          },
        })
      }
    >
      <div className="console-form">
        {unread.map(({ category, documentId }) => (
          <CheckField
            key={category}
            form={form}
            formName="accept"
            name={category}
            label={t('review.seen', { paper: providerDocumentWords[category][spoken()] })}
            wrong={t('review.seen.wrong', { paper: providerDocumentWords[category][spoken()] })}
            mustBe
            notYet={opened.has(documentId) ? undefined : t('review.seen.notYet')}
          />
        ))}
        <button type="submit" className="btn btn-primary" disabled={accept.isPending}>
          {t('review.accept')}
        </button>
      </div>
    </Form>
  );
}
