import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { romeToday } from '../../words/format.ts';
import { ServiceForm } from '../provider/service-form.tsx';
import type { Offer } from './offer.tsx';

/** A new service is offered once the office accepted it. */
export function ProposeService({ offer: { organisationId, places } }: { readonly offer: Offer }) {
  const { t } = useTranslation('provider');
  const propose = useWrite('proposeService');
  const open = places.filter(({ closedOn }) => closedOn === null || closedOn > romeToday());
  return (
    <details className="mt-3">
      <summary className="py-1">{t('propose.title')}</summary>
      <p>{t('propose.words')}</p>
      <p role="status">{propose.isSuccess ? t('propose.done') : ''}</p>
      <ServiceForm
        name="proposal"
        places={open}
        error={propose.error}
        isBusy={propose.isPending}
        send={t('propose.send')}
        onSend={(body, sent) => propose.mutate({ params: { organisationId }, body }, { onSuccess: sent })}
      />
    </details>
  );
}
