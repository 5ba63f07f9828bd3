import { useTranslation } from 'react-i18next';
import { day } from '../../words/format.ts';

/** What happens to an application that was just sent, and by when. */
export function WhatComes({
  dueAt,
  termEndsOn,
}: {
  readonly dueAt: string | null;
  readonly termEndsOn: string;
}) {
  const { t } = useTranslation('cases');
  return (
    <ol>
      <li>{dueAt ? t('receipt.check', { day: day(dueAt) }) : t('receipt.check.soon')}</li>
      <li>{t('receipt.ask')}</li>
      <li>{t('receipt.decide', { day: day(termEndsOn) })}</li>
    </ol>
  );
}
