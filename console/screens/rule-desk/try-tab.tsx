import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../client/call.ts';
import type { PlacedFault } from '../../client/problem.ts';
import { Field } from '../../parts/field.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { romeToday } from '../../words/format.ts';
import { FactFields } from './fact-fields.tsx';
import { faultsIn } from './faults.ts';
import { Trace } from './trace.tsx';
import type { TabProps } from './version.tsx';
import { spoken } from '../../words/words.ts';
import type { Literal, VersionContent } from './version-content.ts';
import { WithinPage } from '../../parts/within-page.tsx';

interface Tried {
  readonly on: string;
  readonly facts: Readonly<Record<string, Literal | null>>;
}

/** The version as it is saved, tried on facts made up for it: nothing is decided and nothing kept. */
export function TryTab({ version, draft }: TabProps) {
  const { t } = useTranslation('rules');
  const { content, isChanged } = draft;
  const [tried, keep, discard] = useDraft<Tried>(`try/${version.id}`, { on: romeToday(), facts: {} });
  const [from, setFrom] = useState('');
  const attempt = useMutation({
    mutationFn: () =>
      call('evaluateRuleVersion', {
        params: { versionId: version.id },
        body: { on: tried.on, facts: tried.facts, needs: [] },
      }),
  });
  const faults = faultsIn(attempt.error);
  const start = (index: string) => {
    setFrom(index);
    const chosen = content.cases[Number(index)];
    if (index !== '' && chosen) keep({ on: chosen.on, facts: chosen.facts });
  };
  return (
    <>
      <p>{t('try.intro')}</p>
      {isChanged && <p role="status">{t('try.saveFirst')}</p>}
      <form
        noValidate
        className="console-form"
        onSubmit={(event) => {
          event.preventDefault();
          attempt.mutate();
        }}
      >
        <Beginning
          content={content}
          from={from}
          on={tried.on}
          wrongDay={faults.find(({ pointer }) => pointer === '/body/on')?.message}
          onStart={start}
          onDay={(on) => keep({ ...tried, on })}
        />
        <FactFields
          key={from}
          content={content}
          facts={tried.facts}
          faults={faults}
          onChange={(facts) => keep({ ...tried, facts })}
        />
        {attempt.error && <ProblemNotice error={attempt.error} leadTo={leadToFact} />}
        <div className="console-actions">
          <button type="submit" className="btn btn-primary" disabled={attempt.isPending}>
            {t('try.send')}
          </button>
          <button
            type="button"
            className="btn btn-outline-primary"
            onClick={() => {
              setFrom('');
              discard();
              attempt.reset();
            }}
          >
            {t('try.clear')}
          </button>
        </div>
      </form>
      <div role="status">{attempt.data && <Trace found={attempt.data} />}</div>
    </>
  );
}

/** The day and the facts that are tried, each by its name. */
function leadToFact({ pointer, message }: PlacedFault) {
  const [, fact] = /^\/body\/facts\/([^/]+)/.exec(pointer) ?? [];
  const field = fact ? `fact-${fact}` : pointer === '/body/on' ? 'try-on' : undefined;
  return field && <WithinPage to={field}>{message}</WithinPage>;
}

/** From which case's facts one begins, and on which day. */
function Beginning({
  content,
  from,
  on,
  wrongDay,
  onStart,
  onDay,
}: {
  readonly content: VersionContent;
  readonly from: string;
  readonly on: string;
  readonly wrongDay: string | undefined;
  readonly onStart: (index: string) => void;
  readonly onDay: (day: string) => void;
}) {
  const { t } = useTranslation('rules');
  return (
    <>
      <Field label={t('try.from')} optional>
        {(control) => (
          <select {...control} value={from} onChange={(event) => onStart(event.target.value)}>
            <option value="">{t('try.fromNothing')}</option>
            {content.cases.map((one, index) => (
              <option key={index} value={index}>
                {one.name[spoken()]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="try-on" label={t('try.on')} hint={t('try.on.hint')} error={wrongDay}>
        {(control) => (
          <input {...control} type="date" value={on} onChange={(event) => onDay(event.target.value)} />
        )}
      </Field>
    </>
  );
}
