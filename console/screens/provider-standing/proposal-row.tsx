import { useTranslation } from 'react-i18next';
import { categoryTraits } from '../../../domain/provider-service.ts';
import { useWrite } from '../../client/use-write.ts';
import { Form } from '../../parts/form.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { useSession } from '../../session/session-context.ts';
import { day, money } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { LettersShown } from '../provider/letters-shown.tsx';
import { AcceptProposal } from './accept-proposal.tsx';
import { MayComplain } from './may-complain.tsx';
import type { Proposal } from './proposals.tsx';

const tones: Readonly<Record<Proposal['state'], Tone>> = {
  open: 'soon',
  accepted: 'good',
  refused: 'late',
  withdrawn: 'plain',
};

export function ProposalRow({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('provider');
  const { me } = useSession();
  const { service, state, reason, createdAt, decidedAt, organisationId, category } = proposal;
  const isOwn = me.roles.includes('provider');
  return (
    <li>
      <h3 className="h5 mb-1">{service.name}</h3>
      <p className="mb-1">
        <Tag tone={tones[state]}>{t(`proposal.${state}`)}</Tag>{' '}
        {!isOwn && (
          <>
            <OrganisationName id={organisationId} /> ·{' '}
          </>
        )}
        {categoryTraits[category].words[spoken()]} ·{' '}
        {t('price', { price: money(service.unitPriceCents), per: t(`unit.${service.unit}`) })} ·{' '}
        {t(`vat.${service.vatTreatment}`)}
      </p>
      <p className="mb-1">
        <LettersShown letters={service.taxLetters} />
      </p>
      <p className="mb-1">
        {t('proposal.madeOn', { day: day(createdAt) })}
        {decidedAt && ` ${t('proposal.decidedOn', { day: day(decidedAt) })}`}
      </p>
      {reason && <p className="mb-1">{t('proposal.reason', { reason })}</p>}
      {state === 'refused' && <MayComplain about="refusal" subjectId={proposal.id} />}
      {state === 'open' && isOwn && <Withdraw proposal={proposal} />}
      {state === 'open' && me.roles.includes('caseworker') && <Decide proposal={proposal} />}
    </li>
  );
}

function Withdraw({ proposal: { id, service } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('provider');
  const withdraw = useWrite('withdrawProposal');
  return (
    <>
      {withdraw.error && <ProblemNotice error={withdraw.error} />}
      <button
        type="button"
        className="btn btn-outline-primary btn-sm"
        disabled={withdraw.isPending}
        aria-label={`${t('proposal.withdraw')}: ${service.name}`}
        onClick={() => withdraw.mutate({ params: { proposalId: id } })}
      >
        {t('proposal.withdraw')}
      </button>
    </>
  );
}

/** Accepted with its letters when its papers are there; refused with a reason that the provider reads. */
function Decide({ proposal }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('provider');
  const { id, service } = proposal;
  const name = `proposal-${id}`;
  const [form, { forget }] = useKeptForm(name, { reason: '' });
  const refuse = useWrite('decideProposal', forget);
  const params = { proposalId: id };
  return (
    <>
      <AcceptProposal proposal={proposal} />
      <details>
        <summary className="py-1" aria-label={`${t('proposal.refuse')}: ${service.name}`}>
          {t('proposal.refuse')}
        </summary>
        <Form
          name={name}
          form={form}
          problem={refuse.error}
          onSend={({ reason }) =>
            refuse.mutate({ params, body: { outcome: 'refuse', reason: reason.trim() } })
          }
        >
          <div className="console-form">
            <TextField
              form={form}
              formName={name}
              name="reason"
              label={t('waiver.reason')}
              hint={t('correct.note.hint')}
              wrong={t('waiver.reason.wrong')}
              rows={3}
              maxLength={2000}
            />
            <button type="submit" className="btn btn-danger btn-sm" disabled={refuse.isPending}>
              {t('proposal.refuse.send')}
            </button>
          </div>
        </Form>
      </details>
    </>
  );
}
