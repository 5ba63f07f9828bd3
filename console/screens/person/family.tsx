import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { useSession } from '../../session/session-context.ts';
import { Declarations, type FamilyChange } from '../family/declarations.tsx';
import { DeclareForm } from '../family/declare-form.tsx';
import { usePeople, usePersonWords } from './people.ts';
import { tellApart } from './tell-apart.ts';

/** An employee's word on who is their family: it decides for whom they may order, and how high the year's limit is. */
export default function Family() {
  const { t } = useTranslation(['family', 'person']);
  const { personId } = useSession().me;
  return (
    <>
      <p className="mb-2">
        <Link to="/wallet">{t('person:wallet.title')}</Link>
      </p>
      <Heading>{t('title')}</Heading>
      <p>{t('words')}</p>
      {personId && (
        <Declarations
          employeeId={personId}
          declare={(onDeclared) => <Declaring employeeId={personId} onDeclared={onDeclared} />}
        />
      )}
    </>
  );
}

/** Those of one's own household, and whom one acts for; others are declared at the desk. */
function Declaring({
  employeeId,
  onDeclared,
}: {
  readonly employeeId: string;
  readonly onDeclared: (change: FamilyChange) => void;
}) {
  const { t } = useTranslation(['family', 'person']);
  const words = usePersonWords();
  const people = usePeople();
  const households = useList('listHouseholds', { query: { personId: employeeId } });
  if (!households.items) return <ReadStates of={households} />;
  const members = households.items
    .flatMap((household) => household.members)
    .filter(({ leftOn, personId }) => leftOn === null && personId !== employeeId);
  const { known, unnamed } = tellApart(
    people,
    members.map(({ personId }) => personId),
  );
  const others = people.filter(({ as, id }) => as === 'principal' && !known.some((one) => one.id === id));
  const relatives = [...known, ...others].map((one) => ({ value: one.id, label: words(one) }));
  return (
    <>
      {unnamed > 0 && <p className="mt-3">{t('person:new.unnamed', { number: unnamed })}</p>}
      {relatives.length === 0 ? (
        <p className="mt-3">{t('nobody')}</p>
      ) : (
        <DeclareForm employeeId={employeeId} relatives={relatives} onDeclared={onDeclared} />
      )}
    </>
  );
}
