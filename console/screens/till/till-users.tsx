import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useList } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { AddTillUser } from './add-till-user.tsx';
import { TillUserRow } from './till-user-row.tsx';
import { ToldPin, type Told } from './told-pin.tsx';

/** Who stands at the tills: named, given a PIN, shut out. */
export default function TillUsers() {
  const { t } = useTranslation('till');
  const [told, setTold] = useState<Told>();
  const users = useList('listTillUsers', { query: { limit: 100 } });
  return (
    <>
      <Heading>{t('users.title')}</Heading>
      <p>{t('users.words')}</p>
      {told && <ToldPin key={told.pin} told={told} onClose={() => setTold(undefined)} />}
      {users.error && <ProblemNotice error={users.error} onAgain={() => void users.refetch()} />}
      {!users.items && !users.error && <Loading />}
      {users.items?.length === 0 && <p className="console-empty">{t('users.empty')}</p>}
      <ul className="console-rows">
        {users.items?.map((user) => (
          <TillUserRow key={user.id} user={user} onTold={setTold} />
        ))}
      </ul>
      <More list={users} />
      <AddTillUser onTold={setTold} />
    </>
  );
}
