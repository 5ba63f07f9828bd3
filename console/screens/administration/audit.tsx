import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { exactMoment } from '../../words/format.ts';
import { AuditFilters, auditQuery } from './audit-filters.tsx';
import { useAuditWords } from './audit-words.ts';
import { BeforeAfter } from './before-after.tsx';
import { VerifyBooks } from './verify-books.tsx';

type Entry = Answer<'listAudit'>['items'][number];

/** Who did what, when and why, the newest first; and whether the books and this very trail are whole. */
export default function Audit() {
  const { t } = useTranslation('administration');
  const [search, setSearch] = useSearchParams();
  const [opened, open] = useState<Entry>();
  const entries = useList('listAudit', { query: auditQuery(search) });
  return (
    <>
      <Heading>{t('audit.title')}</Heading>
      <p>{t('audit.intro')}</p>
      <VerifyBooks />
      <AuditFilters search={search} onChoose={setSearch} />
      {entries.error && <ProblemNotice error={entries.error} onAgain={() => void entries.refetch()} />}
      {!entries.items && !entries.error && <Loading />}
      {entries.items?.length === 0 && <p className="console-empty">{t('audit.none')}</p>}
      {entries.items && entries.items.length > 0 && <EntryTable items={entries.items} onOpen={open} />}
      <More list={entries} />
      {opened && (
        <Panel title={t('audit.detail')} onClose={() => open(undefined)}>
          <BeforeAfter entryId={opened.id} />
        </Panel>
      )}
    </>
  );
}

function EntryTable({
  items,
  onOpen,
}: {
  readonly items: readonly Entry[];
  readonly onOpen: (entry: Entry) => void;
}) {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const words = useAuditWords();
  const mayOpen = me.roles.includes('administrator');
  return (
    <div className="console-table mt-4" tabIndex={0} role="region" aria-label={t('audit.caption')}>
      <table className="table">
        <caption>{t('audit.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('audit.when')}</th>
            <th scope="col">{t('audit.who')}</th>
            <th scope="col">{t('audit.what')}</th>
            <th scope="col">{t('audit.subject')}</th>
            <th scope="col">{t('audit.why')}</th>
            {mayOpen && <th scope="col">{t('audit.detail')}</th>}
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <tr key={entry.id}>
              <th scope="row" className="fw-normal">
                {exactMoment(entry.at)}
              </th>
              <td>
                <Actor entry={entry} />
              </td>
              <td>
                <span className="console-sentence d-block">{words.action(entry.action)}</span>
                <code className="small">{entry.action}</code>
              </td>
              <td>
                {words.noun(entry.subjectKind)} {entry.subjectId?.slice(-8)}
                {entry.processUi && (
                  <a
                    className="d-block py-1"
                    href={entry.processUi}
                    target="_blank"
                    rel="noopener noreferrer"
                    aria-label={t('audit.processOf', {
                      noun: words.noun(entry.subjectKind),
                      id: entry.subjectId?.slice(-8),
                    })}
                  >
                    {t('audit.process')}
                  </a>
                )}
              </td>
              <td>{entry.reason ? words.reason(entry.reason) : '–'}</td>
              {mayOpen && (
                <td>
                  {entry.hasDetail ? (
                    <button
                      type="button"
                      className="btn btn-outline-primary btn-sm"
                      aria-label={t('audit.openNamed', {
                        action: words.action(entry.action),
                        at: exactMoment(entry.at),
                      })}
                      onClick={() => onOpen(entry)}
                    >
                      {t('audit.open')}
                    </button>
                  ) : (
                    '–'
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Whose account it was, by name, role and number; on to what else it did. */
function Actor({ entry: { actorKind, actorId, actor } }: { readonly entry: Entry }) {
  const { t } = useTranslation(['administration', 'frame']);
  if (actorKind !== 'account') return t('audit.service');
  return (
    <>
      <Link to={`?actor=${actorId}`}>{actor?.label ?? actorId.slice(-8)}</Link>
      <span className="small d-block">
        {[...(actor?.roles ?? []).map((role) => t(`frame:role.${role}`)), actorId.slice(-8)].join(', ')}
      </span>
    </>
  );
}
