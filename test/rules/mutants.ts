import type { SqlMutant } from '../support/mutant.ts';

const ruleGuards = 'test/rules/rule-guards.test.ts';
const retiring = 'test/rules/retiring.test.ts';

const withoutConstraint = (name: string, provenBy = ruleGuards): SqlMutant => ({
  name,
  sql: `ALTER TABLE rule_version DROP CONSTRAINT ${name}`,
  provenBy,
});

/** One condition of a guard made never to hold, in the text of the function that is in force. */
const withoutCondition = (
  name: string,
  guard: string,
  condition: string,
  provenBy = ruleGuards,
): SqlMutant => ({
  name,
  sql: `DO $mutant$
    DECLARE definition text := pg_get_functiondef('${guard}'::regproc);
    BEGIN
      IF position($c$${condition}$c$ IN definition) = 0 THEN RAISE EXCEPTION 'mutant % finds nothing to remove', '${name}'; END IF;
      EXECUTE replace(definition, $c$${condition}$c$, 'IF false AND ' || substr($c$${condition}$c$, 4));
    END $mutant$`,
  provenBy,
});

/** Every guard of 0004_rule_guards and of a retirement in 0017_second_persons, taken out one at a time. */
export const ruleMutants: readonly SqlMutant[] = [
  withoutConstraint('rule_version_second_person'),
  withoutConstraint('rule_version_publisher_id_fk'),
  withoutConstraint('rule_version_green'),
  withoutConstraint('rule_version_published'),
  withoutConstraint('rule_version_retired'),
  withoutCondition('rule_version_starts_as_draft', 'guard_rule_version', "IF NEW.state <> 'draft'"),
  withoutCondition('rule_version_never_deleted', 'guard_rule_version', "IF OLD.state <> 'draft' THEN"),
  withoutCondition('rule_version_same_identity', 'guard_rule_version', 'IF (NEW.id, '),
  withoutCondition('rule_version_immutable_content', 'guard_rule_version', "IF OLD.state <> 'draft' AND "),
  withoutCondition(
    'rule_version_immutable_publication',
    'guard_rule_version',
    "IF OLD.state IN ('published'",
  ),
  withoutCondition(
    'rule_version_immutable_retirement',
    'guard_rule_version',
    "IF OLD.state = 'retired' AND ",
  ),
  withoutCondition('rule_version_forward_only', 'guard_rule_version', 'IF NEW.state <> OLD.state AND '),
  withoutCondition('parameter_immutable', 'guard_parameter', "IF TG_OP <> 'INSERT'"),
  withoutCondition('parameter_of_draft_only', 'guard_parameter', 'IF NOT FOUND'),
  {
    name: 'rule_version_emptied',
    sql: 'DROP TRIGGER rule_version_never_emptied ON rule_version',
    provenBy: ruleGuards,
  },
  {
    name: 'parameter_emptied',
    sql: 'DROP TRIGGER parameter_never_emptied ON parameter',
    provenBy: ruleGuards,
  },
  withoutConstraint('rule_version_retired_by_two', retiring),
  withoutConstraint('rule_version_retired_by_fk', retiring),
  {
    name: 'rule_version_reason_kept',
    sql: 'DROP TRIGGER rule_version_reason_guard ON rule_version',
    provenBy: ruleGuards,
  },
  withoutConstraint('rule_version_reason_length'),
  withoutCondition(
    'rule_version_retirement_asked_before',
    'guard_rule_retirement',
    'IF NEW.retirement_asked_by IS DISTINCT',
    retiring,
  ),
  withoutCondition(
    'rule_version_retired_by_kept',
    'guard_rule_retirement',
    'IF NEW.retired_by IS DISTINCT',
    retiring,
  ),
];
