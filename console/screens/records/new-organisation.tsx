import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useRead } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Heading } from '../../parts/heading.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { OrganisationForm } from './organisation-form.tsx';
import { typedOrganisation } from './organisation-fields.tsx';

const SHORTEST_NAME = 3;

/** Enters an organisation; one whose VAT number is there already is refused, and named. */
export default function NewOrganisation() {
  const { t } = useTranslation('records');
  const go = useNavigate();
  const [form, { forget }] = useKeptForm('organisation/new', typedOrganisation());
  const create = useWrite('createOrganisation', ({ id }) => {
    forget();
    void go(`/organisations/${id}`);
  });
  return (
    <>
      <p className="mb-2">
        <Link to="/organisations">{t('back.organisations')}</Link>
      </p>
      <Heading>{t('organisations.new')}</Heading>
      <Alike name={form.watch('name')} />
      <OrganisationForm
        form={form}
        write={create}
        onSend={(body) => create.mutate({ body })}
        onCancel={() => {
          forget();
          void go('/organisations');
        }}
      />
    </>
  );
}

/** Who is there already by a name like that one, before somebody is entered twice. */
function Alike({ name }: { readonly name: string }) {
  const { t } = useTranslation('records');
  const sought = name.trim();
  const isEnough = sought.length >= SHORTEST_NAME;
  const found = useRead('listOrganisations', { query: { q: sought, limit: 5 } }, { enabled: isEnough });
  if (!isEnough || !found.data || found.data.items.length === 0) return null;
  return (
    <section className="console-missing" role="status">
      <p className="mb-1">{t('organisations.alike')}</p>
      <ul className="mb-0">
        {found.data.items.map((one) => (
          <li key={one.id}>
            <Link to={`/organisations/${one.id}`}>{one.name}</Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
