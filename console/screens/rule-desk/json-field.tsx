import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultLine } from '../../parts/field-notes.tsx';
import { Loading } from '../../parts/loading.tsx';
import { sameJson } from './decision-table.ts';
import type { Fault } from './faults.ts';
import { inReadingOrder } from './json-order.ts';
import { placeInJson } from './json-place.ts';

const JsonEditor = lazy(() => import('./json-editor.tsx'));

/** JSON as it is typed. What reads as JSON of the right shape is handed on; until then the text stays as it is. */
export function JsonField({
  label,
  value,
  faults,
  isWellShaped,
  onChange,
}: {
  readonly label: string;
  readonly value: unknown;
  readonly faults: readonly Fault[];
  readonly isWellShaped: (value: unknown) => boolean;
  /** Absent where it is only read. */
  readonly onChange?: ((value: unknown) => void) | undefined;
}) {
  const { t } = useTranslation('rules');
  const id = useId();
  const [text, setText] = useState(() => textOf(value));
  const [wrong, setWrong] = useState<'syntax' | 'shape'>();
  // Changed from elsewhere, by an undo or a cell, it is written anew.
  const shown = wrong || sameJson(parsed(text), value) ? text : textOf(value);
  const take = (next: string) => {
    setText(next);
    const read = parsed(next);
    if (read === undefined) return setWrong('syntax');
    if (!isWellShaped(read)) return setWrong('shape');
    setWrong(undefined);
    onChange?.(read);
  };
  return (
    <div className="rules-json">
      <p id={id} className="fw-semibold mb-1">
        {label}
      </p>
      <div role="status">{wrong && <FaultLine fault={t(`json.${wrong}`)} />}</div>
      <Suspense fallback={<Loading />}>
        <JsonEditor
          label={label}
          text={shown}
          isReadOnly={!onChange}
          marks={faults.flatMap(({ pointer, message }) => {
            const place = placeInJson(shown, pointer);
            return place ? [{ ...place, message }] : [];
          })}
          onText={take}
        />
      </Suspense>
    </div>
  );
}

function textOf(value: unknown): string {
  return JSON.stringify(inReadingOrder(value), null, 2);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
