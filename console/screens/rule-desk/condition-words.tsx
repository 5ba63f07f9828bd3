import { useTranslation } from 'react-i18next';
import type { Said } from './said.ts';
import type { Comparison, Condition } from './version-content.ts';

/** A condition of any depth in sentences. */
export function ConditionWords({ condition, said }: { readonly condition: Condition; readonly said: Said }) {
  return (
    <ul className="console-tree">
      <Node condition={condition} said={said} />
    </ul>
  );
}

function Node({ condition, said }: { readonly condition: Condition; readonly said: Said }) {
  const { t } = useTranslation('rules');
  const group = groupOf(condition);
  if (!group) return <li>{said.comparison(condition as Comparison)}</li>;
  return (
    <li>
      {t(`group.${group.kind}`)}
      <ul className="console-tree">
        {group.members.map((member, index) => (
          <Node key={index} condition={member} said={said} />
        ))}
      </ul>
    </li>
  );
}

function groupOf(condition: Condition) {
  if ('all' in condition) return { kind: 'all' as const, members: condition.all };
  if ('any' in condition) return { kind: 'any' as const, members: condition.any };
  return 'not' in condition ? { kind: 'not' as const, members: [condition.not] } : undefined;
}
