/** A choice that stands in sight: what is chosen is what is shown, and the address says it too. */
export function Filters<Value extends string>({
  name,
  options,
  chosen,
  onChoose,
}: {
  readonly name: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}) {
  return (
    <div role="group" aria-label={name} className="console-filters">
      {options.map(({ value, label }) => (
        <button
          key={value}
          type="button"
          className={value === chosen ? 'btn btn-primary btn-sm' : 'btn btn-outline-primary btn-sm'}
          aria-pressed={value === chosen}
          onClick={() => onChoose(value)}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
