import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from '../parts/heading.tsx';
import { useSession } from '../session/session-context.ts';
import { duties, type Duty } from './duties.ts';

/** A screen of which whoever may not do anything there is told so, before they write it all in vain. */
export function forDuty(duty: Duty, Screen: ComponentType): ComponentType {
  return function ForDuty() {
    const { t } = useTranslation();
    const { me } = useSession();
    if (duties[duty](me)) return <Screen />;
    return (
      <>
        <Heading>{t('notYours.title')}</Heading>
        <p>{t(`notYours.${duty}`)}</p>
      </>
    );
  };
}
