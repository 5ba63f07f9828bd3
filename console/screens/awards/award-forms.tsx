import { useTranslation } from 'react-i18next';
import { useWrite } from '../../client/use-write.ts';
import { ChoiceField } from '../../parts/choice-field.tsx';
import { Form } from '../../parts/form.tsx';
import { OrganisationName } from '../../parts/organisation-name.tsx';
import { TextField } from '../../parts/text-field.tsx';
import { useKeptForm } from '../../parts/use-kept-form.ts';
import { money } from '../../words/format.ts';
import type { Award } from './award.tsx';
import { toPay } from './to-pay.ts';
import { TransferWords } from './transfer-words.tsx';

const LONGEST_REF = 64;

interface OfAward {
  readonly award: Award;
  readonly onDone: () => void;
}

/** The bank paid what was confirmed: by which transfer, and whom. */
export function SettleForm({ award, onDone }: OfAward) {
  const { t } = useTranslation('fund');
  const { id } = award;
  const owed = toPay(award);
  const [form, { clear }] = useKeptForm(`${id}/settle`, {
    providerId: owed.length === 1 ? owed[0]!.providerId : '',
    bankRef: '',
  });
  const settle = useWrite('settleAward', () => {
    clear();
    onDone();
  });
  return (
    <Form
      name="settle"
      form={form}
      problem={settle.error}
      className="mt-4"
      onSend={(body) => settle.mutate({ params: { awardId: id }, body })}
    >
      <h3 className="h5">{t('step.settleAward')}</h3>
      <p>{t('step.settleAward.words')}</p>
      {owed.map((one) => (
        <TransferWords key={one.providerId} owed={one} />
      ))}
      <ChoiceField
        form={form}
        formName="settle"
        name="providerId"
        label={t('settle.provider')}
        wrong={t('settle.provider.missing')}
        options={owed.map(({ providerId, amountCents }) => ({
          value: providerId,
          label: (
            <>
              <OrganisationName id={providerId} />: {money(amountCents)}
            </>
          ),
        }))}
      />
      <TextField
        form={form}
        formName="settle"
        name="bankRef"
        label={t('settle.bankRef')}
        wrong={t('settle.bankRef.missing')}
        isRight={(typed) => typed.trim() !== '' && typed.length <= LONGEST_REF}
      />
      <button type="submit" className="btn btn-primary" disabled={settle.isPending}>
        {t('step.settleAward')}
      </button>
    </Form>
  );
}

/** What will not be used goes back to the Fund, and the person reads why. */
export function ReleaseForm({ award: { id }, cents, onDone }: OfAward & { readonly cents: number | null }) {
  const { t } = useTranslation('fund');
  const [form, { forget }] = useKeptForm(`${id}/release`, { reason: '' });
  const release = useWrite('releaseAward', () => {
    forget();
    onDone();
  });
  return (
    <details className="mt-4">
      <summary>{t('step.releaseAward')}</summary>
      {cents !== null && <p className="mt-3 mb-0">{t('release.amount', { amount: money(cents) })}</p>}
      <Form
        name="release"
        form={form}
        problem={release.error}
        className="mt-3"
        onSend={(body) => release.mutate({ params: { awardId: id }, body })}
      >
        <p>{t('step.releaseAward.words')}</p>
        <TextField
          form={form}
          formName="release"
          name="reason"
          label={t('release.reason')}
          wrong={t('release.reason.missing')}
          rows={4}
        />
        <button type="submit" className="btn btn-danger" disabled={release.isPending}>
          {t('step.releaseAward')}
        </button>
      </Form>
    </details>
  );
}
