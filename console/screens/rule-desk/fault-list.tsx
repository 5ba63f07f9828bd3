import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Fault } from './faults.ts';
import { useSaid } from './said.ts';
import type { VersionContent } from './version-content.ts';

/** Every error with the place it is at, in words, and the way there. */
export function FaultList({
  faults,
  content,
}: {
  readonly faults: readonly Fault[];
  readonly content: VersionContent;
}) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), [faults]);
  const whereIs = (pointer: string) => {
    const [part, index] = pointer.split('/').slice(1);
    const at = Number(index);
    if (part === 'rules' && content.rules[at])
      return { tab: 'table', words: said.text(content.rules[at].title) || content.rules[at].name };
    if (part === 'parameters' && content.parameters[at])
      return { tab: 'parameters', words: said.text(content.parameters[at].label) };
    if (part === 'cases' && content.cases[at])
      return { tab: 'cases', words: said.text(content.cases[at].name) };
    return { tab: 'json', words: pointer };
  };
  return (
    <div ref={summary} role="alert" tabIndex={-1} className="alert alert-danger">
      <p>
        <strong>{t('faults.title', { count: faults.length })}</strong>
      </p>
      <ul className="mb-0">
        {faults.map(({ pointer, message }) => {
          const { tab, words } = whereIs(pointer);
          return (
            <li key={pointer + message}>
              <Link to={`?tab=${tab}`}>{words}</Link>: {message}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
