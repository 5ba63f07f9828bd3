import { useTranslation } from 'react-i18next';
import { day } from '../../words/format.ts';
import { CaseDifferenceRow } from './case-difference.tsx';
import { differencesOf, type Difference } from './compare.ts';
import { ConditionWords } from './condition-words.tsx';
import { DifferenceCells } from './difference-cells.tsx';
import { useSaid, type Said } from './said.ts';
import type { Version } from './use-version-draft.ts';
import type { Parameter, Rule, VersionContent } from './version-content.ts';

export function DifferenceTable({ before, after }: { readonly before: Version; readonly after: Version }) {
  const { t } = useTranslation('rules');
  const [was, is] = [before, after].map(({ content }) => content as unknown as VersionContent) as [
    VersionContent,
    VersionContent,
  ];
  const [saidBefore, saidAfter] = [useSaid(was), useSaid(is)];
  const found = differencesOf(was, is);
  if (found.length === 0) return <p role="status">{t('differences.none')}</p>;
  return (
    <div className="console-table" tabIndex={0} role="region" aria-label={t('differences.caption')}>
      <table className="table">
        <caption>{t('differences.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('differences.where')}</th>
            <th scope="col">{t('differences.what')}</th>
            <th scope="col">{t('version', { number: before.version })}</th>
            <th scope="col">{t('version', { number: after.version })}</th>
          </tr>
        </thead>
        <tbody>
          {found.map((one, index) => (
            <DifferenceRow key={index} one={one} before={saidBefore} after={saidAfter} was={was} is={is} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface Sides {
  readonly before: Said;
  readonly after: Said;
  readonly was: VersionContent;
  readonly is: VersionContent;
}

function DifferenceRow({ one, before, after, was, is }: { readonly one: Difference } & Sides) {
  const { t } = useTranslation('rules');
  switch (one.kind) {
    case 'rule':
      return (
        <DifferenceCells
          where={(one.after ? after : before).text((one.after ?? one.before)?.title)}
          what={t(one.after ? 'differences.ruleAdded' : 'differences.ruleRemoved')}
          was={one.before && <WholeRule rule={one.before} said={before} />}
          is={one.after && <WholeRule rule={one.after} said={after} />}
        />
      );
    case 'cell':
      return (
        <DifferenceCells
          where={after.text(one.rule.title)}
          what={after.subject(one.subject)}
          was={one.before.map((asked) => before.requirement(asked)).join(t('cell.and'))}
          is={one.after.map((asked) => after.requirement(asked)).join(t('cell.and'))}
        />
      );
    case 'ruleField':
      return (
        <DifferenceCells
          where={after.text(one.rule.title)}
          what={t(`differences.field.${one.field}`)}
          was={fieldSaid(one.field, one.before, before)}
          is={fieldSaid(one.field, one.rule, after)}
        />
      );
    case 'parameter':
      return (
        <DifferenceCells
          where={t('tab.parameters')}
          what={after.text((one.after ?? one.before)?.label)}
          was={one.before && <Period parameter={one.before} said={before} />}
          is={one.after && <Period parameter={one.after} said={after} />}
        />
      );
    case 'case':
    case 'caseField':
      return <CaseDifferenceRow one={one} was={was} is={is} />;
    case 'part':
      return (
        <DifferenceCells
          where={t('differences.part')}
          what={t(`differences.part.${one.name as 'title'}`)}
          was={partSaid(one.before)}
          is={partSaid(one.after)}
        />
      );
  }
}

function WholeRule({ rule, said }: { readonly rule: Rule; readonly said: Said }) {
  return (
    <>
      <ConditionWords condition={rule.conditions} said={said} />
      {said.event(rule.event)}
    </>
  );
}

function Period({ parameter, said }: { readonly parameter: Parameter; readonly said: Said }) {
  const { t } = useTranslation('rules');
  const { value, validFrom, validUntil, source } = parameter;
  const held =
    typeof value === 'object'
      ? Object.entries(value)
          .map(([key, one]) => `${said.key(key)}: ${said.literal(parameter, one)}`)
          .join(', ')
      : said.literal(parameter, value);
  return t('differences.period', {
    value: held,
    from: validFrom ? day(validFrom) : t('parameters.always'),
    until: validUntil ? day(validUntil) : t('parameters.noEnd'),
    source,
  });
}

function fieldSaid(field: 'title' | 'reference' | 'conditions' | 'event' | 'order', rule: Rule, said: Said) {
  if (field === 'title') return `${rule.title.it} / ${rule.title.en}`;
  if (field === 'reference') return rule.reference;
  if (field === 'event') return said.event(rule.event);
  return field === 'conditions' ? <ConditionWords condition={rule.conditions} said={said} /> : '';
}

/** A short text as it is; of what is long, how many entries it has. */
function partSaid(part: unknown): string {
  if (typeof part === 'string') return part;
  if (Array.isArray(part)) return String(part.length);
  const { it } = Object(part) as { readonly it?: unknown };
  return typeof it === 'string' ? it : '…';
}
