import { useTranslation } from 'react-i18next';
import { categoryTraits, serviceCategories, type ServiceCategory } from '../../../domain/provider-service.ts';
import type { Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { More } from '../../parts/more.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { SelectField } from '../../parts/select-field.tsx';
import { Tag } from '../../parts/tag.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { day, romeToday } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { Saved } from '../provider/saved.tsx';

type Waiver = Answer<'listProviderWaivers'>['items'][number];

/** The commission's leaves for what nobody near offers; renewing is granting another. */
export function Waivers({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const list = useList('listProviderWaivers', { params: { organisationId }, query: { limit: 50 } });
  const isCommission = me.roles.includes('commissionMember');
  return (
    <section className="mt-4" aria-labelledby="waivers">
      <h2 id="waivers" className="h4">
        {t('waivers.title')}
      </h2>
      {list.error && <ProblemNotice error={list.error} onAgain={() => void list.refetch()} />}
      {list.items?.length === 0 && <p>{t('waivers.none')}</p>}
      <ul className="console-rows">
        {list.items?.map((waiver) => (
          <Row key={waiver.id} waiver={waiver} organisationId={organisationId} mayEnd={isCommission} />
        ))}
      </ul>
      <More list={list} />
      {isCommission && <Grant organisationId={organisationId} />}
    </section>
  );
}

function Row({
  waiver: { id, category, from, until, endedOn },
  organisationId,
  mayEnd,
}: {
  readonly waiver: Waiver;
  readonly organisationId: string;
  readonly mayEnd: boolean;
}) {
  const { t } = useTranslation('provider');
  const today = romeToday();
  const isRunning = endedOn === null && from <= today && today <= until;
  return (
    <li>
      <strong>{categoryTraits[category].words[spoken()]}</strong>{' '}
      <Tag tone={isRunning ? 'good' : 'plain'}>{t(isRunning ? 'waivers.running' : 'waivers.over')}</Tag>{' '}
      {t('waivers.days', { from: day(from), until: day(until) })}
      {endedOn && ` ${t('waivers.ended', { day: day(endedOn) })}`}
      {isRunning && mayEnd && <End organisationId={organisationId} waiverId={id} />}
    </li>
  );
}

function End({ organisationId, waiverId }: { readonly organisationId: string; readonly waiverId: string }) {
  const { t } = useTranslation('provider');
  const name = `end-${waiverId}`;
  const [form, { forget }] = useKeptForm(name, { reason: '' });
  const end = useWrite('endProviderWaiver', forget);
  return (
    <details>
      <summary className="py-1">{t('waivers.end')}</summary>
      <Form
        name={name}
        form={form}
        problem={end.error}
        onSend={({ reason }) =>
          end.mutate({ params: { organisationId, waiverId }, body: { reason: reason.trim() } })
        }
      >
        <div className="console-form">
          <TextField
            form={form}
            formName={name}
            name="reason"
            label={t('waiver.reason')}
            wrong={t('waiver.reason.wrong')}
            rows={3}
            maxLength={2000}
          />
          <button type="submit" className="btn btn-outline-primary" disabled={end.isPending}>
            {t('waivers.end.send')}
          </button>
        </div>
      </Form>
    </details>
  );
}

function Grant({ organisationId }: { readonly organisationId: string }) {
  const { t } = useTranslation('provider');
  const [form, { clear }] = useKeptForm(`${organisationId}/grant`, { category: '', until: '', reason: '' });
  const grant = useWrite('grantProviderWaiver', clear);
  const about = (name: 'category' | 'until' | 'reason') => ({
    form,
    formName: 'grant',
    name,
    label: t(`waiver.${name}`),
    wrong: t(`waiver.${name}.wrong`),
  });
  return (
    <>
      <h3 className="h5">{t('waiver.title')}</h3>
      <p>{t('waiver.words')}</p>
      <Saved isSaved={grant.isSuccess} />
      <Form
        name="grant"
        form={form}
        problem={grant.error}
        onSend={({ category, until, reason }) =>
          grant.mutate({
            params: { organisationId },
            body: { category: category as ServiceCategory, until, reason: reason.trim() },
          })
        }
      >
        <div className="console-form">
          <SelectField
            {...about('category')}
            options={serviceCategories.map((value) => ({
              value,
              label: categoryTraits[value].words[spoken()],
            }))}
          />
          <TextField {...about('until')} type="date" isRight={(typed) => typed > romeToday()} />
          <TextField {...about('reason')} rows={3} maxLength={2000} />
          <button type="submit" className="btn btn-primary" disabled={grant.isPending}>
            {t('waiver.send')}
          </button>
        </div>
      </Form>
    </>
  );
}
