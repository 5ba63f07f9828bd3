import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { readText } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Heading } from '../../parts/heading.tsx';
import { Loading } from '../../parts/loading.tsx';
import { Panel } from '../../parts/panel.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useSession } from '../../session/session-context.ts';
import { moment } from '../../words/format.ts';
import { plainMail } from './plain-mail.ts';

/** The mail that the demonstration keeps instead of sending: of others only what the reader may see. */
export default function Mailbox() {
  const { t } = useTranslation('administration');
  const { me } = useSession();
  const [opened, open] = useState<string>();
  const mails = useRead('listDevMails', { query: { limit: 200 } });
  return (
    <>
      <Heading>{t('mailbox.title')}</Heading>
      <p>{t(me.roles.includes('caseworker') ? 'mailbox.intro.all' : 'mailbox.intro')}</p>
      {mails.error && <ProblemNotice error={mails.error} onAgain={() => void mails.refetch()} />}
      {!mails.data && !mails.error && <Loading />}
      {mails.data?.items.length === 0 && <p className="console-empty">{t('mailbox.none')}</p>}
      <ul className="console-rows">
        {mails.data?.items.map(({ id, subject, sentAt }) => (
          <li key={id}>
            <strong>{subject ?? t('mailbox.mail')}</strong>, {moment(sentAt)}{' '}
            <button
              type="button"
              className="btn btn-outline-primary btn-sm"
              aria-label={t('mailbox.openNamed', {
                subject: subject ?? t('mailbox.mail'),
                sentAt: moment(sentAt),
              })}
              onClick={() => open(id)}
            >
              {t('mailbox.open')}
            </button>
          </li>
        ))}
      </ul>
      {opened && (
        <Panel title={t('mailbox.mail')} onClose={() => open(undefined)}>
          <MailText mailId={opened} />
        </Panel>
      )}
    </>
  );
}

function MailText({ mailId }: { readonly mailId: string }) {
  const mail = useQuery({
    queryKey: ['readDevMail', mailId],
    staleTime: Infinity,
    queryFn: () => readText('readDevMail', { params: { mailId } }),
  });
  if (mail.error) return <ProblemNotice error={mail.error} onAgain={() => void mail.refetch()} />;
  if (mail.data === undefined) return <Loading />;
  const { subject, to, text } = plainMail(mail.data);
  return (
    <>
      <p className="mb-1">
        <strong>{subject}</strong>
      </p>
      <p className="small">{to}</p>
      <pre className="rules-pre">{text.split(ADDRESS).map(led)}</pre>
    </>
  );
}

const ADDRESS = /(https?:\/\/\S+)/;

/** An address of this service leads there, as in any mail reader; one with a code is for whoever has no account yet. */
function led(part: string) {
  if (!ADDRESS.test(part)) return part;
  const { hostname, pathname, hash } = new URL(part);
  if (hostname !== location.hostname || hash) return part;
  return (
    <Link key={part} to={pathname}>
      {part}
    </Link>
  );
}
