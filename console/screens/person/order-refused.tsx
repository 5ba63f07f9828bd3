import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError, type Problem } from '../../client/problem.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { money } from '../../words/format.ts';
import { leadToOrdered } from './order-form.tsx';
import type { Split } from './use-placing.ts';

/** Why the order is not possible as asked, with the rule and what can be done; one press takes what is offered instead. */
export function OrderRefused({
  error,
  onSplit,
}: {
  readonly error: Error;
  /** Where so many units can be ordered otherwise. */
  readonly onSplit?: (split: Split) => void;
}) {
  const { t } = useTranslation('person');
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => notice.current?.focus(), [error]);
  const problem = error instanceof ProblemError ? error.problem : undefined;
  if (!problem?.reasons && !problem?.split) return <ProblemNotice error={error} leadTo={leadToOrdered} />;
  const { title, instance, reasons, split } = problem;
  return (
    <div ref={notice} role="alert" tabIndex={-1} className="alert alert-warning">
      <h2 className="h5">{t('order.refused')}</h2>
      <p>{title}</p>
      {reasons ? <Reasons reasons={reasons} /> : <p>{t('split.why')}</p>}
      {split && onSplit && <Offer split={split} onSplit={onSplit} />}
      {instance && (
        <p className="small mt-3 mb-0">{t('problem.reference', { ns: 'frame', code: instance })}</p>
      )}
    </div>
  );
}

function Reasons({ reasons }: { readonly reasons: NonNullable<Problem['reasons']> }) {
  const { t } = useTranslation('person');
  return (
    <>
      <h3 className="h6">{t('order.reasons')}</h3>
      <ul>
        {reasons.map(({ code, rule, words, wayForward }) => (
          <li key={code}>
            {words} <strong>{wayForward}</strong> <span className="small">{t('order.rule', { rule })}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function Offer({ split, onSplit }: { readonly split: Split; readonly onSplit: (split: Split) => void }) {
  const { t } = useTranslation('person');
  const { voucherUnits, voucherCents, leftCents, privateUnits, privateCents } = split;
  const offer =
    voucherUnits === 0
      ? t('split.only', { private: privateUnits })
      : t('split.offer', { vouchers: voucherUnits, private: privateUnits });
  return (
    <>
      <h3 className="h6">{t('split.title')}</h3>
      <ul>
        <li>
          {voucherUnits === 0
            ? t('split.none')
            : t('split.vouchers', { count: voucherUnits, amount: money(voucherCents) })}
        </li>
        <li>{t('split.private', { count: privateUnits, amount: money(privateCents) })}</li>
        <li>{t('split.left', { left: money(leftCents) })}</li>
      </ul>
      <button type="button" className="btn btn-primary" onClick={() => onSplit(split)}>
        {t('split.place', { offer })}
      </button>
    </>
  );
}
