import { useTranslation } from 'react-i18next';

/** What was done, in words; a name that has none is told as it is kept. */
export function useAuditWords() {
  const { t } = useTranslation('administration');
  const noun = (kind: string) => t(`noun.${kind as 'account'}`, { defaultValue: kind });
  return {
    noun,
    reason: (reason: string) => t(`reason.${reason as 'desk'}`, { defaultValue: reason }),
    action(action: string) {
      const [kind = '', done = ''] = action.split('.');
      const did = t(`did.${done as 'opened'}`, { defaultValue: done });
      return t('audit.did', { noun: noun(kind), did });
    },
  };
}
