import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { taxLetters } from '../../../domain/provider-service.ts';
import { useWrite } from '../../client/use-write.ts';
import { ChecksField } from '../../parts/checks-field.tsx';
import { Form } from '../../parts/form.tsx';
import type { TaxLetter } from '../provider/letters-shown.tsx';
import type { Proposal } from './proposals.tsx';

/** The office looks over the letters as it accepts: they were proposed, or left to it. */
export function AcceptProposal({ proposal: { id, service } }: { readonly proposal: Proposal }) {
  const { t } = useTranslation('provider');
  const form = useForm({
    defaultValues: { taxLetters: [...service.taxLetters] as string[] },
    shouldFocusError: false,
  });
  const accept = useWrite('decideProposal');
  const name = `accept-${id}`;
  return (
    <Form
      name={name}
      form={form}
      problem={accept.error}
      onSend={({ taxLetters: letters }) =>
        accept.mutate({
          params: { proposalId: id },
          body: { outcome: 'accept', taxLetters: letters as TaxLetter[] },
        })
      }
    >
      <ChecksField
        form={form}
        formName={name}
        name="taxLetters"
        label={t('service.taxLetters')}
        hint={t('letters.hint')}
        wrong={t('letters.wrong')}
        options={taxLetters.map((value) => ({ value, label: t(`letter.${value}`) }))}
      />
      <button
        type="submit"
        className="btn btn-primary btn-sm"
        disabled={accept.isPending}
        aria-label={`${t('proposal.accept')}: ${service.name}`}
      >
        {t('proposal.accept')}
      </button>
    </Form>
  );
}
