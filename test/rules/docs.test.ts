import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { operators } from '../../rules/condition.ts';
import { bounds } from '../../rules/schema.ts';
import { shippedVersionOrThrow } from '../../rules/shipped.ts';

const page = await readFile(new URL('../../docs/rules.md', import.meta.url), 'utf8');

describe('docs/rules.md', () => {
  it('shows a rule as it is shipped', () => {
    const [, example] = /```json\n([\s\S]*?)```/.exec(page) ?? [];
    const rule: unknown = JSON.parse(example ?? 'null');
    const { rules } = shippedVersionOrThrow('fragility-score');
    expect(rule).toEqual(rules.find(({ name }) => name === 'care-sole-caregiver'));
  });

  it('lists every operator and the bounds that hold', () => {
    const listed = /Operators: ([^.]*)\./.exec(page)?.[1]?.match(/\w+/g);
    expect(listed).toEqual([...operators]);
    expect(page).toContain(
      `at most ${bounds.depth} levels deep and ${bounds.conditionsPerRule} conditions a rule`,
    );
  });
});
