import { useTranslation } from 'react-i18next';
import type { Answer } from '../client/call.ts';

type Order = Pick<Answer<'listOrders'>['items'][number], 'service' | 'serviceName'>;

/** What was ordered: its kind, and what the provider's price list calls it. */
export function useOrderedService(): (order: Order) => string {
  const { t } = useTranslation('cases');
  return ({ service, serviceName }) => {
    const kind = t(`service.${service}`);
    return serviceName ? `${kind} – ${serviceName}` : kind;
  };
}
