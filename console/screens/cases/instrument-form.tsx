import { useTranslation } from 'react-i18next';
import type { Answer } from '../../client/call.ts';
import { messageAt, type PlacedFault } from '../../client/problem.ts';
import { useRead } from '../../client/use-read.ts';
import { Choice } from '../../parts/choice.tsx';
import { Field } from '../../parts/field.tsx';
import { Loading } from '../../parts/loading.tsx';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useDraft } from '../../parts/use-draft.ts';
import { spoken } from '../../words/words.ts';
import type { Item } from './dossier-items.ts';
import { SendForm } from './send-form.tsx';
import { useItemWrite, type OpenForm } from './use-item-write.ts';
import { WithinPage } from '../../parts/within-page.tsx';

type Form = Answer<'getForm'>;

interface Answered {
  readonly formVersion: string;
  readonly answers: Readonly<Record<string, string>>;
}

/** A built-in form, asked item by item as the API gives it; what it comes to is told while it is filled in. */
export function InstrumentForm(open: OpenForm) {
  const { t } = useTranslation('cases');
  const forms = useRead('listForms', {});
  const id = forms.data?.items.find(({ itemKind }) => itemKind === open.kind)?.id;
  const form = useRead('getForm', { params: { form: id ?? '' } }, { enabled: id !== undefined });
  const error = forms.error ?? form.error;
  if (error)
    return <ProblemNotice error={error} onAgain={() => void (forms.error ? forms : form).refetch()} />;
  if (forms.data && id === undefined) return <p>{t('forms.gone')}</p>;
  if (!form.data) return <Loading />;
  return <Questions form={form.data} {...open} />;
}

function Questions({ form, ...open }: OpenForm & { readonly form: Form }) {
  const { t } = useTranslation('cases');
  const language = spoken();
  const [draft, keep, discard] = useDraft<Answered>(
    `${open.assessmentId}/${open.kind}/${open.person?.id ?? ''}`,
    answersIn(open.kept) ?? { formVersion: form.formVersions[0]!, answers: {} },
  );
  const write = useItemWrite(open, discard);
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        write.send(draft);
      }}
    >
      <p className="console-hint">{t(`counts.${form.pointsCount}`)}</p>
      {form.furtherAssessmentFrom !== null && (
        <p className="console-hint">{t('counts.further', { count: form.furtherAssessmentFrom })}</p>
      )}
      {write.error && <ProblemNotice error={write.error} leadTo={leadToAnswer} />}
      {form.formVersions.length > 1 && !open.isOwn && (
        <Field
          id="answer-formVersion"
          label={t('forms.version')}
          error={messageAt(write.error, 'formVersion')}
        >
          {(control) => (
            <select
              {...control}
              value={draft.formVersion}
              onChange={(event) => keep({ ...draft, formVersion: event.target.value })}
            >
              {form.formVersions.map((version) => (
                <option key={version}>{version}</option>
              ))}
            </select>
          )}
        </Field>
      )}
      {form.items.map((item) => (
        <Choice
          key={item.id}
          id={`answer-${item.id}`}
          error={messageAt(write.error, `answers/${item.id}`)}
          legend={item.label[language]}
          options={item.options.map((option) => ({
            value: option.id,
            label: `${option.label[language]} (${t('forms.points', { count: pointsOf(option, draft.formVersion) })})`,
          }))}
          chosen={draft.answers[item.id] ?? ''}
          onChoose={(value) => keep({ ...draft, answers: { ...draft.answers, [item.id]: value } })}
        />
      ))}
      <p role="status">
        <strong>{totalIn(form, draft, t)}</strong>
      </p>
      <SendForm open={open} isPending={write.isPending} />
      <p className="small">
        {form.title[language]}. {form.source}. {form.licence[language]}
      </p>
    </form>
  );
}

/** Its question, or which version of the form was used. */
function leadToAnswer({ pointer, message }: PlacedFault) {
  const place = /(?<=\/answers\/)[^/]+$|formVersion$/.exec(pointer)?.[0];
  return place && <WithinPage to={`answer-${place}`}>{message}</WithinPage>;
}

function answersIn(kept: Item | undefined): Answered | undefined {
  const value = kept?.value as Partial<Answered> | undefined;
  return value?.answers && value.formVersion
    ? { formVersion: value.formVersion, answers: value.answers }
    : undefined;
}

type FormOption = Form['items'][number]['options'][number];

function pointsOf({ points, pointsByFormVersion }: FormOption, version: string): number {
  return pointsByFormVersion[version] ?? points;
}

type Words = ReturnType<typeof useTranslation<'cases'>>['t'];

function totalIn(form: Form, { formVersion, answers }: Answered, t: Words): string {
  const chosen = form.items.flatMap(
    ({ id, options }) => options.find((option) => option.id === answers[id]) ?? [],
  );
  const points = chosen.reduce((sum, option) => sum + pointsOf(option, formVersion), 0);
  const left = form.items.length - chosen.length;
  return left > 0 ? t('forms.left', { count: left }) : t('forms.total', { count: points });
}
