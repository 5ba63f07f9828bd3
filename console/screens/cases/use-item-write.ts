import { useNavigate } from 'react-router';
import type { Call } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import type { ItemKind } from './item-kinds.ts';

type Body = Call<'submitDossier'>['body'];

export interface OpenForm {
  readonly kind: ItemKind;
  readonly assessmentId: string;
  readonly person: { readonly id: string; readonly name: string } | undefined;
}

/** Hands one item in, and goes back to the list of forms. */
export function useItemWrite({ kind, assessmentId, person }: OpenForm, onSent: () => void) {
  const navigate = useNavigate();
  const write = useWrite('submitDossier', () => {
    onSent();
    void navigate('?tab=forms');
  });
  const send = (value: unknown) => {
    const item = { kind, ...(person ? { personId: person.id } : {}), value };
    // What was typed may lack anything: the service says at which field.
    write.mutate({ params: { assessmentId }, body: { items: [item] } as Body });
  };
  return { error: write.error, isPending: write.isPending, send };
}
