import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { useSession, type Me } from '../../session/session-context.ts';

/** Who at a provider a screen is for; nobody else's is narrower than their role. */
const isFor = {
  allPlaces: ({ placeId }: Me) => placeId === null,
  responsible: ({ responsible }: Me) => responsible,
} as const;

/** A screen of which whoever may not do anything there is told so, before they write it all in vain. */
export function only(
  whom: keyof typeof isFor,
  title: 'disputes.title' | 'complaints.title' | 'colleagues.title',
  Screen: ComponentType,
): ComponentType {
  return function Only() {
    const { t } = useTranslation('serving');
    const { me } = useSession();
    if (isFor[whom](me)) return <Screen />;
    return (
      <>
        <Heading>{t(title)}</Heading>
        <p>{t(`only.${whom}`)}</p>
      </>
    );
  };
}
