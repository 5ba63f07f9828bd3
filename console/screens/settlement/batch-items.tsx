import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fileAddress, type Answer } from '../../client/call.ts';
import { useList } from '../../client/use-read.ts';
import { More } from '../../parts/more.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { ReadStates } from '../../parts/read-states.tsx';
import { Tag, type Tone } from '../../parts/tag.tsx';
import { useSession } from '../../session/session-context.ts';
import { day, iban, moment, money } from '../../words/format.ts';
import type { Batch } from './batch-state.tsx';

type Item = Answer<'listSettlementItems'>['items'][number];

const tones: Partial<Record<Item['state'], Tone>> = {
  sent: 'soon',
  confirmed: 'good',
  rejected: 'late',
  returned: 'late',
};

/** Whom a batch pays, one by one, with what the bank said of each. */
export function BatchItems({ batch }: { readonly batch: Batch }) {
  const { t } = useTranslation('fund');
  const items = useList('listSettlementItems', { query: { batchId: batch.id } });
  return (
    <section aria-labelledby="items" className="mt-5">
      <h2 id="items" className="h4">
        {t('items')}
      </h2>
      <ReadStates of={items} />
      {items.items?.length === 0 && <p>{t('items.none')}</p>}
      <ul className="console-rows">
        {items.items?.map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            hasLeft={batch.exportedAt !== null}
            isToApprove={batch.state === 'draft'}
          />
        ))}
      </ul>
      <More list={items} />
    </section>
  );
}

function ItemRow({
  item,
  hasLeft,
  isToApprove,
}: {
  readonly item: Item;
  readonly hasLeft: boolean;
  readonly isToApprove: boolean;
}) {
  const { t } = useTranslation('fund');
  const { me } = useSession();
  const [isOpen, setOpen] = useState(false);
  const canRead = me.roles.includes('fundOfficer') || me.roles.includes('auditor');
  const netted =
    item.nettedCents > 0 &&
    t('item.nettedOf', { gross: money(item.grossCents), netted: money(item.nettedCents) });
  return (
    <li>
      <h3 className="h6 mb-1">
        <OrganisationName id={item.providerId} />: {money(item.amountCents)}
        {item.payee === 'inps' && ` (${t('payee.inps')})`}
      </h3>
      <p className="mb-2">
        <Tag tone={tones[item.state] ?? 'plain'}>{t(`itemState.${item.state}`)}</Tag>{' '}
        {item.answeredAt && t('item.answered', { when: moment(item.answeredAt) })} {netted}{' '}
        {t('item.endToEnd', { ref: item.endToEndId })}
      </p>
      {item.account && <PaidAccount item={item} isToApprove={isToApprove} />}
      <button
        type="button"
        className="btn btn-outline-primary btn-sm me-2"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {t(isOpen ? 'lines.close' : 'lines.open')}
      </button>
      {hasLeft && canRead && (
        <a
          href={fileAddress('readStatement', { params: { itemId: item.id } })}
          className="d-inline-block py-1"
        >
          {t('item.statement')}
        </a>
      )}
      {isOpen && <Lines itemId={item.id} canTrace={canRead} />}
    </li>
  );
}

/** An account that nothing was paid to before is where a payment goes astray: it is said before somebody approves. */
function PaidAccount({ item, isToApprove }: { readonly item: Item; readonly isToApprove: boolean }) {
  const { t } = useTranslation('fund');
  const { account, ibanEnding, iban: whole, onFile } = item;
  if (!account) return null;
  const isOnFile = onFile !== null && onFile.iban === whole;
  return (
    <p className="mb-2">
      {account !== 'same' && (
        <Tag tone={account === 'changed' ? 'late' : 'soon'}>{t(`account.is.${account}`)}</Tag>
      )}{' '}
      {whole ? t('item.account.whole', { iban: iban(whole) }) : t('item.account', { ending: ibanEnding })}{' '}
      {onFile &&
        (isOnFile
          ? onFile.since
            ? t('account.onFile.since', { day: day(onFile.since) })
            : t('account.onFile')
          : t('account.onFile.other', { iban: onFile.iban ? iban(onFile.iban) : '–' }))}{' '}
      {isToApprove && account !== 'same' && t('account.compare')}
    </p>
  );
}

/** What a payment pays, redemption by redemption; what was released is owed again, in the next batch once. */
function Lines({ itemId, canTrace }: { readonly itemId: string; readonly canTrace: boolean }) {
  const { t } = useTranslation('fund');
  const lines = useList('listSettlementLines', { params: { itemId } });
  return (
    <>
      <ReadStates of={lines} />
      <ul className="mt-2">
        {lines.items?.map((line) => (
          <li key={line.id}>
            {canTrace ? (
              <Link to={`/fund/redemptions/${line.redemptionId}`}>{line.redemptionNumber}</Link>
            ) : (
              line.redemptionNumber
            )}
            : {money(line.amountCents)}
            {line.refund && ` – ${t('lines.refund')}`}
            {line.releasedAt && ` – ${t('lines.released', { when: moment(line.releasedAt) })}`}
          </li>
        ))}
      </ul>
      <More list={lines} />
    </>
  );
}
