import { useId } from 'react';
import { useTranslation } from 'react-i18next';

/** Some percent, by mouse or by arrow keys, ten at once with Page Up and Page Down; the figure stands beside it. */
export function Slider({
  label,
  max,
  value,
  onChange,
}: {
  readonly label: string;
  readonly max: number;
  readonly value: number;
  readonly onChange: (value: number) => void;
}) {
  const { t } = useTranslation('fund');
  const id = useId();
  const told = t('percent', { value });
  return (
    <div className="mb-3">
      <label htmlFor={id}>{label}</label>
      <div className="console-slider">
        <input
          id={id}
          type="range"
          min={0}
          max={max}
          step={5}
          value={value}
          aria-valuetext={told}
          onChange={(event) => onChange(Number(event.target.value))}
        />
        <output htmlFor={id}>{told}</output>
      </div>
    </div>
  );
}
