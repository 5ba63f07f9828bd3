import { useTranslation } from 'react-i18next';
import { day } from '../../words/format.ts';
import type { CaseDifference } from './compare-cases.ts';
import { DifferenceCells } from './difference-cells.tsx';
import { useExpectationWords } from './expectation-words.ts';
import { useSaid } from './said.ts';
import type { Literal, RuleCase, VersionContent } from './version-content.ts';

/** What a test case expected and expects now; its name stays as it is, also where it tells an old figure. */
export function CaseDifferenceRow({
  one,
  was,
  is,
}: {
  readonly one: CaseDifference;
  readonly was: VersionContent;
  readonly is: VersionContent;
}) {
  const { t } = useTranslation('rules');
  const [before, after] = [useCaseWords(was), useCaseWords(is)];
  const named = (ruleCase: RuleCase) => t('differences.case', { name: after.text(ruleCase.name) });
  if (one.kind === 'case')
    return (
      <DifferenceCells
        where={named((one.after ?? one.before)!)}
        what={t(one.after ? 'differences.caseAdded' : 'differences.caseRemoved')}
        was={one.before && before.whole(one.before)}
        is={one.after && after.whole(one.after)}
      />
    );
  return (
    <DifferenceCells
      where={named(one.ruleCase)}
      what={after.what(one)}
      was={before.value(one, one.before)}
      is={after.value(one, one.after)}
    />
  );
}

type CaseField = Extract<CaseDifference, { readonly kind: 'caseField' }>;

function useCaseWords(content: VersionContent) {
  const { t } = useTranslation('rules');
  const said = useSaid(content);
  const expected = useExpectationWords(content, said);
  const value = ({ field, key }: Pick<CaseField, 'field' | 'key'>, held: unknown): string => {
    if (held === undefined) return '';
    if (field === 'expect') return expected(key, JSON.stringify(held));
    if (field === 'facts') return said.literal(said.measureOf({ fact: key }), held as Literal | null);
    return field === 'on' ? day(held as string) : JSON.stringify(held);
  };
  return {
    text: said.text,
    value,
    what: ({ field, key }: CaseField) =>
      t(`differences.caseField.${field}`, {
        what: field === 'expect' ? t(`expect.${key as 'status'}`) : said.subject({ fact: key }),
      }),
    whole: ({ expect }: RuleCase) =>
      Object.entries(expect)
        .map(([key, held]) => `${t(`expect.${key as 'status'}`)}: ${value({ field: 'expect', key }, held)}`)
        .join('; '),
  };
}
