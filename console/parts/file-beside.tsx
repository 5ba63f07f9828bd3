import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readFile, saveFile, type Call, type Operation } from '../client/call.ts';
import { Loading } from './loading.tsx';
import { ProblemNotice } from './problem-notice.tsx';

/** A paper to look at beside what is checked of it; a browser that cannot show it saves it. */
export function FileBeside<O extends Operation>({
  operation,
  given,
  name,
  onShown,
}: {
  readonly operation: O;
  readonly given: Call<O>;
  readonly name: string;
  /** It is there to be looked at. */
  readonly onShown?: () => void;
}) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<{ readonly address: string; readonly type: string }>();
  const [error, setError] = useState<unknown>();
  const [tries, setTries] = useState(0);
  const read = useEffectEvent(() => readFile(operation, given));
  const tell = useEffectEvent(() => onShown?.());
  useEffect(() => {
    let address: string | undefined;
    let isGone = false;
    read().then((file) => {
      // It leaves a row in the audit trail, so it is fetched once and kept while it is looked at.
      address = URL.createObjectURL(file);
      if (isGone) return URL.revokeObjectURL(address);
      setShown({ address, type: file.type });
      tell();
    }, setError);
    return () => {
      isGone = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [tries]);
  const again = () => {
    setError(undefined);
    setTries(tries + 1);
  };
  if (error) return <ProblemNotice error={error} onAgain={again} />;
  if (!shown) return <Loading />;
  return (
    <div>
      {shown.type.startsWith('image/') && <img className="console-paper" src={shown.address} alt={name} />}
      {shown.type === 'application/pdf' && (
        <iframe className="console-paper" src={shown.address} title={name} />
      )}
      <p>
        <button
          type="button"
          className="btn btn-outline-primary btn-sm"
          onClick={() => void saveFile(operation, given, name).catch(setError)}
        >
          {t('file.save')}
        </button>
      </p>
    </div>
  );
}
