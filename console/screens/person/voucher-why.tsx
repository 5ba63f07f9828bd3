import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../client/use-read.ts';
import { Opener } from '../../parts/opener.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { spoken } from '../../words/words.ts';
import { Explained } from '../cases/explanation.tsx';

/** Why a voucher was lawful when it was issued, for its holder alone: each rule, what was found and what it takes. */
export function VoucherWhy({ decisionId }: { readonly decisionId: string }) {
  const { t } = useTranslation('person');
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="why" className="mt-5 no-print">
      <h2 id="why" className="h4">
        {t('card.why')}
      </h2>
      <p>{t('card.why.words')}</p>
      <Opener label={t('card.why.open')} isOpen={isOpen} onSet={setOpen} />
      {isOpen && <Reasons decisionId={decisionId} />}
    </section>
  );
}

function Reasons({ decisionId }: { readonly decisionId: string }) {
  const found = useRead('explainVoucher', { params: { decisionId } }, { lasting: true });
  return (
    <div className="mt-3">
      <ReadStates of={found} />
      {found.data && <Explained of={found.data[spoken()]} isOwn />}
    </div>
  );
}
