import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import {
  documentsRequired,
  providerDocumentWords,
  type ProviderDocumentCategory,
} from '../../../domain/provider-service.ts';
import { fileAddress } from '../../client/call.ts';
import { useWrite } from '../../client/use-write.ts';
import { DoneLine } from '../../parts/done-line.tsx';
import { day } from '../../words/format.ts';
import { spoken } from '../../words/words.ts';
import { OpenFile } from './open-file.tsx';
import { PaperForm } from './paper-form.tsx';
import { PaperTag } from './paper-tag.tsx';
import type { Application } from './use-own-application.ts';

/** Each paper that the services ask for: what is there of it, until when it is good, and the way to hand it in. */
export function PapersStep({ application }: { readonly application: Application }) {
  const { t } = useTranslation('provider');
  const categories = documentsRequired(application.services.map(({ category }) => category));
  return (
    <>
      {application.services.length === 0 && <p>{t('papers.servicesFirst')}</p>}
      <ul className="console-rows">
        {categories.map((category) => (
          <Paper key={category} category={category} application={application} />
        ))}
      </ul>
    </>
  );
}

function Paper({
  category,
  application: { id, documents, documentsMissing, possible },
}: {
  readonly category: ProviderDocumentCategory;
  readonly application: Application;
}) {
  const { t } = useTranslation('provider');
  const [search, setSearch] = useSearchParams();
  const upload = useWrite('uploadCandidateFile');
  const [isReceived, setReceived] = useState(false);
  const submit = useWrite('submitDocument', () => {
    setReceived(true);
    setSearch({});
  });
  const paper = documents.filter((one) => one.category === category).at(-1);
  const isMissing = documentsMissing.some((one) => one.category === category);
  const name = providerDocumentWords[category][spoken()];
  const canGive = possible.includes('submitDocument');
  const isOpen = search.get('paper') === category;
  const params = { applicationId: id };
  return (
    <li>
      <h2 className="h5 mb-1 console-sentence">{name}</h2>
      <p className="mb-2">
        <PaperTag paper={paper} isMissing={isMissing} />{' '}
        {paper && (paper.validUntil ? t('paper.until', { day: day(paper.validUntil) }) : t('paper.noEnd'))}
      </p>
      <DoneLine>{isReceived && !isOpen && t('paper.done')}</DoneLine>
      {paper?.documentId && (
        <OpenFile
          href={fileAddress('readCandidateFile', { params: { ...params, documentId: paper.documentId } })}
          name={name}
        />
      )}
      {canGive && (
        <div className="console-actions my-2">
          <button
            type="button"
            className="btn btn-outline-primary btn-sm"
            aria-expanded={isOpen}
            aria-label={`${t(paper ? 'paper.replace' : 'paper.give')}: ${name}`}
            onClick={() => setSearch(isOpen ? {} : { paper: category })}
          >
            {t(paper ? 'paper.replace' : 'paper.give')}
          </button>
        </div>
      )}
      {canGive && isOpen && (
        <PaperForm
          category={category}
          error={upload.error ?? submit.error}
          isBusy={upload.isPending || submit.isPending}
          onUpload={async (file) =>
            (await upload.mutateAsync({ params, form: { kind: 'providerPaper', file } })).id
          }
          onSend={(body) => submit.mutate({ params, body })}
        />
      )}
    </li>
  );
}
