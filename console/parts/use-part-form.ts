import { useEffect } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from 'react-hook-form';

/** A form for a part of what a larger draft keeps, which is told each change. */
export function usePartForm<Values extends FieldValues>(
  part: Values,
  onChange: (form: UseFormReturn<Values>, changed: Path<Values> | undefined) => void,
): UseFormReturn<Values> {
  const form = useForm<Values>({ defaultValues: part as DefaultValues<Values>, shouldFocusError: false });
  useEffect(() => {
    const stop = form.watch((_values, { name }) => onChange(form, name));
    return () => stop.unsubscribe();
  });
  return form;
}
