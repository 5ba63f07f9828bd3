import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import type { Item } from './dossier-items.ts';
import type { ItemKind } from './item-kinds.ts';

type Body = Call<'submitDossier'>['body'];

export interface OpenForm {
  readonly kind: ItemKind;
  readonly assessmentId: string;
  readonly person: { readonly id: string; readonly name: string } | undefined;
  /** What was handed in before: correcting starts from there. */
  readonly kept: Item | undefined;
  /** Filled in by whoever asks the Fund, and not by a caseworker. */
  readonly isOwn?: boolean;
  /** Where its list is. */
  readonly back: string;
  readonly onSent: () => void;
}

/** Hands one item in. */
export function useItemWrite({ kind, assessmentId, person, onSent }: OpenForm, discard: () => void) {
  const write = useWrite('submitDossier', () => {
    discard();
    onSent();
  });
  const send = (value: unknown) => {
    const item = { kind, ...(person ? { personId: person.id } : {}), value };
    // What was typed may lack anything: the service says at which field.
    write.mutate({ params: { assessmentId }, body: { items: [item] } as Body });
  };
  return { error: write.error, isPending: write.isPending, send };
}
