import { useTranslation } from 'react-i18next';
import { Heading } from './heading.tsx';
import { ReadStates, type Reading } from './read-states.tsx';

/** What stands in the place of a screen that is named after what it reads, until it is there: it has a heading too. */
export function ScreenStates({ of: reading }: { readonly of: Reading }) {
  const { t } = useTranslation();
  return (
    <>
      <Heading>{t(reading.error ? 'problem.heading' : 'arriving')}</Heading>
      <ReadStates of={reading} />
    </>
  );
}
