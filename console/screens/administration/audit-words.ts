import { useTranslation } from 'react-i18next';
import type { AuditAction, AuditSubject } from '../../../domain/audit-names.ts';

/** What was done, in words; a name of an earlier release, or a fingerprint for a reason, is told as it is kept. */
export function useAuditWords() {
  const { t } = useTranslation('administration');
  const noun = (kind: string) => t(`noun.${kind as AuditSubject}`, { defaultValue: kind });
  return {
    noun,
    reason: (reasons: string) =>
      reasons
        .split(',')
        .map((reason) => t(`reason.${reason as 'desk'}`, { defaultValue: reason }))
        .join(', '),
    action(action: AuditAction | (string & {})) {
      const [kind = '', done = ''] = action.split('.');
      const did = t(`did.${done as 'opened'}`, { defaultValue: done });
      return t('audit.did', { noun: noun(kind), did });
    },
  };
}
