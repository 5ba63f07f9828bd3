import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Opener } from '../../parts/opener.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Told } from '../../parts/told.tsx';
import type { Reason } from '../cases/opening.tsx';
import { Adjusted } from './adjusted.tsx';
import { DeclarationRow } from './declaration-row.tsx';

/** What a declaration, or its end, did: what of a year turned taxable by it is told at once. */
export type FamilyChange = Answer<'declareFamily'>;

/** The relatives whom an employee declared, by themself or at the desk, and where one more is declared. */
export function Declarations({
  employeeId,
  reason,
  declare,
}: {
  readonly employeeId: string;
  /** Why somebody else opens them; one's own need none. */
  readonly reason?: Reason;
  readonly declare: (onDeclared: (change: FamilyChange) => void) => ReactNode;
}) {
  const { t } = useTranslation('family');
  const [isDeclaring, setDeclaring] = useState(false);
  const [changed, setChanged] = useState<FamilyChange & { readonly as: 'declared' | 'ended' }>();
  const query = reason ? { reason } : {};
  const declared = useRead(
    'listFamilyDeclarations',
    { params: { personId: employeeId }, query },
    { once: reason !== undefined },
  );
  const standing = declared.data?.items.filter(({ replacedAt }) => replacedAt === null) ?? [];
  const replaced = declared.data?.items.filter(({ replacedAt }) => replacedAt !== null) ?? [];
  return (
    <>
      {changed && (
        <Told key={changed.id}>
          {t(`done.${changed.as}`)} <Adjusted by={changed} />
        </Told>
      )}
      <ReadStates of={declared} />
      {declared.data && standing.length === 0 && <p>{t('none')}</p>}
      <ul className="console-rows">
        {standing.map((one) => (
          <DeclarationRow
            key={one.id}
            declaration={one}
            onEnded={(change) => setChanged({ ...change, as: 'ended' })}
          />
        ))}
      </ul>
      {replaced.length > 0 && (
        <details className="mb-3">
          <summary className="py-1">{t('replaced')}</summary>
          <ul className="console-rows">
            {replaced.map((one) => (
              <DeclarationRow key={one.id} declaration={one} />
            ))}
          </ul>
        </details>
      )}
      <Opener label={t('declare')} isOpen={isDeclaring} onSet={setDeclaring} />
      {isDeclaring &&
        declare((change) => {
          setDeclaring(false);
          setChanged({ ...change, as: 'declared' });
        })}
    </>
  );
}
