import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';

/** What a change was from and to, field by field; what is of a person stays sealed, and the service says so. */
export function BeforeAfter({ entryId }: { readonly entryId: string }) {
  const { t } = useTranslation('administration');
  const found = useRead('getAuditDetail', { params: { entryId } }, { once: true });
  if (found.error) return <ProblemNotice error={found.error} onAgain={() => void found.refetch()} />;
  if (found.data?.id !== entryId) return <Loading />;
  const { before, after, ...rest } = found.data.detail;
  const [was, is] = [fieldsOf(before), fieldsOf(after ?? rest)];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return (
    <div className="console-table" tabIndex={0} role="region" aria-label={t('audit.detail')}>
      <table className="table">
        <caption className="visually-hidden">{t('audit.detail')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.field')}</th>
            <th scope="col">{t('audit.before')}</th>
            <th scope="col">{t('audit.after')}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name) => (
            <tr key={name}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{said(was[name])}</td>
              <td>{said(is[name])}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A whole value is shown as one field. */
function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (value === undefined || value === null) return {};
  return typeof value === 'object' && !Array.isArray(value) ? { ...value } : { value };
}

function said(value: unknown): string {
  if (value === undefined || value === null) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
