import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Reason } from '../cases/opening.tsx';
import { Declarations, type FamilyChange } from '../family/declarations.tsx';
import { DeclareForm } from '../family/declare-form.tsx';
import { OnAsking } from './on-asking.tsx';
import { nameIn, PersonSearch, type Found } from './person-search.tsx';

interface OfPerson {
  readonly personId: string;
  readonly reason: Reason;
}

/** The relatives whom somebody declares for their vouchers; at the desk a caseworker writes down what they say. */
export function PersonFamily({ personId, reason }: OfPerson) {
  const { t } = useTranslation('family');
  return (
    <OnAsking name="family" title={t('desk.title')} open={t('desk.open')}>
      <Declarations
        employeeId={personId}
        reason={reason}
        declare={(onDeclared) => <Declaring personId={personId} reason={reason} onDeclared={onDeclared} />}
      />
    </OnAsking>
  );
}

function Declaring({
  personId,
  reason,
  onDeclared,
}: OfPerson & { readonly onDeclared: (change: FamilyChange) => void }) {
  const { t } = useTranslation(['records', 'family']);
  const [found, setFound] = useState<Found>();
  if (found)
    return (
      <DeclareForm
        employeeId={personId}
        relatives={[{ value: found.id, label: nameIn(found) }]}
        onDeclared={onDeclared}
      />
    );
  return (
    <div className="mt-3">
      <h3 className="h5">{t('family:who')}</h3>
      <PersonSearch reason={reason}>
        {(one) => (
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-label={`${t('relations.choose')}: ${nameIn(one)}`}
            onClick={() => setFound(one)}
          >
            {t('relations.choose')}
          </button>
        )}
      </PersonSearch>
    </div>
  );
}
