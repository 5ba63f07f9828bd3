import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { AskedTwice } from '../../parts/asked-twice.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { CasePanel } from './case-panel.tsx';
import { faultsAt } from './faults.ts';
import { useExpectationWords } from './expectation-words.ts';
import { FaultWords } from './rule-rows.tsx';
import { useSaid } from './said.ts';
import type { TabProps } from './version.tsx';
import type { RuleCase } from './version-content.ts';

type Result = Answer<'runRuleCases'>['cases'][number];

/** What must come out of given facts: run as saved, red where it did not, with what was expected and what was found. */
export function CasesTab({ version, draft, faults }: TabProps) {
  const { t } = useTranslation('rules');
  const { content, isEditable, isChanged, edit } = draft;
  const said = useSaid(content);
  const [opened, open] = useState<number>();
  const results = useRead('runRuleCases', { params: { versionId: version.id } });
  const change = (cases: readonly RuleCase[]) => edit({ ...content, cases });
  const resultOf = (one: RuleCase) => results.data?.cases.find(({ name }) => name === said.text(one.name));
  // Its name may tell the value of before: it is opened, so that it can be changed there.
  const accept = (at: number) => (key: string, found: string) => {
    change(content.cases.map((one, index) => (index === at ? expecting(one, key, found) : one)));
    open(at);
  };
  const expectationSaid = useExpectationWords(content, said);
  const ordered = redFirst(content.cases.map((one, index) => ({ one, index, result: resultOf(one) })));
  return (
    <>
      <ReadStates of={results} />
      {results.data && (
        <Verdict
          report={results.data}
          isChanged={isChanged}
          nameOf={(name) => said.text(content.rules.find((rule) => rule.name === name)?.title) || name}
        />
      )}
      {faults.length > 0 && <FaultWords faults={faultsAt(faults, '/cases').slice(0, 1)} />}
      <ul className="console-rows">
        {ordered.map(({ one, index, result }) => (
          <CaseRow
            key={index}
            one={one}
            result={result}
            said={expectationSaid}
            onOpen={isEditable ? () => open(index) : undefined}
            onAccept={isEditable ? accept(index) : undefined}
          />
        ))}
      </ul>
      {isEditable && (
        <button
          type="button"
          className="btn btn-outline-primary"
          onClick={() => {
            const last = content.cases.at(-1)!;
            const name = { it: `${last.name.it} (2)`, en: `${last.name.en} (2)` };
            change([...content.cases, { ...last, name }]);
            open(content.cases.length);
          }}
        >
          {t('cases.add')}
        </button>
      )}
      {opened !== undefined && content.cases[opened] && (
        <CasePanel
          ruleCase={content.cases[opened]}
          content={content}
          faults={faultsWithin(faults, `/cases/${opened}`)}
          onChange={(next) => change(content.cases.map((one, at) => (at === opened ? next : one)))}
          onRemove={() => {
            open(undefined);
            change(content.cases.filter((_one, at) => at !== opened));
          }}
          onClose={() => open(undefined)}
        />
      )}
    </>
  );
}

/** What is wrong there, by its place from there on. */
function faultsWithin(faults: TabProps['faults'], place: string): TabProps['faults'] {
  return faultsAt(faults, place).map((fault) => ({ ...fault, pointer: fault.pointer.slice(place.length) }));
}

function Verdict({
  report,
  isChanged,
  nameOf,
}: {
  readonly report: Answer<'runRuleCases'>;
  readonly isChanged: boolean;
  readonly nameOf: (rule: string) => string;
}) {
  const { t } = useTranslation('rules');
  const red = report.cases.filter(({ differences }) => differences.length > 0).length;
  return (
    <div role="status">
      <p>
        <Tag tone={report.green ? 'good' : 'late'}>
          {t(report.green ? 'cases.allGreen' : 'cases.notGreen')}
        </Tag>{' '}
        {t('cases.count', { count: report.cases.length, red })}
      </p>
      {report.unprovenRules.length > 0 && (
        <>
          <p className="mb-1">{t('cases.unproven')}</p>
          <ul>
            {report.unprovenRules.map((rule) => (
              <li key={rule}>{nameOf(rule)}</li>
            ))}
          </ul>
        </>
      )}
      {isChanged && <p>{t('cases.saveFirst')}</p>}
    </div>
  );
}

/** They are what is to be done. */
function redFirst<Tried extends { readonly result: Result | undefined }>(cases: readonly Tried[]) {
  return cases.toSorted((a, b) => Number(isRed(b.result)) - Number(isRed(a.result)));
}

function isRed(result: Result | undefined): boolean {
  return (result?.differences.length ?? 0) > 0;
}

function CaseRow({
  one,
  result,
  said,
  onOpen,
  onAccept,
}: {
  readonly one: RuleCase;
  readonly result: Result | undefined;
  readonly said: (key: string, json: string) => string;
  readonly onOpen: (() => void) | undefined;
  readonly onAccept: ((key: string, found: string) => void) | undefined;
}) {
  const { t, i18n } = useTranslation('rules');
  const name = one.name[i18n.language === 'en' ? 'en' : 'it'];
  const wrong = isRed(result);
  return (
    <li>
      <h2 className="h6 mb-1">{name}</h2>
      <p className="mb-1">
        {result ? (
          <Tag tone={wrong ? 'late' : 'good'}>{t(wrong ? 'cases.red' : 'cases.green')}</Tag>
        ) : (
          <Tag tone="plain">{t('cases.notRun')}</Tag>
        )}
      </p>
      {result && wrong && (
        <div
          className="console-table"
          tabIndex={0}
          role="region"
          aria-label={t('cases.differences', { name })}
        >
          <table className="table table-sm">
            <caption className="visually-hidden">{t('cases.differences', { name })}</caption>
            <thead>
              <tr>
                <th scope="col">{t('cases.what')}</th>
                <th scope="col">{t('cases.expected')}</th>
                <th scope="col">{t('cases.found')}</th>
                {onAccept && <th scope="col">{t('cases.judge')}</th>}
              </tr>
            </thead>
            <tbody>
              {result.differences.map(({ key, expected, found }) => (
                <tr key={key}>
                  <th scope="row">{t(`expect.${key as 'status'}`)}</th>
                  <td>{said(key, expected)}</td>
                  <td>{said(key, found)}</td>
                  {onAccept && (
                    <td>
                      {isExpected(one, key, found) ? (
                        <span role="status">{t('cases.accepted')}</span>
                      ) : (
                        <AskedTwice
                          label={t('cases.accept')}
                          about={`${t(`expect.${key as 'status'}`)}, ${name}`}
                          sure={t('cases.accept.sure', {
                            name,
                            what: t(`expect.${key as 'status'}`),
                            expected: said(key, expected),
                            found: said(key, found),
                          })}
                          yes={t('cases.accept.yes')}
                          isPending={false}
                          onDo={() => onAccept(key, found)}
                        />
                      )}
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {onOpen && (
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          aria-label={t('cases.editNamed', { name })}
          onClick={onOpen}
        >
          {t('edit')}
        </button>
      )}
    </li>
  );
}

/** Written, but not tried again before the draft is saved. */
function isExpected(one: RuleCase, key: string, found: string): boolean {
  return JSON.stringify(one.expect[key] ?? null) === JSON.stringify(JSON.parse(found));
}

function expecting(one: RuleCase, key: string, found: string): RuleCase {
  const { [key]: _expected, ...rest } = one.expect;
  const value: unknown = JSON.parse(found);
  // What was not found at all is expected no more.
  return { ...one, expect: value === null ? rest : { ...one.expect, [key]: value } };
}
