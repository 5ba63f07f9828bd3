import { useEffect, useEffectEvent } from 'react';
import {
  useForm,
  type DefaultValues,
  type FieldValues,
  type Path,
  type UseFormReturn,
} from 'react-hook-form';
import { ProblemError } from '../client/problem.ts';
import { useSession } from '../session/session-context.ts';
import { forgetUnsent, keepUnsent, unsentAt } from './unsent.ts';
import { useDraft } from './use-draft.ts';
import { useLeaveWarning } from './use-leave-warning.ts';

/**
 * A form whose values are kept in this tab as they are typed, but for what tells of a person: while that stands there,
 * the browser asks before it is lost. What comes from the
 * service fills it once, when it opens: nothing that is being typed is overwritten. What was sent is forgotten, and
 * stays in sight; a form for one more of a list is cleared. With `backAndForth` what tells of people outlives the screen
 * too, and nothing else does: not a reload, not somebody else.
 */
export function useKeptForm<Values extends FieldValues>(
  name: string,
  empty: Values,
  ofPeople: readonly (keyof Values)[] = [],
  { backAndForth = false } = {},
): readonly [UseFormReturn<Values>, { readonly forget: () => void; readonly clear: () => void }] {
  const { me } = useSession();
  const [draft, keep, discard] = useDraft<Partial<Values>>(name, {});
  const place = `${me.accountId}/${name}`;
  const form = useForm<Values>({
    defaultValues: { ...empty, ...draft, ...unsentAt(place) } as DefaultValues<Values>,
    shouldFocusError: false,
  });
  const { dirtyFields } = form.formState;
  useLeaveWarning(
    ofPeople.some((field) => Object.hasOwn(dirtyFields, field) || unsentAt(place)[String(field)]),
  );
  useEffect(() => {
    const stop = form.watch((values) => {
      const typed = Object.entries(values).filter(([, value]) => !(value instanceof FileList));
      const kept = typed.filter(([field]) => !ofPeople.includes(field));
      keep(Object.fromEntries(kept) as Partial<Values>);
      if (backAndForth)
        keepUnsent(place, Object.fromEntries(typed.filter(([field]) => ofPeople.includes(field))));
    });
    return () => stop.unsubscribe();
  });
  const forget = () => {
    // What was sent is not lost by leaving: nobody asks any more.
    if (ofPeople.length > 0) form.reset(form.getValues());
    discard();
    forgetUnsent(place);
  };
  const clear = () => {
    form.reset(empty);
    discard();
    forgetUnsent(place);
  };
  return [form, { forget, clear }];
}

/** The same where the service names a field otherwise than the form, or what it says is worth telling: a field alone knows
 * what is wrong with it by `useAnswered`. */
export function useFaults<Values extends FieldValues>(
  form: UseFormReturn<Values>,
  error: unknown,
  tell: (
    place: string,
    message: string,
  ) => { readonly field: Path<Values>; readonly words: string } | undefined,
): void {
  const tellAll = useEffectEvent(() => {
    if (!(error instanceof ProblemError)) return;
    for (const { pointer, message } of error.problem.errors ?? []) {
      const told = tell(pointer.replace('/body/', ''), message);
      if (told) form.setError(told.field, { message: told.words });
    }
  });
  // Once for each answer: what is typed afterwards is looked at anew when it is sent.
  useEffect(() => tellAll(), [error]);
}
