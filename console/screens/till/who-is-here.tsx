import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useList } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import { TillUserFields, type Standing } from '../../parts/till-user-fields.tsx';

/** Before anything else a till asks who stands at it; a PIN that was refused is asked for again here. */
export function WhoIsHere({
  chosen,
  refused,
  onChoose,
}: {
  readonly chosen: string;
  readonly refused: unknown;
  readonly onChoose: (standing: Standing) => void;
}) {
  const { t } = useTranslation('till');
  const users = useList('listTillUsers', { query: { limit: 100 } });
  if (!users.items && users.error)
    return <ProblemNotice error={users.error} onAgain={() => void users.refetch()} />;
  if (!users.items) return <Loading />;
  const present = users.items.filter(({ revokedAt }) => revokedAt === null);
  if (present.length === 0)
    return (
      <div className="console-empty">
        <p>{t('who.none')}</p>
        <Link className="btn btn-primary" to="/till-users">
          {t('who.none.next')}
        </Link>
      </div>
    );
  const first = present.length === 1 ? present[0]!.id : '';
  const tillUserId = present.some(({ id }) => id === chosen) ? chosen : first;
  return <Choice key={tillUserId} tillUserId={tillUserId} refused={refused} onChoose={onChoose} />;
}

function Choice({
  tillUserId,
  refused,
  onChoose,
}: {
  readonly tillUserId: string;
  readonly refused: unknown;
  readonly onChoose: (standing: Standing) => void;
}) {
  const { t } = useTranslation('till');
  const form = useForm<Standing>({ defaultValues: { tillUserId, pin: '' }, shouldFocusError: false });
  const wrong = (field: keyof Standing) => wrongWith(form.formState.errors, refused, field);
  return (
    <section aria-labelledby="who" className="console-form">
      <h2 id="who" className="h4">
        {t('who.title')}
      </h2>
      <Form name="who" form={form} problem={refused} onSend={onChoose}>
        <TillUserFields name="who" register={form.register} wrong={wrong} />
        <button type="submit" className="btn btn-primary till-large">
          {t('who.open')}
        </button>
      </Form>
    </section>
  );
}
