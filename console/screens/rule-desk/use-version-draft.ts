import { useState } from 'react';
import type { Answer } from '../../client/call.ts';
import { useDraft } from '../../parts/use-draft.ts';
import { useSession } from '../../session/session-context.ts';
import { sameJson } from './decision-table.ts';
import type { VersionContent } from './version-content.ts';

export type Version = Answer<'getRuleVersion'>;

interface Kept {
  /** Of which stored content it is a change. */
  readonly base: string;
  readonly content: VersionContent;
}

export interface VersionDraft {
  readonly content: VersionContent;
  readonly isEditable: boolean;
  readonly isChanged: boolean;
  /** The stored draft was saved elsewhere meanwhile, from another tab. */
  readonly isOvertaken: boolean;
  readonly edit: (content: VersionContent) => void;
  readonly undo: (() => void) | undefined;
  readonly discard: () => void;
}

const LONGEST_PAST = 50;

/** A draft as its author types it, kept in this tab until it is saved; everybody else reads what is stored. */
export function useVersionDraft(version: Version): VersionDraft {
  const { me } = useSession();
  const [kept, keep, forget] = useDraft<Kept | null>(`rule/${version.id}`, null);
  const [past, setPast] = useState<readonly VersionContent[]>([]);
  const stored = version.content as unknown as VersionContent;
  const isEditable = version.state === 'draft' && version.authorId === me.accountId;
  const content = isEditable && kept ? kept.content : stored;
  const isChanged = content !== stored && !sameJson(content, stored);
  const write = (next: VersionContent) =>
    keep({ base: isChanged && kept ? kept.base : version.contentHash, content: next });
  return {
    content,
    isEditable,
    isChanged,
    isOvertaken: isChanged && kept?.base !== version.contentHash,
    edit: (next) => {
      setPast([...past, content].slice(-LONGEST_PAST));
      write(next);
    },
    undo:
      past.length === 0
        ? undefined
        : () => {
            write(past.at(-1)!);
            setPast(past.slice(0, -1));
          },
    discard: () => {
      setPast([]);
      forget();
    },
  };
}
