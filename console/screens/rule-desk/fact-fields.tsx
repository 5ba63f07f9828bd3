import { faultsAt, type Fault } from './faults.ts';
import { useSaid } from './said.ts';
import { ValueField } from './value-field.tsx';
import type { Literal, VersionContent } from './version-content.ts';

type Facts = Readonly<Record<string, Literal | null>>;

/** Every fact of the catalogue in a field of its own type; left empty it is not known. */
export function FactFields({
  content,
  facts,
  faults = [],
  onChange,
}: {
  readonly content: VersionContent;
  readonly facts: Facts;
  readonly faults?: readonly Fault[];
  readonly onChange: (facts: Facts) => void;
}) {
  const said = useSaid(content);
  return content.catalogue.facts.map((fact) => (
    <ValueField
      key={fact.name}
      id={`fact-${fact.name}`}
      label={said.text(fact.label)}
      measure={fact}
      isOptional
      error={faultsAt(faults, `/body/facts/${fact.name}`)[0]?.message}
      value={facts[fact.name]}
      onChange={(value) => {
        const { [fact.name]: _before, ...rest } = facts;
        onChange(value === null ? rest : { ...facts, [fact.name]: value });
      }}
    />
  ));
}
