import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { Call } from '../../client/call.ts';
import { useRead } from '../../client/use-read.ts';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { day } from '../../words/format.ts';

export const counts = [
  'employees',
  'law68Base',
  'disabledWorkersEmployed',
  'protectedWorkersEmployed',
] as const;
export const answers = ['minorsStaffCertified', 'exploitationConviction', 'judicialControl'] as const;

/** What an organisation declared, word for word; the office says why it opens it, and that stays in the audit trail. */
export function Declared(given: Call<'getCandidateDeclarations'>) {
  const { t } = useTranslation('provider');
  const read = useRead('getCandidateDeclarations', given, { once: true });
  if (read.error) return <ProblemNotice error={read.error} onAgain={() => void read.refetch()} />;
  if (!read.data) return <Loading />;
  const { declarations } = read.data;
  if (!declarations) return <p>{t('declared.none')}</p>;
  const said = (is: boolean | null) =>
    t(is === null ? 'declared.nobody' : is ? 'declared.yes' : 'declared.no');
  const facts = [
    [t('field.collectiveAgreementCode'), declarations.collectiveAgreementCode],
    ...counts.map((name) => [t(`field.${name}`), declarations[name]] as const),
    [t('field.riskAssessmentOn'), day(declarations.riskAssessmentOn)],
    ...answers.map((name) => [t(`declarations.${name}.is`), said(declarations[name])] as const),
  ] as const;
  return (
    <dl className="console-facts">
      {facts.map(([label, value]) => (
        <Fragment key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
