import { useTranslation } from 'react-i18next';
import { Heading } from '../../parts/heading.tsx';
import { Invoices } from './invoices.tsx';
import { IssuerForm } from './issuer-form.tsx';
import { Payments } from './payments.tsx';

/** The provider's books: what each batch paid, and what is to be invoiced for it. */
export default function Statements() {
  const { t } = useTranslation('till');
  return (
    <>
      <Heading>{t('statements.title')}</Heading>
      <Payments />
      <Invoices />
      <IssuerForm />
    </>
  );
}
