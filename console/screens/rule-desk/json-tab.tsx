import { useTranslation } from 'react-i18next';
import { JsonField } from './json-field.tsx';
import { isContent } from './shape.ts';
import type { TabProps } from './version.tsx';
import type { VersionContent } from './version-content.ts';

/** The whole version as JSON: what the table and the other tabs change is changed here too, and the other way round. */
export function JsonTab({ draft, faults }: TabProps) {
  const { t } = useTranslation('rules');
  return (
    <>
      <p>{t(draft.isEditable ? 'json.edit' : 'json.read')}</p>
      <JsonField
        label={t('json.whole')}
        value={draft.content}
        faults={faults}
        isWellShaped={isContent}
        onChange={draft.isEditable ? (next) => draft.edit(next as VersionContent) : undefined}
      />
    </>
  );
}
