import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useWholeList } from '../../client/use-whole-list.ts';
import { useWrite } from '../../client/use-write.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Form, wrongWith } from '../../parts/form.tsx';
import { TillUserFields, type Standing } from '../../parts/till-user-fields.tsx';

/** Before anything else a till asks who stands at it, and looks whether the PIN is theirs: nobody shows a voucher to one that is not. */
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
  const users = useWholeList('listTillUsers', { query: { limit: 100 } });
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
  const open = useWrite('openTill', () => onChoose(form.getValues()));
  const problem = open.isIdle ? refused : open.error;
  const wrong = (field: keyof Standing) => wrongWith(form.formState.errors, problem, field);
  return (
    <section aria-labelledby="who" className="console-form">
      <h2 id="who" className="h4">
        {t('who.title')}
      </h2>
      <Form name="who" form={form} problem={problem} onSend={(body) => open.mutate({ body })}>
        <TillUserFields name="who" register={form.register} wrong={wrong} />
        <button type="submit" className="btn btn-primary till-large" disabled={open.isPending}>
          {t(open.isPending ? 'take.busy' : 'who.open')}
        </button>
      </Form>
    </section>
  );
}
