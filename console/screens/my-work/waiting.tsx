import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useRead } from '../../client/use-read.ts';

/** The most that is counted: of more it is enough to know that they are many. */
const MOST_COUNTED = 100;

/** How many tasks wait for one’s role and nobody has taken: what one has in hand does not tell of them. */
export function Waiting() {
  const { t } = useTranslation('work');
  const { data } = useRead('listTasks', { query: { whose: 'candidate', limit: MOST_COUNTED } });
  if (!data) return null;
  const count = data.items.length;
  if (count === 0) return <p className="mt-3">{t('waiting.none')}</p>;
  return (
    <p className="mt-3">
      {t(data.nextCursor === null ? 'waiting' : 'waiting.many', { count })}{' '}
      <Link className="btn btn-primary btn-sm" to="?whose=candidate">
        {t('waiting.see')}
      </Link>
    </p>
  );
}
