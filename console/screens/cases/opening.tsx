import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Operations } from '../../client/generated/operations.ts';
import { Choice } from '../../parts/choice.tsx';
import { useSession } from '../../session/session-context.ts';

export type Reason = NonNullable<Operations['openDossier']['query']['reason']>;

export const openingReasons: readonly Reason[] = [
  'assessment',
  'desk',
  'delivery',
  'correction',
  'complaint',
  'check',
];

/** Why an organisation's papers are opened; what is delivered to somebody, or assessed, is none of it. */
export const organisationReasons = [
  'check',
  'correction',
  'desk',
  'complaint',
] as const satisfies readonly Reason[];

/** Asks once a visit why somebody's data are opened: it goes into the audit trail with each opening. */
export function OpeningGate({
  of,
  children,
}: {
  readonly of: string;
  readonly children: (reason: Reason) => ReactNode;
}) {
  const { t } = useTranslation('cases');
  const { me } = useSession();
  const place = `opening/${me.accountId}/${of}`;
  const [kept, setKept] = useState(() => sessionStorage.getItem(place) as Reason | null);
  const [chosen, setChosen] = useState<Reason>('assessment');
  if (kept) return children(kept);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        sessionStorage.setItem(place, chosen);
        setKept(chosen);
      }}
    >
      <ReasonChoice chosen={chosen} onChoose={setChosen} />
      <button type="submit" className="btn btn-primary">
        {t('opening.open')}
      </button>
    </form>
  );
}

export function ReasonChoice({
  of = 'person',
  chosen,
  onChoose,
}: {
  readonly of?: 'person' | 'organisation';
  readonly chosen: Reason;
  readonly onChoose: (reason: Reason) => void;
}) {
  const { t } = useTranslation('cases');
  return (
    <Choice
      legend={t('opening.why')}
      hint={t('opening.hint')}
      options={
        of === 'organisation'
          ? organisationReasons.map((value) => ({ value, label: t(`reason.organisation.${value}`) }))
          : openingReasons.map((value) => ({ value, label: t(`reason.${value}`) }))
      }
      chosen={chosen}
      onChoose={(value) => onChoose(value as Reason)}
    />
  );
}
