import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { LastDayForm } from '../../parts/last-day-form.tsx';
import { Opener } from '../../parts/opener.tsx';
import { Tag } from '../../parts/tag.tsx';
import { day, money, romeToday } from '../../words/format.ts';
import type { FamilyChange } from './declarations.tsx';

type Declaration = Answer<'listFamilyDeclarations'>['items'][number];

/** What was declared of one relative; without a way to end it where a later word took its place. */
export function DeclarationRow({
  declaration,
  onEnded,
}: {
  readonly declaration: Declaration;
  readonly onEnded?: (change: FamilyChange) => void;
}) {
  const { t } = useTranslation('family');
  const [isEnding, setEnding] = useState(false);
  const { id, relation, relativeName, validFrom, validUntil } = declaration;
  const name = relativeName ?? t('unnamed');
  const isOver = validUntil !== null && validUntil < romeToday();
  return (
    <li>
      <p className="mb-1">
        <strong>{name}</strong>: {t(`relation.${relation}`)}.{' '}
        {validUntil
          ? t('period', { from: day(validFrom), until: day(validUntil) })
          : t('since', { day: day(validFrom) })}{' '}
        {isOver && onEnded && <Tag tone="plain">{t('over')}</Tag>}
      </p>
      <Details of={declaration} />
      {onEnded && !isOver && <Opener label={t('end')} about={name} isOpen={isEnding} onSet={setEnding} />}
      {onEnded && !isOver && isEnding && <EndDeclaration declarationId={id} onEnded={onEnded} />}
    </li>
  );
}

function Details({
  of: { cohabiting, alimony, fiscallyDependent, nonSelfSufficient, yearlyIncomeCents },
}: {
  readonly of: Declaration;
}) {
  const { t } = useTranslation('family');
  const said = [
    t(fiscallyDependent ? 'dependent.yes' : 'dependent.no'),
    ...(cohabiting === null ? [] : [t(cohabiting ? 'cohabiting.yes' : 'cohabiting.no')]),
    ...(alimony ? [t('alimony.yes')] : []),
    ...(nonSelfSufficient ? [t('notSelfSufficient.yes')] : []),
    ...(yearlyIncomeCents === null ? [] : [t('income.said', { amount: money(yearlyIncomeCents) })]),
  ];
  return <p className="small mb-1">{said.join(', ')}.</p>;
}

function EndDeclaration({
  declarationId,
  onEnded,
}: {
  readonly declarationId: string;
  readonly onEnded: (change: FamilyChange) => void;
}) {
  const { t } = useTranslation('family');
  const end = useWrite('endFamilyDeclaration', onEnded);
  return (
    <LastDayForm
      of={declarationId}
      field="lastDay"
      words={{ label: t('lastDay'), hint: t('lastDay.hint'), wrong: t('day.wrong'), send: t('end.send') }}
      write={end}
      onSend={(lastDay) => end.mutate({ params: { declarationId }, body: { lastDay } })}
    />
  );
}
