import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { useSession } from '../../session/session-context.ts';
import { FundPayments } from './fund-payments.tsx';
import { Invoices } from './invoices.tsx';
import { IssuerForm } from './issuer-form.tsx';
import { Owed } from './owed.tsx';
import { PaidTo } from './paid-to.tsx';
import { Payments } from './payments.tsx';

/** The provider's books: what each batch paid, and what is to be invoiced for it. */
export default function Statements() {
  const { t } = useTranslation('till');
  const { organisationId } = useSession().me;
  return (
    <>
      <Heading>{t('statements.title')}</Heading>
      {organisationId && <PaidTo organisationId={organisationId} />}
      <Owed />
      <Payments />
      <FundPayments />
      <Invoices />
      <IssuerForm />
    </>
  );
}
